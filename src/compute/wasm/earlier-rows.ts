import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Kernels } from './kernels.ts';
import type { MatrixAddresses } from './matrix.ts';
import { buildGroups, putPairLists, type PairGroups } from './pair-index.ts';

/** Wedges or pairs a call of a kernel goes through: between calls the work can be stopped. */
const ROWS_PER_CALL = 1 << 14;

/** Room for pairs that is taken at first and each time it runs out, in pairs. */
const PAIRS_PER_BLOCK = 1 << 20;

/** Costs of the two ways, nanoseconds (fitted; see the README). */
const COUNT_WEDGE = 4;
const INDEX_PAIR = 6;
const GROUP_WEDGE = 3;
/** For each pair of rows that may have to be looked up, s ≥ 4. */
const VERIFY = 20;

/** Where the struct `OverlapOutput` of `overlap-rows.as.ts` keeps its fields, bytes. */
const PAIRS_FIELD = 8;
const LIMIT_FIELD = 12;

/** What is to become of the pairs found. */
export type PairsWanted =
  | { readonly kind: 'count' }
  | { readonly kind: 'store' }
  /** Joins the two rows in disjoint sets at this address. */
  | { readonly kind: 'unite'; readonly parents: number };

/** What {@link findEarlierRows} leaves in kernel memory. */
export interface EarlierRows {
  /** Pairs; where sets were joined, those that did so or were certain. */
  readonly count: number;
  /** Address of u32[rows + 1] word addresses; 0 unless pairs were stored. */
  readonly starts: number;
}

interface Search {
  readonly kernels: Kernels;
  readonly matrix: MatrixAddresses;
  readonly ranked: number;
  readonly s: number;
  readonly wanted: PairsWanted;
  readonly options: LoopOptions;
}

/**
 * Finds for every row the earlier ones that share at least s columns. Counting
 * goes through all wedges; the pair index only through pairs of rows that share
 * two members or more, but must be built: whichever is estimated to cost less.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 */
export function findEarlierRows(search: Search): EarlierRows {
  const { kernels, matrix, ranked, s, options } = search;
  const { pairs, wedges } = overlapCosts(search);
  const top = kernels.memory.top;
  if (s >= 2 && INDEX_PAIR * pairs <= COUNT_WEDGE * wedges) {
    const lists = putPairLists(kernels, matrix, ranked, s);
    const groups = buildGroups(kernels, matrix, lists, options);
    const cost = GROUP_WEDGE + (s >= 4 ? VERIFY : 0);
    if (cost * groups.wedges <= COUNT_WEDGE * wedges) {
      return searchRows(search, byPairs(search, groups));
    }
    kernels.memory.release(top);
  }
  return searchRows(search, byCounting(search));
}

/** Pairs of members the index would hold, and wedges that counting would meet. */
export function overlapCosts({
  kernels: { memory, run },
  matrix,
  s,
}: Pick<Search, 'kernels' | 'matrix' | 's'>): {
  pairs: number;
  wedges: number;
} {
  const top = memory.top;
  const costs = memory.zeros(4);
  const counts = memory.words(matrix.columns);
  const { rows, columns, offsets, members } = matrix;
  run.overlapCosts(rows, columns, offsets, members, s, counts, costs);
  const found = {
    pairs: memory.uint64(costs),
    wedges: memory.uint64(costs + 8),
  };
  memory.release(top);
  return found;
}

/** Goes through rows [from, to) and returns the row to go on from. */
type RowKernel = (
  from: number,
  to: number,
  scratch: number,
  out: number,
) => number;

function byPairs(search: Search, groups: PairGroups): RowKernel {
  const { kernels, matrix, ranked, s } = search;
  const { rowStarts, words } = groups;
  return (from, to, scratch, out) =>
    kernels.run.overlapsByPairs(
      from,
      to,
      s,
      matrix.offsets,
      ranked,
      rowStarts,
      words,
      scratch,
      out,
    );
}

function byCounting(search: Search): RowKernel {
  const { kernels, matrix, ranked, s } = search;
  const { memory, run } = kernels;
  const { rows, columns, incidences, offsets } = matrix;
  const listOffsets = memory.words(columns + 2);
  const listRows = memory.words(incidences);
  const ends = memory.words(incidences);
  run.buildPrefixLists(
    rows,
    columns,
    offsets,
    ranked,
    s,
    0,
    listOffsets,
    listRows,
    0,
    ends,
    0,
  );
  return (from, to, scratch, out) =>
    run.overlapsByCounting(
      from,
      to,
      s,
      offsets,
      ranked,
      listOffsets,
      listRows,
      ends,
      scratch,
      out,
    );
}

function searchRows(search: Search, kernel: RowKernel): EarlierRows {
  const { matrix, wanted, options } = search;
  const { memory } = search.kernels;
  const { rows, columns } = matrix;
  const stores = wanted.kind === 'store';
  const scratch = memory.struct(
    memory.zeroBytes(rows),
    memory.zeroBytes(columns),
    memory.words(rows + 1),
    memory.zeros(rows),
  );
  const starts = stores ? memory.words(rows + 1) : 0;
  const out = memory.zeros(6);
  const parents = wanted.kind === 'unite' ? wanted.parents : 0;
  memory.uint32(out + LIMIT_FIELD, 3).set([0, starts, parents]);
  // The pairs come last in memory, so that their room can grow.
  const pairs = stores ? memory.take(0) : 0;
  memory.uint32(out + PAIRS_FIELD, 2).set([pairs, pairs]);
  const watch = new LoopWatch(rows, options);
  for (let row = 0; row < rows;) {
    if (stores) makeRoom(search, out, row);
    const to = Math.min(rows, row + ROWS_PER_CALL);
    row = kernel(row, to, scratch, out);
    watch.step(row, ROWS_PER_CALL * 16);
  }
  watch.finish();
  if (stores) {
    const end = memory.uint32(out + PAIRS_FIELD, 1)[0] ?? pairs;
    memory.uint32(starts, rows + 1)[rows] = end / 4;
    memory.release(end);
  }
  return { count: memory.uint64(out), starts };
}

/** Sees to it that the pairs of one more row fit, and usually of many. */
function makeRoom(search: Search, out: number, row: number): void {
  const { memory } = search.kernels;
  const [next = 0, limit = 0] = memory.uint32(out + PAIRS_FIELD, 2);
  if (next + (row + 1) * 4 <= limit) return;
  memory.take((row + PAIRS_PER_BLOCK) * 4);
  memory.uint32(out + LIMIT_FIELD, 1)[0] = memory.top;
}
