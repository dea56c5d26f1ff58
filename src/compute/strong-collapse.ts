import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { preferKernels } from './prefer-kernels.ts';
import * as wasm from './wasm/strong-collapse.ts';
import type {
  CollapsedMatrix,
  CollapseOptions,
} from './wasm/strong-collapse.ts';

/**
 * Drops rows inside others and columns dominated by others until none is left:
 * the homology of the closure stays.
 * @param columns - The same matrix by column.
 * @throws PolyadError CANCELLED
 * @remarks Plain JavaScript leaves the matrix as it is: what follows answers
 * alike, only later.
 */
export function strongCollapse(
  rows: Incidence,
  columns: Incidence,
  options: CollapseOptions = {},
): CollapsedMatrix {
  return preferKernels(
    options,
    () => wasm.strongCollapse(rows, columns, options),
    () => ({
      rows,
      columns,
      rowNames: numbers(rowCount(rows)),
      columnNames: numbers(rowCount(columns)),
    }),
  );
}

function numbers(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}
