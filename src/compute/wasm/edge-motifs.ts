import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import { motifOfCode, motifPatterns } from '../cpu/motif-codes.ts';
import { copyOut, withKernels, type Kernels } from './kernels.ts';
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
 * Counts of the 26 patterns of three connected rows; equals its oracle
 * `cpu/edge-motifs.ts` exactly.
 * @param rows - Different and not empty.
 * @returns Length 26, in the order of `motifPatterns`; exact below 2⁵³.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks The same algorithm; masks of 64 bits, and for rows of more members
 * marks that are looked up: O(|c|) a triangle instead of O(1).
 */
export function countEdgeMotifs(
  rows: Incidence,
  columns: Incidence,
  options: ComputeOptions = {},
): Float64Array {
  return withKernels(options, (kernels) => {
    const { memory } = kernels;
    const search = putWork(kernels, rows, columns);
    const { work, threads, own, count } = search;
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

/**
 * How many rows meet each row; equals its oracle `cpu/neighbor-counts.ts` for s = 1.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks The first phase of {@link countEdgeMotifs}: O(Σ d²) over column lengths d.
 */
export function countNeighbors(
  rows: Incidence,
  columns: Incidence,
  options: ComputeOptions = {},
): Uint32Array {
  return withKernels(options, (kernels) => {
    const search = putWork(kernels, rows, columns);
    const { work, threads, count, degrees } = search;
    const cut = evenBounds(kernels, count, ROWS_PER_CHUNK);
    runPhase(kernels, { work, threads, ...cut, task: 'degrees' }, options);
    return copyOut(kernels, degrees, count);
  });
}

interface MotifWork {
  /** Address of the struct. */
  readonly work: number;
  readonly threads: number;
  readonly own: readonly MotifThread[];
  /** Rows. */
  readonly count: number;
  /** Address of the number of neighbours of each row, after the first phase. */
  readonly degrees: number;
}

function putWork(
  kernels: Kernels,
  rows: Incidence,
  columns: Incidence,
): MotifWork {
  const { memory } = kernels;
  const matrix = putMatrix(kernels, rows, columns);
  const count = matrix.rows;
  const threads = kernels.threadsFor(wedgesOf(columns) * WEDGE_COST);
  const own = Array.from({ length: threads }, () => putThread(kernels, matrix));
  const degrees = memory.words(count);
  const work = memory.struct(
    matrix.offsets,
    matrix.members,
    matrix.columnOffsets,
    matrix.columnMembers,
    degrees,
    memory.words(count),
    memory.words(count),
    memory.struct(...own.map(({ struct }) => struct)),
  );
  return { work, threads, own, count, degrees };
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

/** Addresses of a thread's struct and results. */
interface MotifThread {
  readonly struct: number;
  readonly wedges: number;
  readonly triangles: number;
}

function putThread(
  { memory, run }: Kernels,
  { rows, columns, longestRow, offsets }: MatrixAddresses,
): MotifThread {
  const classes = 2 * (longestRow + 1);
  const wedges = memory.zeros(2 * PAIR_CLASSES);
  const triangles = memory.zeros(2 * TRIANGLE_KEYS);
  const masks = memory.take(16 * rows);
  run.putLengths(rows, offsets, masks);
  const struct = memory.struct(
    memory.zeros(rows),
    memory.words(rows + 1),
    memory.zeros(2 * classes),
    memory.words(classes + 1),
    masks,
    memory.zeroBytes(columns),
    0,
    0,
    wedges,
    triangles,
  );
  return { struct, wedges, triangles };
}

/** Code of a centre a that meets b and c, which do not meet. */
function openCode(centreAlone: number, endsAlone: number): number {
  const ends = endsAlone === 2 ? 0b110 : endsAlone << 1;
  return centreAlone | ends | 0b101000;
}

/**
 * Counts by pattern from pairs of neighbours and triangles: a triangle is also
 * three pairs of neighbours, which are taken out again.
 * @param pairs - Length 8: by 4 · (the centre has members of its own) + how many
 * of the two neighbours have.
 * @param triangles - Length 2¹⁶: by `triangleKey` of `motifs.as.ts`.
 */
function patternCounts(
  pairs: Float64Array,
  triangles: Float64Array,
): Float64Array {
  const counts = new Float64Array(motifPatterns.length);
  const add = (code: number, count: number): void => {
    if (count === 0) return;
    const motif = motifOfCode[code] ?? 0;
    counts[motif] = (counts[motif] ?? 0) + count;
  };
  pairs.forEach((count, kind) => add(openCode(kind >> 2, kind & 3), count));
  triangles.forEach((count, key) => {
    if (count === 0) return;
    add(key & 127, count);
    for (let centre = 0; centre < 3; centre++) {
      const flags = (key >> (7 + 3 * centre)) & 7;
      const ends = ((flags >> 1) & 1) + (flags >> 2);
      add(openCode(flags & 1, ends), -count);
    }
  });
  return counts;
}
