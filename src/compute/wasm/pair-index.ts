import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Kernels } from './kernels.ts';
import type { MatrixAddresses } from './matrix.ts';
import { boundsByCost, runPhase, type Phase } from './phase.ts';

/** Members of tails a chunk of ranks has. */
const TAIL_PER_CHUNK = 1 << 18;

/** What one of them costs, nanoseconds. */
const TAIL_COST = 3;

/** As in `pair-index.as.ts`. */
const FEW_COLUMNS = 1 << 20;

/** Where the struct `PairGroups` of `pair-index.as.ts` keeps its entries, bytes. */
const ENTRIES_FIELD = 8;

/** The lists of each rank and the scratch to go through their tails, in kernel memory. */
export interface PairLists extends Pick<Phase, 'bounds' | 'chunks'> {
  /** Address of u32[threads]: a struct `PairIndex` each. */
  readonly indexes: number;
  readonly threads: number;
  /** Address of u32[columns]: members in the tails of each rank. */
  readonly tails: number;
  /** The most members of tails that a chunk has. */
  readonly longestChunk: number;
}

/** Groups of rows that hold a pair of members, and each row's places in them. */
export interface PairGroups {
  /** Pairs of rows within groups: what going through them costs. */
  readonly wedges: number;
  /** Address of u32[rows + 1]: where each row's words start. */
  readonly rowStarts: number;
  /** Address of word addresses of each row's entries in its groups. */
  readonly words: number;
  readonly entries: number;
}

/** Lists of the first length − s + 1 members of each row, rarest first; s ≥ 2. */
export function putPairLists(
  kernels: Kernels,
  matrix: MatrixAddresses,
  ranked: number,
  s: number,
): PairLists {
  const { memory, run } = kernels;
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
  const lengths = memory.uint32(tails, columns).slice();
  let longest = 0;
  let total = 0;
  for (const length of lengths) {
    longest = Math.max(longest, length);
    total += length;
  }
  const cut = boundsByCost(kernels, lengths, TAIL_PER_CHUNK);
  const threads = kernels.threadsFor(total * TAIL_COST);
  const indexes = Array.from({ length: threads }, () =>
    memory.struct(
      ranked,
      listOffsets,
      listRows,
      listPositions,
      memory.zeros(((columns >>> 5) + 1) * 2),
      memory.zeros(columns),
      memory.words(columns),
      memory.take((longest + 1) * 8),
      memory.take((longest + 1) * 8),
      columns <= FEW_COLUMNS ? memory.zeros(2 * columns) : 0,
    ),
  );
  return {
    ...cut,
    indexes: memory.struct(...indexes),
    threads,
    tails,
    longestChunk: TAIL_PER_CHUNK + longest,
  };
}

/**
 * Builds the groups. Threads append what they find to blocks of their own, so
 * that memory grows by what is held, not by what might be.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 */
export function buildGroups(
  kernels: Kernels,
  matrix: MatrixAddresses,
  lists: PairLists,
  options: LoopOptions,
): PairGroups {
  const { memory } = kernels;
  const { chunks, threads, indexes, tails } = lists;
  const groups = Array.from({ length: threads }, () =>
    memory.struct(0, 0, 0, 0, 0, 0, memory.take(lists.longestChunk * 8)),
  );
  const logs = memory.zeros(2 * chunks);
  const work = memory.struct(
    matrix.columns,
    tails,
    indexes,
    memory.struct(...groups),
    logs,
  );
  runPhase(kernels, { ...lists, task: 'group', work }, options);
  const sum = (field: number): number =>
    groups.reduce((all, group) => all + memory.uint64(group + field), 0);
  const entries = sum(ENTRIES_FIELD);
  return {
    wedges: sum(0),
    ...sortLogs(kernels, matrix.rows, { logs, chunks, entries }),
    entries,
  };
}

/** Counting sort of the logged entries by row; each thread sorts some of the rows. */
function sortLogs(
  kernels: Kernels,
  rows: number,
  { logs, chunks, entries }: { logs: number; chunks: number; entries: number },
): Pick<PairGroups, 'rowStarts' | 'words'> {
  const { memory, run } = kernels;
  const rowStarts = memory.zeros(rows + 2);
  const words = memory.words(entries);
  const work = memory.struct(logs, 2 * chunks, rows, rowStarts, 0);
  const threads = kernels.threadsFor(entries * 5);
  const bounds = memory.struct(
    ...Array.from({ length: threads + 1 }, (_, thread) =>
      Math.round((rows * thread) / threads),
    ),
  );
  const phase = {
    task: 'log',
    work,
    bounds,
    chunks: threads,
    threads,
  } as const;
  runPhase(kernels, phase);
  run.startsFromCounts(rowStarts, rows);
  memory.uint32(work, 5)[4] = words;
  runPhase(kernels, phase);
  return { rowStarts, words };
}
