import type { Call, Expression } from '../syntax/syntax-tree.ts';
import { as, type Compiled } from './compiled.ts';
import { compileExpression } from './compile-expression.ts';
import { faultAt, type Scope } from './scope.ts';
import {
  compareValues,
  indicesIn,
  keyOf,
  type Value,
  type ValueType,
} from './value.ts';

/** One value of all rows of a group. */
export interface Aggregate {
  readonly type: ValueType;
  readonly of: (rows: readonly (readonly Value[])[]) => Value;
}

export const AGGREGATES = [
  'count',
  'count_distinct',
  'collect',
  'min',
  'max',
  'mean',
  'sum',
  'first',
  'any',
  'all',
] as const;
type AggregateName = (typeof AGGREGATES)[number];

/** The expression as an aggregate if it is one; `any` and `all` of a list are functions. */
export function aggregateIn(part: Expression): Call | undefined {
  if (part.kind !== 'call') return undefined;
  const isOfList =
    ['any', 'all'].includes(part.name) && part.arguments.length === 2;
  if (isOfList || !AGGREGATES.includes(part.name as AggregateName)) {
    return undefined;
  }
  return part;
}

/** Makes an aggregate over the rows of `scope` ready; nulls do not count. */
export function compileAggregate(call: Call, scope: Scope): Aggregate {
  const name = call.name as AggregateName;
  const [argument] = call.arguments;
  if (!argument) {
    if (name === 'count') return { type: 'number', of: (rows) => rows.length };
    throw faultAt(scope, call, {
      problem: `${name} of what`,
      expected: 'one value',
    });
  }
  if (call.arguments.length > 1) {
    throw faultAt(scope, call, {
      problem: `${name} got several values`,
      expected: 'one',
    });
  }
  const value = typed(name, argument.value, scope);
  return {
    type: typeOf(name, value.type),
    of: (rows) => {
      const values = rows
        .map((row) => value.evaluate(row))
        .filter((one) => one !== null);
      return combine(name, values, value.type);
    },
  };
}

function typed(name: AggregateName, part: Expression, scope: Scope): Compiled {
  const compiled = compileExpression(part, scope);
  if (name === 'sum' || name === 'mean') {
    return as(compiled, ['number', 'duration', 'distance'], part, scope);
  }
  if (name === 'any' || name === 'all') {
    return as(compiled, ['boolean'], part, scope);
  }
  return compiled;
}

function typeOf(name: AggregateName, of: ValueType): ValueType {
  if (name === 'count' || name === 'count_distinct') return 'number';
  if (name === 'any' || name === 'all') return 'boolean';
  if (name !== 'collect') return of;
  if (of === 'node' || of === 'nodes') return 'nodes';
  return of === 'edge' || of === 'edges' ? 'edges' : 'list';
}

function combine(
  name: AggregateName,
  values: readonly Exclude<Value, null>[],
  type: ValueType,
): Value {
  switch (name) {
    case 'count':
      return values.length;
    case 'count_distinct':
      return new Set(values.map((value) => keyOf(value))).size;
    case 'collect':
      return collect(values, type);
    case 'any':
      return values.includes(true);
    case 'all':
      return !values.includes(false);
    case 'sum':
      return total(values);
    case 'mean':
      return values.length === 0 ? null : total(values) / values.length;
    case 'first':
      return values[0] ?? null;
    case 'min':
    case 'max': {
      const sign = name === 'min' ? 1 : -1;
      return values.reduce<Value>(
        (best, value) =>
          best === null || sign * compareValues(value, best) < 0 ? value : best,
        null,
      );
    }
  }
}

function collect(values: readonly Value[], type: ValueType): Value {
  if (type === 'nodes' || type === 'edges') {
    return [...new Set(values.flatMap((value) => indicesIn(value)))].sort(
      (a, b) => a - b,
    );
  }
  const distinct = new Map(values.map((value) => [keyOf(value), value]));
  return [...distinct.values()].sort(compareValues);
}

function total(values: readonly Value[]): number {
  return values.reduce<number>((sum, value) => sum + Number(value), 0);
}
