import type { Expression } from '../syntax/syntax-tree.ts';
import { faultAt, type Scope } from './scope.ts';
import { typeWords, type Value, type ValueType } from './value.ts';

/** An expression made ready: its type, and its value for a row. */
export interface Compiled {
  readonly type: ValueType;
  /** Columns that it reads, by index. */
  readonly reads: ReadonlySet<number>;
  readonly evaluate: (values: readonly Value[]) => Value;
}

const NOTHING: ReadonlySet<number> = new Set();

/** One that is the same for every row. */
export function constant(type: ValueType, value: Value): Compiled {
  return { type, reads: NOTHING, evaluate: () => value };
}

/** One that is the same for every row, worked out when first read. */
export function lazyConstant(type: ValueType, value: () => Value): Compiled {
  return { type, reads: NOTHING, evaluate: value };
}

/** Columns that any of these reads. */
export function readsOf(parts: readonly Compiled[]): ReadonlySet<number> {
  return new Set(parts.flatMap(({ reads }) => [...reads]));
}

/**
 * `compiled` as one of `types`: nodes and relations become their ids, and a
 * constant text a time, where that is what is wanted.
 * @throws PolyadError INVALID_ARGUMENT at `part` for any other type
 */
export function as(
  compiled: Compiled,
  types: readonly ValueType[],
  part: Expression,
  scope: Scope,
): Compiled {
  const { type } = compiled;
  if (type === 'any' || type === 'null' || types.includes(type))
    return compiled;
  if (types.includes('text') && (type === 'node' || type === 'edge')) {
    return asId(compiled, scope);
  }
  if (types.includes('time')) {
    if (type === 'text') return asTime(compiled, part, scope);
    if (type === 'edge') {
      return map(compiled, 'time', (edge) => {
        const start = scope.data.start(edge as number);
        return Number.isNaN(start) ? null : start;
      });
    }
    if (type === 'edges') {
      return map(compiled, 'time', (edges) => {
        const [first] = edges as readonly number[];
        return first === undefined ? null : scope.data.start(first);
      });
    }
  }
  if (types.includes('list') && (type === 'nodes' || type === 'edges')) {
    const { nodeIds, edgeIds } = scope.data.hypergraph;
    const ids = type === 'nodes' ? nodeIds : edgeIds;
    return map(compiled, 'list', (items) =>
      (items as readonly number[]).map((item) => ids.textAt(item)),
    );
  }
  throw faultAt(scope, part, {
    problem: `this is ${typeWords(type)}`,
    expected: types.map(typeWords).join(' or '),
  });
}

/** A node or relation as its id. */
export function asId(compiled: Compiled, scope: Scope): Compiled {
  const { nodeIds, edgeIds } = scope.data.hypergraph;
  const ids = compiled.type === 'node' ? nodeIds : edgeIds;
  return map(compiled, 'text', (index) => ids.textAt(index as number));
}

function asTime(compiled: Compiled, part: Expression, scope: Scope): Compiled {
  if (compiled.reads.size > 0) return map(compiled, 'time', parseTime);
  const text = compiled.evaluate([]);
  const time = parseTime(text);
  if (time !== null) return constant('time', time);
  throw faultAt(scope, part, {
    problem: `${JSON.stringify(text)} is no time`,
    expected: 'a date or time such as "2026-09-01" or "2026-09-01T08:30:00Z"',
  });
}

/** Milliseconds of an ISO 8601 date or time, UTC where it names no zone. */
export function parseTime(text: Value): number | null {
  if (typeof text !== 'string') return null;
  const match =
    /^\d{4}-\d{2}-\d{2}(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    );
  if (!match) return null;
  const iso = text.replace(' ', 'T');
  const time = Date.parse(
    match[1] !== undefined && match[2] === undefined ? `${iso}Z` : iso,
  );
  return Number.isNaN(time) ? null : time;
}

/** Another value of each value; null stays null. */
export function map(
  compiled: Compiled,
  type: ValueType,
  change: (value: Exclude<Value, null>) => Value,
): Compiled {
  const { evaluate, reads } = compiled;
  return {
    type,
    reads,
    evaluate: (values) => {
      const value = evaluate(values);
      return value === null ? null : change(value);
    },
  };
}
