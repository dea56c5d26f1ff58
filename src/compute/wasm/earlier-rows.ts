import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Kernels } from './kernels.ts';
import type { MatrixAddresses } from './matrix.ts';
import { buildGroups, putPairLists, type PairGroups } from './pair-index.ts';
import { boundsByLength, runPhase, type Phase } from './phase.ts';

/** Wedges a chunk of rows goes through when counting. */
const WEDGES_PER_CHUNK = 1 << 19;

/** Entries of groups, one for many wedges, that a chunk of rows has. */
const ENTRIES_PER_CHUNK = 1 << 15;

/** Costs of the two ways in nanoseconds, of which only the ratios count (fitted; see the README). */
const COUNT_WEDGE = 2;
const INDEX_PAIR = 6;
const GROUP_WEDGE = 3;
/** For each pair of rows that may have to be looked up, s ≥ 4. */
const VERIFY = 2;

/** Longest row whose overlaps fit a byte. */
const NARROW = 255;

/** What is to become of the pairs found. */
export type PairsWanted =
  | { readonly kind: 'count' }
  | { readonly kind: 'store' }
  /** Joins the two rows in disjoint sets at this address. */
  | { readonly kind: 'unite'; readonly parents: number };

/** How overlaps are found; chosen by cost unless a test forces one. */
export type OverlapMethod = 'pairs' | 'counting';

/** What {@link findEarlierRows} leaves in kernel memory. */
export interface EarlierRows {
  /** Pairs; 0 where sets were joined. */
  readonly count: number;
  /** Address of the kernels' struct `OverlapWork`. */
  readonly work: number;
  /** Addresses of u32[rows] word addresses; 0 unless pairs were stored. */
  readonly starts: number;
  readonly stops: number;
}

/** A search for overlapping rows. */
export interface OverlapSearch {
  readonly kernels: Kernels;
  readonly matrix: MatrixAddresses;
  readonly ranked: number;
  readonly s: number;
  readonly wanted: PairsWanted;
  readonly method?: OverlapMethod | undefined;
  readonly options: LoopOptions;
}

/**
 * Finds for every row the earlier ones that share at least s columns. Counting
 * goes through all wedges; the pair index only through pairs of rows that share
 * two members or more, but must be built: whichever is estimated to cost less.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 */
export function findEarlierRows(search: OverlapSearch): EarlierRows {
  const { kernels, matrix, ranked, s, method, options } = search;
  const top = kernels.memory.top;
  const costs = overlapCosts(search);
  if (worthIndex(search, costs)) {
    const lists = putPairLists(kernels, matrix, ranked, s);
    const groups = buildGroups(kernels, matrix, lists, options);
    const cost = (GROUP_WEDGE + (s >= 4 ? VERIFY : 0)) * groups.wedges;
    if (method === 'pairs' || cost <= COUNT_WEDGE * costs.wedges) {
      return searchByPairs(search, groups, cost);
    }
    kernels.memory.release(top);
  }
  return searchByCounting(search, costs.wedges);
}

/** Whether building the pair index costs less than counting would. */
export function worthIndex(
  { s, method }: Pick<OverlapSearch, 's' | 'method'>,
  { pairs, wedges }: OverlapCosts,
): boolean {
  if (s < 2 || method === 'counting') return false;
  return method === 'pairs' || INDEX_PAIR * pairs <= COUNT_WEDGE * wedges;
}

/** What the two ways to find overlaps would meet. */
export interface OverlapCosts {
  /** Pairs of members the index would hold. */
  readonly pairs: number;
  /** Wedges counting would go through. */
  readonly wedges: number;
}

/** O(incidences). */
export function overlapCosts({
  kernels: { memory, run },
  matrix,
  s,
}: Pick<OverlapSearch, 'kernels' | 'matrix' | 's'>): OverlapCosts {
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

function searchByPairs(
  search: OverlapSearch,
  { rowStarts, words }: PairGroups,
  nanoseconds: number,
): EarlierRows {
  const { kernels, matrix } = search;
  const threads = kernels.threadsFor(nanoseconds);
  const index = [rowStarts, words, 0, 0, 0];
  const work = putWork(search, index, threads);
  const cut = boundsByLength(
    kernels,
    rowStarts,
    matrix.rows,
    ENTRIES_PER_CHUNK,
  );
  return searchRows(search, work, { ...cut, threads });
}

function searchByCounting(search: OverlapSearch, wedges: number): EarlierRows {
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
  const threads = kernels.threadsFor(wedges * COUNT_WEDGE);
  const index = [0, 0, listOffsets, listRows, ends];
  const work = putWork(search, index, threads);
  const bounds = memory.words(Math.ceil(wedges / WEDGES_PER_CHUNK) + 3);
  const size = BigInt(WEDGES_PER_CHUNK);
  const chunks = run.cutByWedges(rows, work.struct, size, bounds);
  return searchRows(search, work, { bounds, chunks, threads });
}

/** The kernels' structs for one search. */
interface Work {
  readonly struct: number;
  readonly threads: readonly number[];
  readonly starts: number;
  readonly stops: number;
}

function putWork(
  search: OverlapSearch,
  index: readonly number[],
  count: number,
): Work {
  const { memory } = search.kernels;
  const { rows, longestRow, offsets } = search.matrix;
  const stores = search.wanted.kind === 'store';
  const starts = stores ? memory.words(rows) : 0;
  const stops = stores ? memory.words(rows) : 0;
  const threads = Array.from({ length: count }, (_, thread) =>
    memory.struct(
      0,
      0,
      0,
      0,
      parentsOf(search, thread),
      memory.zeroBytes(rows + 16),
      memory.zeroBytes(search.matrix.columns),
      memory.words(rows + 1),
      longestRow > NARROW ? memory.zeros(rows) : 0,
    ),
  );
  const struct = memory.struct(
    search.s,
    offsets,
    search.ranked,
    ...index,
    memory.struct(...threads),
    starts,
    stops,
  );
  return { struct, threads, starts, stops };
}

/** The sets a thread joins: the first thread those of the caller, another its own. */
function parentsOf(
  { kernels, matrix, wanted }: OverlapSearch,
  thread: number,
): number {
  if (wanted.kind !== 'unite') return 0;
  if (thread === 0) return wanted.parents;
  const parents = kernels.memory.words(matrix.rows);
  kernels.run.separateSets(parents, matrix.rows);
  return parents;
}

/** Where the struct `OverlapThread` keeps the sets it joins, bytes. */
const PARENTS_FIELD = 16;

function searchRows(
  { kernels, matrix, wanted, options }: OverlapSearch,
  { struct, threads, starts, stops }: Work,
  phase: Omit<Phase, 'task' | 'work'>,
): EarlierRows {
  const { memory, run } = kernels;
  runPhase(kernels, { ...phase, task: 'overlap', work: struct }, options);
  let count = 0;
  for (const thread of threads) {
    count += memory.uint64(thread);
    if (wanted.kind !== 'unite') continue;
    const parents = memory.uint32(thread + PARENTS_FIELD, 1)[0] ?? 0;
    if (parents !== wanted.parents) {
      run.mergeSets(wanted.parents, parents, matrix.rows);
    }
  }
  return { count, work: struct, starts, stops };
}
