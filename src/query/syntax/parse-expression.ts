import {
  ARITHMETIC,
  DISTANCE_UNITS,
  DURATION_UNITS,
  type Argument,
  type Arithmetic,
  type Call,
  type Comparison,
  type DistanceUnit,
  type DurationLiteral,
  type DurationUnit,
  type Expression,
  type Literal,
  type Query,
} from './syntax-tree.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Most terms of a sum or product, and most fields of fields. */
const LONGEST_CHAIN = 500;

const SYMBOLS_OF_COMPARISON = ['==', '!=', '<', '<=', '>', '>='] as const;

/** Reads expressions; queries within them by `parseQuery`. */
export class ExpressionParser {
  readonly #cursor: TokenCursor;
  readonly #parseQuery: () => Query;

  constructor(cursor: TokenCursor, parseQuery: () => Query) {
    this.#cursor = cursor;
    this.#parseQuery = parseQuery;
  }

  expression(): Expression {
    return this.#joined('or', () => this.#joined('and', () => this.#not()));
  }

  /** `verb(…)` or `function(…)`. */
  call(): Call {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      const name = cursor.ident('a name');
      cursor.take('(', ` after ${name}`);
      const args = cursor.is(')') ? [] : cursor.listOf(() => this.#argument());
      cursor.take(')', ` that closes ${name}(`);
      return { kind: 'call', name, arguments: args };
    });
  }

  duration(what: string): DurationLiteral {
    const cursor = this.#cursor;
    const { kind, value, unit } = cursor.token;
    if (kind === 'quantity' && isDurationUnit(unit)) {
      cursor.pass();
      return { kind: 'duration', value, unit };
    }
    if (kind === 'quantity') {
      throw cursor.fault(
        `${value}${unit} is a distance (m is metres)`,
        `${what}; for minutes write ${value}min`,
      );
    }
    throw cursor.unexpected(`${what}, such as 10min`);
  }

  /** A literal, if one stands here. */
  literal(): Literal | undefined {
    const cursor = this.#cursor;
    const { kind, text, value, unit } = cursor.token;
    if (kind === 'quantity') {
      cursor.pass();
      return isDurationUnit(unit)
        ? { kind: 'duration', value, unit }
        : { kind: 'distance', value, unit: distanceUnit(unit) };
    }
    if (kind === 'number') {
      cursor.pass();
      return { kind, value };
    }
    if (kind === 'string') {
      cursor.pass();
      return { kind, value: text };
    }
    if (cursor.is('true', 'false')) {
      cursor.pass();
      return { kind: 'boolean', value: text === 'true' };
    }
    return cursor.takeIf('null') ? { kind: 'null' } : undefined;
  }

  #argument(): Argument {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      const isNamed = cursor.isNext(':');
      const name = isNamed ? cursor.name('a name') : null;
      if (isNamed) cursor.take(':');
      return { name, value: this.expression() };
    });
  }

  #joined(kind: 'or' | 'and', part: () => Expression): Expression {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      const first = part();
      if (!cursor.is(kind)) return first;
      const of = [first];
      while (cursor.takeIf(kind)) of.push(part());
      return { kind, of };
    });
  }

  #not(): Expression {
    const cursor = this.#cursor;
    if (!cursor.is('not')) return this.#comparison();
    return cursor.placed(() => {
      cursor.take('not');
      return { kind: 'not', of: this.#not() };
    });
  }

  #comparison(): Expression {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      const left = this.#sum();
      if (cursor.takeIf('within')) {
        const within = this.duration('a duration after within');
        cursor.take('of', ` after within ${within.value}${within.unit}`);
        return { kind: 'near', left, within, right: this.#sum() };
      }
      const operator = this.#comparisonOperator();
      if (operator === undefined) return left;
      return { kind: 'compare', operator, left, right: this.#sum() };
    });
  }

  #comparisonOperator(): Comparison | undefined {
    const cursor = this.#cursor;
    const symbol = SYMBOLS_OF_COMPARISON.find((known) => cursor.takeIf(known));
    if (symbol !== undefined) return symbol;
    if (cursor.is('=')) {
      throw cursor.fault('= gives a name to a value', '== to compare');
    }
    if (cursor.is('not') && cursor.isNext('in')) {
      cursor.pass();
      cursor.pass();
      return 'not in';
    }
    return (['in', 'like', 'matches'] as const).find((word) =>
      cursor.takeIf(word),
    );
  }

  #sum(): Expression {
    return this.#leftToRight(['+', '-'], () =>
      this.#leftToRight(['*', '/', '%'], () => this.#unary()),
    );
  }

  #leftToRight(
    operators: readonly Arithmetic[],
    part: () => Expression,
  ): Expression {
    const cursor = this.#cursor;
    const start = cursor.token;
    let left = part();
    for (let terms = 1; ; terms++) {
      const operator = operators.find((known) => cursor.takeIf(known));
      if (operator === undefined) return left;
      if (terms === LONGEST_CHAIN) throw this.#tooLong();
      left = { kind: 'arithmetic', operator, left, right: part() };
      cursor.places.set(left, { line: start.line, column: start.column });
    }
  }

  #unary(): Expression {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      if (!cursor.takeIf('-')) return this.#postfix();
      return { kind: 'negate', of: this.#postfix() };
    });
  }

  #postfix(): Expression {
    const cursor = this.#cursor;
    let of = this.#primary();
    for (let fields = 0; cursor.is('.'); fields++) {
      if (fields === LONGEST_CHAIN) throw this.#tooLong();
      const { line, column } = cursor.ahead(1);
      cursor.pass();
      of = { kind: 'field', of, name: cursor.name('the name of a property') };
      cursor.places.set(of, { line, column });
    }
    return of;
  }

  #primary(): Expression {
    const cursor = this.#cursor;
    if (cursor.is('(')) {
      // Parentheses leave no trace in the tree.
      return cursor.placed(() => {
        cursor.take('(');
        const inner = this.expression();
        cursor.take(')', ' that closes this parenthesis');
        return inner;
      });
    }
    return cursor.placed((): Expression => {
      const literal = this.literal();
      if (literal) return literal;
      const { kind } = cursor.token;
      if (kind === 'variable') return { kind, name: cursor.variable() };
      if (kind === 'name') {
        if (cursor.isNext('(')) return this.call();
        return { kind, name: cursor.ident('a name') };
      }
      if (cursor.takeIf('exists')) return this.#exists();
      if (cursor.is('[')) return { kind: 'list', of: this.#items('[', ']') };
      if (cursor.is('{')) return { kind: 'set', of: this.#items('{', '}') };
      throw cursor.unexpected('a value');
    });
  }

  #tooLong(): Error {
    return this.#cursor.fault(
      `this has more than ${LONGEST_CHAIN} parts`,
      'shorter parts; name one with let',
    );
  }

  #exists(): Expression {
    const cursor = this.#cursor;
    cursor.take('(', ' after exists');
    const query = this.#parseQuery();
    cursor.take(')', ' that closes exists(');
    return { kind: 'exists', query };
  }

  #items(open: string, close: string): Expression[] {
    const cursor = this.#cursor;
    cursor.take(open);
    const items = cursor.is(close)
      ? []
      : cursor.listOf(() => this.expression());
    cursor.take(close, ` that closes ${open}`);
    return items;
  }
}

/** Every operator of {@link ARITHMETIC}, by how tight it binds. */
export const BINDS: Readonly<Record<Arithmetic, number>> = Object.fromEntries(
  ARITHMETIC.map((operator) => [operator, '+-'.includes(operator) ? 4 : 5]),
) as Record<Arithmetic, number>;

function isDurationUnit(unit: string): unit is DurationUnit {
  return Object.hasOwn(DURATION_UNITS, unit);
}

function distanceUnit(unit: string): DistanceUnit {
  return (Object.keys(DISTANCE_UNITS) as DistanceUnit[]).find(
    (known) => known === unit,
  ) as DistanceUnit;
}
