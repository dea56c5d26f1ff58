import { BINDS } from './parse-expression.ts';
import type {
  Expression,
  Pattern,
  Query,
  Range,
  Role,
  Source,
  Stage,
  Step,
  Window,
} from './syntax-tree.ts';
import { KEYWORDS } from './tokens.ts';

const PLAIN = /^\p{L}[\p{L}\p{N}_]*$/u;

/** How tight an expression holds together; one that holds less than asked gets parentheses. */
const LOOSEST = 0;
const TIGHTEST = 7;

/**
 * The text of a query: one line for the source, one a stage. Reading it gives
 * the same tree.
 */
export function printQuery(query: Query): string {
  return printParts(query).join('\n');
}

/** An expression in as few parentheses as needed. */
export function printExpression(expression: Expression): string {
  return print(expression, LOOSEST);
}

function printParts({ lets, source, stages }: Query): string[] {
  return [
    ...lets.map((given) =>
      'query' in given
        ? `let ${ident(given.name)} = (${inline(given.query)});`
        : `let ${ident(given.name)} = ${printExpression(given.value)};`,
    ),
    printSource(source),
    ...stages.map((stage) => `| ${printStage(stage)}`),
  ];
}

/** A query within another. */
function inline(query: Query): string {
  return printParts(query).join(' ');
}

function ident(name: string): string {
  return PLAIN.test(name) && !KEYWORDS.has(name) ? name : `\`${name}\``;
}

/** A name where keywords are free. */
function label(name: string): string {
  return PLAIN.test(name) ? name : `\`${name}\``;
}

function variable(name: string): string {
  return `$${label(name)}`;
}

function printSource(source: Source): string {
  switch (source.kind) {
    case 'from': {
      const { of, window } = source;
      return `from ${printExpression(of)}${printWindow(window)}`;
    }
    case 'match': {
      const patterns = source.patterns.map(printPattern).join(', ');
      return `match ${patterns}${windowAndWhere(source)}`;
    }
    case 'sequence': {
      const by = source.by.map(variable).join(', ');
      return [
        'sequence',
        ...(by === '' ? [] : [`by ${by}`]),
        ...(source.within ? [`within ${printExpression(source.within)}`] : []),
        source.steps.map(printStep).join(' '),
      ]
        .join(' ')
        .concat(windowAndWhere(source));
    }
  }
}

function windowAndWhere({
  window,
  where,
}: {
  readonly window: Window | null;
  readonly where: Expression | null;
}): string {
  const condition = where ? ` where ${printExpression(where)}` : '';
  return printWindow(window) + condition;
}

function printStep({ link, within, pattern, repeat }: Step): string {
  return [
    ...(link === 'first' ? [] : [link]),
    ...(within ? [`within ${printExpression(within)}`] : []),
    printPattern(pattern),
    ...(repeat ? [`repeat ${printRange(repeat)}`] : []),
  ].join(' ');
}

function printPattern(pattern: Pattern): string {
  const { alias, type, roles, exact, condition } = pattern;
  return [
    alias === null ? '' : `${ident(alias)}: `,
    type === null ? '*' : ident(type),
    `(${roles.map(printRole).join(', ')})`,
    exact ? ' exact' : '',
    condition ? ` { ${printExpression(condition)} }` : '',
  ].join('');
}

function printRole({ name, term, group }: Role): string {
  const prefix = name === null ? '' : `${label(name)}: `;
  const body = term.kind === 'blank' ? '_' : printExpression(term);
  const range = group?.range ? ` ${printRange(group.range)}` : '';
  return `${prefix}${body}${group ? `*${range}` : ''}`;
}

function printRange({ least, most }: Range): string {
  if (most === least) return String(least);
  return `${least}..${most ?? ''}`;
}

function printWindow(window: Window | null): string {
  if (!window) return '';
  const { span, every, zone } = window;
  return [
    span.kind === 'last'
      ? ` during last ${printExpression(span.duration)}`
      : ` during [${printExpression(span.from)}, ${printExpression(span.to)})`,
    every === null ? '' : ` every ${JSON.stringify(every)}`,
    zone === null ? '' : ` tz ${JSON.stringify(zone)}`,
  ].join('');
}

function printStage(stage: Stage): string {
  switch (stage.kind) {
    case 'where':
      return `where ${printExpression(stage.condition)}`;
    case 'extend':
      return `extend ${assignments(stage.columns)}`;
    case 'group': {
      const by = stage.by.map(printExpression).join(', ');
      const columns = assignments(stage.columns);
      return `group by ${by}${columns === '' ? '' : ` agg ${columns}`}`;
    }
    case 'sort': {
      const keys = stage.by.map(
        ({ value, direction }) =>
          printExpression(value) + (direction === null ? '' : ` ${direction}`),
      );
      return `sort ${keys.join(', ')}`;
    }
    case 'select': {
      const columns = stage.columns.map(
        ({ value, as }) =>
          printExpression(value) + (as === null ? '' : ` as ${label(as)}`),
      );
      return `select ${columns.join(', ')}`;
    }
    case 'limit':
      return `limit ${stage.count}`;
    case 'union':
    case 'minus':
    case 'intersect':
      return `${stage.kind} (${inline(stage.query)})`;
    case 'call':
      return printExpression(stage);
  }
}

function assignments(
  columns: readonly { readonly name: string; readonly value: Expression }[],
): string {
  return columns
    .map(({ name, value }) => `${label(name)} = ${printExpression(value)}`)
    .join(', ');
}

/** @param asked - How tight it must hold where it stands. */
function print(expression: Expression, asked: number): string {
  const own = tightness(expression);
  const text = printBare(expression, own);
  return own < asked ? `(${text})` : text;
}

function tightness(expression: Expression): number {
  switch (expression.kind) {
    case 'or':
      return 0;
    case 'and':
      return 1;
    case 'not':
      return 2;
    case 'compare':
    case 'near':
      return 3;
    case 'arithmetic':
      return BINDS[expression.operator];
    case 'negate':
      return 6;
    default:
      return TIGHTEST;
  }
}

function printBare(expression: Expression, own: number): string {
  switch (expression.kind) {
    case 'or':
    case 'and':
      return expression.of
        .map((part) => print(part, own + 1))
        .join(` ${expression.kind} `);
    case 'not':
      return `not ${print(expression.of, own)}`;
    case 'compare': {
      const { operator, left, right } = expression;
      return `${print(left, own + 1)} ${operator} ${print(right, own + 1)}`;
    }
    case 'near': {
      const { left, within, right } = expression;
      return `${print(left, own + 1)} within ${print(within, own)} of ${print(right, own + 1)}`;
    }
    case 'arithmetic': {
      const { operator, left, right } = expression;
      return `${print(left, own)} ${operator} ${print(right, own + 1)}`;
    }
    case 'negate':
      return `-${print(expression.of, own + 1)}`;
    case 'field':
      return `${fieldOwner(expression.of)}.${label(expression.name)}`;
    case 'exists':
      return `exists (${inline(expression.query)})`;
    default:
      return printPrimary(expression);
  }
}

function fieldOwner(of: Expression): string {
  const text = print(of, TIGHTEST);
  // 1.x would be read as the start of a fraction by people, if not by us.
  return of.kind === 'number' ? `(${text})` : text;
}

type Primary = Exclude<
  Expression,
  {
    kind:
      | 'or'
      | 'and'
      | 'not'
      | 'compare'
      | 'near'
      | 'arithmetic'
      | 'negate'
      | 'field'
      | 'exists';
  }
>;

function printPrimary(expression: Primary): string {
  switch (expression.kind) {
    case 'string':
      return JSON.stringify(expression.value);
    case 'number':
    case 'boolean':
      return String(expression.value);
    case 'duration':
    case 'distance':
      return `${expression.value}${expression.unit}`;
    case 'null':
      return 'null';
    case 'name':
      return ident(expression.name);
    case 'variable':
      return variable(expression.name);
    case 'list':
      return `[${expression.of.map(printExpression).join(', ')}]`;
    case 'set':
      return `{${expression.of.map(printExpression).join(', ')}}`;
    case 'call': {
      const args = expression.arguments.map(({ name, value }) => {
        const text = printExpression(value);
        return name === null ? text : `${label(name)}: ${text}`;
      });
      return `${ident(expression.name)}(${args.join(', ')})`;
    }
  }
}
