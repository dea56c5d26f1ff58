import {
  DISTANCE_UNITS,
  DURATION_UNITS,
  type Expression,
} from '../syntax/syntax-tree.ts';
import { compileArithmetic } from './arithmetic.ts';
import {
  as,
  constant,
  lazyConstant,
  map,
  readsOf,
  type Compiled,
} from './compiled.ts';
import { compileComparison } from './comparison.ts';
import { elementField, fieldNames, incidenceField } from './element-fields.ts';
import { FUNCTION_NAMES, compileFunction } from './functions.ts';
import { columnAt, faultAt, type Scope } from './scope.ts';
import { typeWords, type Value } from './value.ts';

/**
 * Makes an expression ready: resolves its names, checks its types and units.
 * Conditions are three-valued: what compares with null is neither true nor
 * false, and neither is its `not`.
 * @throws PolyadError INVALID_ARGUMENT at the place of what does not fit
 */
export function compileExpression(part: Expression, scope: Scope): Compiled {
  switch (part.kind) {
    case 'string':
      return constant('text', part.value);
    case 'number':
    case 'boolean':
      return constant(part.kind, part.value);
    case 'null':
      return constant('null', null);
    case 'duration':
      return constant('duration', part.value * DURATION_UNITS[part.unit]);
    case 'distance':
      return constant('distance', part.value * DISTANCE_UNITS[part.unit]);
    case 'variable':
    case 'name':
      return compileName(part, scope);
    case 'field':
      return compileField(part, scope);
    case 'or':
    case 'and':
      return compileJoined(part, scope);
    case 'not':
      return compileNot(part, scope);
    case 'negate': {
      const of = as(
        compileExpression(part.of, scope),
        ['number', 'duration', 'distance'],
        part.of,
        scope,
      );
      return map(of, of.type, (value) => -Number(value));
    }
    case 'compare':
      return compileComparison(part, scope, compileExpression);
    case 'near':
      return compileNear(part, scope);
    case 'arithmetic':
      return compileArithmetic(part, scope, compileExpression);
    case 'list':
    case 'set':
      return compileList(part, scope);
    case 'exists':
      return compileExists(part, scope);
    case 'call':
      return compileFunction(part, scope, compileExpression);
  }
}

/** A condition: its type is true or false. */
export function compileCondition(part: Expression, scope: Scope): Compiled {
  return as(compileExpression(part, scope), ['boolean'], part, scope);
}

function column(index: number, scope: Scope): Compiled {
  return {
    type: scope.columns[index]?.type ?? 'any',
    reads: new Set([index]),
    evaluate: (values) => values[index] ?? null,
  };
}

function compileName(
  part: Extract<Expression, { kind: 'name' | 'variable' }>,
  scope: Scope,
): Compiled {
  const { name } = part;
  const written = part.kind === 'variable' ? `$${name}` : name;
  const index = columnAt(scope, written);
  if (index >= 0) return column(index, scope);
  if (part.kind === 'name') {
    const field = fieldOfElement(name, scope);
    if (field) return field;
    const own = fieldOfIncidence(name, scope);
    if (own) return own;
    const named = scope.names.get(name);
    if (named) return lazyConstant(named.type, named.value);
    const list = scope.data.lists.get(name);
    if (list) return constant('list', list);
  }
  const known = namesIn(scope);
  throw faultAt(scope, part, {
    problem: `${written} means nothing here`,
    expected: `one of ${listed(known)}`,
    written,
    known: [...known, ...FUNCTION_NAMES],
  });
}

/** Everything that a name can stand for here. */
export function namesIn(scope: Scope): string[] {
  const { element } = scope;
  const type = element === null ? undefined : scope.columns[element]?.type;
  return [
    ...scope.columns.map(({ name }) => name),
    ...(type === 'edge' || type === 'node' ? fieldNames(scope.data, type) : []),
    ...(scope.member === undefined || scope.member === null
      ? []
      : scope.data.hypergraph.incidencePropertyNames),
    ...scope.names.keys(),
    ...scope.data.lists.keys(),
  ];
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'the names that a let or a pattern gives';
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown} …` : shown;
}

function fieldOfElement(name: string, scope: Scope): Compiled | undefined {
  const { element } = scope;
  if (element === null) return undefined;
  const of = scope.columns[element]?.type;
  if (of !== 'edge' && of !== 'node') return undefined;
  const field = elementField(scope.data, of, name);
  if (!field) return undefined;
  return map(column(element, scope), field.type, (value) =>
    field.read(value as number),
  );
}

/** A property of the incidence of a pattern's only variable. */
function fieldOfIncidence(name: string, scope: Scope): Compiled | undefined {
  const { element, member = null } = scope;
  if (element === null || member === null) return undefined;
  const field = incidenceField(scope.data, name);
  if (!field) return undefined;
  return {
    type: field.type,
    reads: new Set([element, member]),
    evaluate: (values) =>
      field.read(values[element] as number, values[member] as number),
  };
}

function compileField(
  part: Extract<Expression, { kind: 'field' }>,
  scope: Scope,
): Compiled {
  const of = compileExpression(part.of, scope);
  const { type } = of;
  if (type === 'any' || type === 'null') return constant('null', null);
  const kind = type === 'edges' ? 'edge' : type;
  if (kind !== 'edge' && kind !== 'node') {
    throw faultAt(scope, part, {
      problem: `${typeWords(type)} has no ${part.name}`,
      expected: 'a node or a relation before the dot',
    });
  }
  const field = elementField(scope.data, kind, part.name);
  if (!field) {
    const known = fieldNames(scope.data, kind);
    throw faultAt(scope, part, {
      problem: `no ${kind === 'edge' ? 'relation' : 'node'} has ${part.name}`,
      expected: listed(known),
      written: part.name,
      known,
    });
  }
  // Of a repeated pattern, the first relation speaks.
  return map(of, field.type, (value) => {
    const first = type === 'edges' ? (value as readonly number[])[0] : value;
    return field.read(first as number);
  });
}

function compileJoined(
  part: Extract<Expression, { kind: 'or' | 'and' }>,
  scope: Scope,
): Compiled {
  const parts = part.of.map((one) => compileCondition(one, scope));
  const decides = part.kind === 'or';
  return {
    type: 'boolean',
    reads: readsOf(parts),
    evaluate: (values) => {
      let joined: Value = !decides;
      for (const { evaluate } of parts) {
        const value = evaluate(values);
        if (value === decides) return decides;
        if (value === null) joined = null;
      }
      return joined;
    },
  };
}

function compileNot(
  part: Extract<Expression, { kind: 'not' | 'negate' }>,
  scope: Scope,
): Compiled {
  const of = compileCondition(part.of, scope);
  return map(of, 'boolean', (value) => value !== true);
}

function compileNear(
  part: Extract<Expression, { kind: 'near' }>,
  scope: Scope,
): Compiled {
  const width = part.within.value * DURATION_UNITS[part.within.unit];
  const [left, right] = [part.left, part.right].map((side) =>
    as(compileExpression(side, scope), ['time'], side, scope),
  ) as [Compiled, Compiled];
  return {
    type: 'boolean',
    reads: readsOf([left, right]),
    evaluate: (values) => {
      const [a, b] = [left.evaluate(values), right.evaluate(values)];
      if (a === null || b === null) return null;
      return Math.abs(Number(a) - Number(b)) <= width;
    },
  };
}

function compileList(
  part: Extract<Expression, { kind: 'list' | 'set' }>,
  scope: Scope,
): Compiled {
  const items = part.of.map((item) =>
    as(
      compileExpression(item, scope),
      ['text', 'number', 'boolean', 'time', 'duration'],
      item,
      scope,
    ),
  );
  return {
    type: 'list',
    reads: readsOf(items),
    evaluate: (values) => items.map(({ evaluate }) => evaluate(values)),
  };
}

function compileExists(
  part: Extract<Expression, { kind: 'exists' }>,
  scope: Scope,
): Compiled {
  const inner = scope.prepare(part.query, scope);
  return {
    type: 'boolean',
    // The query may read any column.
    reads: new Set(scope.columns.keys()),
    evaluate: (values) => inner.rows(values).length > 0,
  };
}
