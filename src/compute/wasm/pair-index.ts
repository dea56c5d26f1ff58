import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { Kernels } from './kernels.ts';
import type { MatrixAddresses } from './matrix.ts';

/** Members of tails a call of a kernel goes through: between calls the work can be stopped. */
const TAIL_PER_CALL = 1 << 20;

/** Where the struct `PairGroups` of `pair-index.as.ts` keeps its fields, bytes. */
const GROUPS_FIELD = 8;
const LOG_FIELD = 12;

/** The lists of each rank and the scratch to go through their tails, in kernel memory. */
export interface PairLists {
  /** Address of the kernels' struct `PairIndex`. */
  readonly struct: number;
  /** Ranges of ranks with about {@link TAIL_PER_CALL} members in their tails each. */
  readonly ranges: readonly RankRange[];
}

interface RankRange {
  readonly from: number;
  readonly to: number;
  /** Members in the tails of these ranks. */
  readonly tails: number;
}

/** Groups of rows that hold a pair of members, and each row's places in them. */
export interface PairGroups {
  /** Pairs of rows within groups: what going through them costs. */
  readonly wedges: number;
  /** Address of u32[rows + 1]: where each row's words start. */
  readonly rowStarts: number;
  /** Address of word addresses of each row's entries in its groups. */
  readonly words: number;
}

/** Lists of the first length − s + 1 members of each row, rarest first; s ≥ 2. */
export function putPairLists(
  { memory, run }: Kernels,
  matrix: MatrixAddresses,
  ranked: number,
  s: number,
): PairLists {
  const { rows, columns, incidences, offsets } = matrix;
  const listOffsets = memory.words(columns + 2);
  const listRows = memory.words(incidences);
  const listPositions = memory.words(incidences);
  const tails = memory.words(columns);
  run.buildPrefixLists(
    rows,
    columns,
    offsets,
    ranked,
    s,
    s - 1,
    listOffsets,
    listRows,
    listPositions,
    0,
    tails,
  );
  const lengths = memory.uint32(tails, columns);
  const ranges = cutRanges(lengths);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const struct = memory.struct(
    ranked,
    listOffsets,
    listRows,
    listPositions,
    memory.zeros(((columns >>> 5) + 1) * 2),
    memory.zeros(columns),
    memory.words(columns),
    memory.take(longest * 8),
    memory.take(longest * 8),
  );
  return { struct, ranges };
}

function cutRanges(tails: Uint32Array): RankRange[] {
  const ranges: RankRange[] = [];
  let from = 0;
  let sum = 0;
  tails.forEach((length, rank) => {
    sum += length;
    if (sum < TAIL_PER_CALL && rank < tails.length - 1) return;
    ranges.push({ from, to: rank + 1, tails: sum });
    from = rank + 1;
    sum = 0;
  });
  return ranges;
}

/**
 * Builds the groups. Each call's groups and log lie one after the other, so that
 * memory grows by what they hold, not by what they might.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 */
export function buildGroups(
  { memory, run }: Kernels,
  matrix: MatrixAddresses,
  lists: PairLists,
  options: LoopOptions,
): PairGroups {
  const watch = new LoopWatch(matrix.columns, options);
  const state = memory.zeros(4);
  const logs: { start: number; end: number }[] = [];
  for (const { from, to, tails } of lists.ranges) {
    const groups = memory.take(tails * 4);
    const log = memory.take(tails * 8);
    memory.uint32(state + GROUPS_FIELD, 2).set([groups, log]);
    run.groupPairs(from, to, matrix.columns, lists.struct, state);
    const groupsEnd = memory.uint32(state + GROUPS_FIELD, 1)[0] ?? groups;
    const logEnd = memory.uint32(state + LOG_FIELD, 1)[0] ?? log;
    memory.release(groupsEnd);
    const start = memory.take(logEnd - log);
    memory.bytes(start, logEnd - log).set(memory.bytes(log, logEnd - log));
    logs.push({ start, end: start + (logEnd - log) });
    watch.step(to, tails * 4);
  }
  watch.finish();
  const rowStarts = memory.zeros(matrix.rows + 2);
  for (const { start, end } of logs) run.countLog(start, end, rowStarts);
  run.startsFromCounts(rowStarts, matrix.rows);
  const entries = logs.reduce(
    (sum, { start, end }) => sum + (end - start) / 8,
    0,
  );
  const words = memory.words(entries);
  for (const { start, end } of logs)
    run.scatterLog(start, end, rowStarts, words);
  return { wedges: memory.uint64(state), rowStarts, words };
}
