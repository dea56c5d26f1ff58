import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from './backend.ts';
import * as js from './cpu/overlap-pairs.ts';
import { preferKernels } from './prefer-kernels.ts';
import * as wasm from './wasm/overlap-pairs.ts';

/**
 * All pairs of rows that share at least `s` columns, with their overlaps.
 * @param s - At least 1.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if the pairs do not fit in memory.
 * @remarks In WebAssembly by the pair index or by counting wedges, whichever is
 * estimated to cost less; in plain JavaScript by counting.
 */
export function overlapPairs(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: ComputeOptions = {},
): js.OverlapPairs {
  return preferKernels(
    options,
    () => wasm.overlapPairs(rows, columns, s, options),
    () => js.overlapPairs(rows, columns, s, options),
  );
}

/**
 * Number of pairs of rows that share at least `s` columns; stores none of them.
 * @throws PolyadError CANCELLED
 */
export function countOverlapPairs(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: ComputeOptions = {},
): number {
  return preferKernels(
    options,
    () => wasm.countOverlapPairs(rows, columns, s, options),
    () => js.countOverlapPairs(rows, columns, s, options),
  );
}

/**
 * The cheapest stored form of the s-line graph: row `i` lists the rows j < i that
 * share at least `s` columns with it, always in the same order on one backend.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 */
export function earlierRows(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: ComputeOptions = {},
): Incidence {
  return preferKernels(
    options,
    () => wasm.earlierRows(rows, columns, s, options),
    () => js.earlierRows(rows, columns, s, options),
  );
}
