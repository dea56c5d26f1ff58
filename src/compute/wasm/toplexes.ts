import { LoopWatch } from '#numeric/cancellation.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { withKernels } from './kernels.ts';
import { putMatrix } from './matrix.ts';

/** Rows a call of the kernel goes through: between calls the work can be stopped. */
const ROWS_PER_CALL = 1 << 14;

/**
 * The maximal hyperedges; equals its oracle `findToplexes` of `hypergraph` exactly.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks The same algorithm. One thread: every answer depends on those before.
 */
export function findToplexes(
  edges: Incidence,
  nodes: Incidence,
  options: ComputeOptions = {},
): Uint32Array {
  return withKernels({ ...options, threads: 1 }, (kernels) => {
    const { memory, run } = kernels;
    const matrix = putMatrix(kernels, edges, nodes);
    const { rows, columns, incidences, longestRow } = matrix;
    const isMaximal = memory.zeroBytes(rows);
    const arrays = memory.struct(
      rows,
      columns,
      matrix.offsets,
      matrix.members,
      memory.words(rows),
      memory.words(longestRow + 2),
      matrix.columnOffsets,
      memory.words(columns),
      memory.words(3 * incidences),
      isMaximal,
    );
    run.prepareToplexes(arrays);
    const watch = new LoopWatch(rows, options);
    let found = 0;
    for (let from = 0; from < rows; from += ROWS_PER_CALL) {
      const to = Math.min(rows, from + ROWS_PER_CALL);
      found += run.markToplexes(arrays, from, to);
      watch.step(to, ROWS_PER_CALL * 64);
    }
    watch.finish();
    return marked(memory.bytes(isMaximal, rows), found);
  });
}

function marked(isMarked: Uint8Array, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  let at = 0;
  isMarked.forEach((mark, row) => {
    if (mark === 1) rows[at++] = row;
  });
  return rows;
}
