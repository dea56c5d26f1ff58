import { assert } from '#errors/assert.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { reduceBoundaries } from '../cpu/class-cycles.ts';

/** Rows in order, columns by falling degree, so that a row's first member is its hub. */
export interface RelabelledMatrix {
  readonly rows: Incidence;
  readonly columns: Incidence;
}

/** Classes of one dimension with the simplices that open them, and those that kill any. */
export interface FoundClasses {
  readonly births: Uint32Array;
  readonly deaths: Uint32Array;
  /** `dim + 1` columns each. */
  readonly openers: Uint32Array;
  /** `dim + 2` columns each, for cycles. */
  readonly killers: Uint32Array;
}

/** Cycles of the classes of every dimension, in the input's columns. */
export function cyclesOf(
  { rows, columns }: RelabelledMatrix,
  found: readonly FoundClasses[],
  order: Uint32Array,
  { signal }: LoopOptions,
): Uint32Array[][] {
  const none = new Uint32Array();
  const last = rowCount(rows);
  // a cycle that dies is found one dimension up, as the boundary of what kills it
  const levels = Array.from({ length: found.length + 1 }, (_, dim) => {
    const killers = found[dim - 1]?.killers ?? none;
    const openers = stayingOpeners(found[dim], dim + 1, last);
    const task = { width: dim + 1, killers, openers };
    return reduceBoundaries(rows, columns, task, { signal });
  });
  return found.map(({ births, deaths, openers }, dim) => {
    const width = dim + 1;
    const staying = levels[dim]?.staying.values();
    const dying = levels[dim + 1]?.dying;
    return Array.from(births, (_, i) => {
      const opener = openers.subarray(i * width, (i + 1) * width);
      const cycle: Uint32Array | undefined =
        deaths[i] === last ? staying?.next().value : dying?.get(opener.join());
      assert(cycle !== undefined, 'every class has a cycle');
      return inNames(cycle, width, order);
    });
  });
}

/** Openers of classes that never die, `width` columns each. */
function stayingOpeners(
  found: FoundClasses | undefined,
  width: number,
  last: number,
): Uint32Array {
  return (found?.openers ?? new Uint32Array()).filter(
    (_, at) => found?.deaths[Math.floor(at / width)] === last,
  );
}

/** A chain in the input's columns, each simplex ascending. */
function inNames(
  chain: Uint32Array,
  width: number,
  order: Uint32Array,
): Uint32Array {
  const named = chain.map((column) => order[column] ?? 0);
  for (let at = 0; at < named.length; at += width) {
    named.subarray(at, at + width).sort();
  }
  return named;
}
