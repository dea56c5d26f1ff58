import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { patternCounts } from '../motif-patterns.ts';
import { withKernels, type Kernels } from './kernels.ts';
import { putMatrix, type MatrixAddresses } from './matrix.ts';
import { evenBounds, runPhase } from './phase.ts';

const PAIR_CLASSES = 8;
const TRIANGLE_KEYS = 1 << 16;

/** Rows of a chunk: triangles are many where rows are few. */
const ROWS_PER_CHUNK = 128;
const TRIANGLE_ROWS_PER_CHUNK = 16;

/** What a wedge costs in three passes, nanoseconds. */
const WEDGE_COST = 6;

/**
 * Instances of each of the 26 h-motifs: three connected rows by which of their
 * seven parts hold something.
 * @param rows - No two rows equal.
 * @returns Length 128: instances by pattern, read as a binary number.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks Pairs of neighbours O(rows · (classes of neighbours)²), triangles by
 * listing, each once, O(1) for rows of up to 64 members and O(|c|) beyond.
 * Lee et al. 2020, doi:10.14778/3407790.3407823, name the motifs.
 */
export function countMotifs(
  rows: Incidence,
  columns: Incidence,
  options: ComputeOptions = {},
): Float64Array {
  return withKernels(options, (kernels) => {
    const { memory } = kernels;
    const matrix = putMatrix(kernels, rows, columns);
    const count = matrix.rows;
    const threads = kernels.threadsFor(wedgesOf(columns) * WEDGE_COST);
    const own = Array.from({ length: threads }, () =>
      putThread(kernels, matrix),
    );
    const work = memory.struct(
      matrix.offsets,
      matrix.members,
      matrix.columnOffsets,
      matrix.columnMembers,
      memory.words(count),
      memory.words(count),
      memory.words(count),
      memory.struct(...own.map(({ struct }) => struct)),
    );
    const coarse = evenBounds(kernels, count, ROWS_PER_CHUNK);
    const fine = evenBounds(kernels, count, TRIANGLE_ROWS_PER_CHUNK);
    const { signal } = options;
    const phase = { work, threads };
    runPhase(kernels, { ...phase, ...coarse, task: 'degrees' }, { signal });
    runPhase(kernels, { ...phase, ...coarse, task: 'outward' }, { signal });
    runPhase(kernels, { ...phase, ...fine, task: 'triangles' }, options);
    const sums = (length: number, name: 'wedges' | 'triangles') =>
      own.reduce(
        (sum, thread) =>
          sum.map((value, i) => value + memory.uint64(thread[name] + 8 * i)),
        new Float64Array(length),
      );
    return patternCounts(
      sums(PAIR_CLASSES, 'wedges'),
      sums(TRIANGLE_KEYS, 'triangles'),
    );
  });
}

function wedgesOf({ offsets }: Incidence): number {
  let wedges = 0;
  let start = 0;
  for (const end of offsets) {
    wedges += (end - start) ** 2;
    start = end;
  }
  return wedges;
}

function putThread(
  { memory }: Kernels,
  { rows, columns, longestRow }: MatrixAddresses,
): { struct: number; wedges: number; triangles: number } {
  const classes = 2 * (longestRow + 1);
  const wedges = memory.zeros(2 * PAIR_CLASSES);
  const triangles = memory.zeros(2 * TRIANGLE_KEYS);
  const struct = memory.struct(
    memory.zeros(rows),
    memory.words(rows + 1),
    memory.zeros(2 * classes),
    memory.words(classes + 1),
    memory.zeros(2 * rows),
    memory.zeroBytes(columns),
    0,
    0,
    wedges,
    triangles,
  );
  return { struct, wedges, triangles };
}
