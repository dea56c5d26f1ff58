import { LoopWatch } from '#numeric/cancellation.ts';
import { rowLength, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { withKernels, type Kernels } from './kernels.ts';
import { putMatrix, putRankedRows, type MatrixAddresses } from './matrix.ts';

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
    const { ranked, ranks } = putRankedRows(kernels, matrix);
    const isMaximal = memory.zeroBytes(rows);
    const arrays = memory.struct(
      rows,
      columns,
      matrix.offsets,
      ranked,
      memory.words(rows),
      memory.words(longestRow + 2),
      putListOffsets(kernels, matrix, { ranks, nodes }),
      memory.words(columns),
      memory.words(incidences),
      memory.words(2 * incidences),
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

/** Where the list of each rank starts; it has room for all edges of its node. */
function putListOffsets(
  { memory }: Kernels,
  { columns }: MatrixAddresses,
  { ranks, nodes }: { ranks: number; nodes: Incidence },
): number {
  const offsets = memory.zeros(columns + 1);
  const rankOf = memory.uint32(ranks, columns);
  const starts = memory.uint32(offsets, columns + 1);
  rankOf.forEach((rank, node) => (starts[rank + 1] = rowLength(nodes, node)));
  let sum = 0;
  starts.forEach((length, rank) => (starts[rank] = sum += length));
  return offsets;
}

function marked(isMarked: Uint8Array, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  let at = 0;
  isMarked.forEach((mark, row) => {
    if (mark === 1) rows[at++] = row;
  });
  return rows;
}
