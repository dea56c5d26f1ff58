import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { copyOut, withKernels, type Kernels } from './kernels.ts';
import { putMatrix, type MatrixAddresses } from './matrix.ts';
import { boundsByLength, runPhase } from './phase.ts';

/** Incidences a chunk has; what one costs in both phases together, nanoseconds. */
const INCIDENCES_PER_CHUNK = 1 << 16;
const INCIDENCE_COST = 20;

/** Bytes of a row's note and of a pair in `toplexes.as.ts`. */
const NOTE_BYTES = 32;
const PAIR_BYTES = 8;

/** Notes that are fetched at once: they stay in the first cache. */
const ENTRIES_AT_ONCE = 512;

/**
 * Rows that may contain others are asked for so many at once, where they come from memory; where all
 * rows are in the cache, one at a time, because most of those contained are in the first that may be.
 */
const PAIRS_AT_ONCE = 16;
const CACHED_INCIDENCES = 1 << 18;

/** Options of {@link findToplexes}. */
export interface ToplexOptions extends ComputeOptions {
  /** Overrides how many pairs of rows are tested at once. */
  readonly pairsAtOnce?: number | undefined;
}

/**
 * The maximal hyperedges; equals its oracle `findToplexes` of `hypergraph` exactly.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks Every row is looked for among the rows of its rarest column. Time O(incidences + Σ least
 * degree of a row's columns), and the members of what passes three hashed sets; memory 32 B a row.
 */
export function findToplexes(
  edges: Incidence,
  nodes: Incidence,
  options: ToplexOptions = {},
): Uint32Array {
  return withKernels(options, (kernels) => {
    const { memory, run } = kernels;
    const matrix = putMatrix(kernels, edges, nodes);
    const { rows, columns, incidences, offsets, columnOffsets } = matrix;
    const isCached = incidences < CACHED_INCIDENCES;
    const { pairsAtOnce = isCached ? 1 : PAIRS_AT_ONCE } = options;
    const threads = kernels.threadsFor(incidences * INCIDENCE_COST);
    const work = putWork(kernels, matrix, { threads, pairsAtOnce });
    const byRows = boundsByLength(kernels, offsets, rows, INCIDENCES_PER_CHUNK);
    const quiet = { signal: options.signal };
    runPhase(kernels, { ...byRows, task: 'note', work, threads }, quiet);
    const byColumns = boundsByLength(
      kernels,
      columnOffsets,
      columns,
      INCIDENCES_PER_CHUNK,
    );
    runPhase(
      kernels,
      { ...byColumns, task: 'contain', work, threads },
      options,
    );
    const found = memory.words(rows + 1);
    const count = run.listToplexes(work, found);
    // Where all rows are empty, the first of them is maximal.
    if (count === 0 && rows > 0) return Uint32Array.of(0);
    return copyOut(kernels, found, count);
  });
}

function putWork(
  { memory }: Kernels,
  matrix: MatrixAddresses,
  { threads, pairsAtOnce }: { threads: number; pairsAtOnce: number },
): number {
  const { rows, columns, offsets, members } = matrix;
  const starts = memory.uint32(matrix.columnOffsets, columns + 1);
  let longest = 0;
  for (let column = 0; column < columns; column++) {
    const length = (starts[column + 1] ?? 0) - (starts[column] ?? 0);
    longest = Math.max(longest, length);
  }
  const notes = memory.take(rows * NOTE_BYTES);
  const entryBytes = Math.max(longest, ENTRIES_AT_ONCE) * NOTE_BYTES;
  const forEach = (bytes: number): number =>
    memory.struct(...Array.from({ length: threads }, () => memory.take(bytes)));
  return memory.struct(
    rows,
    offsets,
    members,
    matrix.columnOffsets,
    matrix.columnMembers,
    notes,
    ENTRIES_AT_ONCE,
    pairsAtOnce,
    forEach(entryBytes),
    forEach((pairsAtOnce + 1) * PAIR_BYTES),
  );
}
