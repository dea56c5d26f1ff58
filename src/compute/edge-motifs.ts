import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from './backend.ts';
import * as js from './cpu/edge-motifs.ts';
import { preferKernels } from './prefer-kernels.ts';
import * as wasm from './wasm/edge-motifs.ts';

/**
 * Counts of the 26 patterns of three connected rows.
 * @param rows - Different and not empty.
 * @param columns - The same matrix by column.
 * @returns Length 26, in the order of `motifPatterns`; exact below 2⁵³.
 * @throws PolyadError CANCELLED
 * @remarks Open triples from a histogram, closed ones by listing triangles. Lee
 * et al. 2020, doi:10.14778/3407790.3407823.
 */
export function countEdgeMotifs(
  rows: Incidence,
  columns: Incidence,
  options: ComputeOptions = {},
): Float64Array {
  return preferKernels(
    options,
    () => wasm.countEdgeMotifs(rows, columns, options),
    () => js.countEdgeMotifs(rows, columns, options),
  );
}
