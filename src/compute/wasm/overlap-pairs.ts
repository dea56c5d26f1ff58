import { allocateUint32 } from '#numeric/allocate.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '../backend.ts';
import type { OverlapPairs } from '../cpu/overlap-pairs.ts';
import {
  findEarlierRows,
  type EarlierRows,
  type OverlapMethod,
  type PairsWanted,
} from './earlier-rows.ts';
import { copyOut, withKernels, type Kernels } from './kernels.ts';
import { putMatrix, putRankedRows, type MatrixAddresses } from './matrix.ts';

/** Options of all searches for overlaps. */
export interface OverlapOptions extends ComputeOptions {
  /** Forces one way to find them; by default the cheaper one is chosen. */
  readonly method?: OverlapMethod | undefined;
}

/**
 * All pairs of rows that share at least `s` columns, with their overlaps; equals
 * its oracle `cpu/overlap-pairs.ts` exactly.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if the pairs do not fit.
 * @remarks Pair index or counting, whichever the costs favour; see
 * {@link findEarlierRows}. Memory about 9 B an incidence and 12 B a pair.
 */
export function overlapPairs(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: OverlapOptions = {},
): OverlapPairs {
  const side = { rows, columns, s };
  return searching(side, { kind: 'store' }, options, (search) => {
    const { kernels, matrix, found } = search;
    const { memory, run } = kernels;
    const later = memory.words(found.count);
    const shared = memory.words(found.count);
    const offsets = memory.words(matrix.rows + 2);
    const marks = memory.zeroBytes(matrix.columns);
    run.turnPairs(matrix.rows, found.work, offsets, later, shared, marks);
    return {
      offsets: copyOut(kernels, offsets, matrix.rows + 1),
      neighbors: copyOut(kernels, later, found.count),
      overlaps: copyOut(kernels, shared, found.count),
    };
  });
}

/**
 * The same pairs by their larger row: row `i` lists the rows j < i that share at
 * least `s` columns with it, in no particular but always the same order, without
 * overlaps. The cheapest stored form of the s-line graph.
 */
export function earlierRows(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: OverlapOptions = {},
): Incidence {
  const side = { rows, columns, s };
  return searching(side, { kind: 'store' }, options, (search) => {
    const { kernels, matrix, found } = search;
    const { memory, run } = kernels;
    const offsets = memory.words(matrix.rows + 1);
    const runs = memory.words(2 * matrix.rows);
    const { starts, stops } = found;
    const count = run.joinRuns(matrix.rows, starts, stops, offsets, runs);
    const members = allocateUint32(found.count);
    const pieces = memory.uint32(runs, 2 * count);
    for (let piece = 0, at = 0; piece < 2 * count; piece += 2) {
      const length = pieces[piece + 1] ?? 0;
      members.set(memory.uint32((pieces[piece] ?? 0) * 4, length), at);
      at += length;
    }
    return { offsets: copyOut(kernels, offsets, matrix.rows + 1), members };
  });
}

/** How many pairs of rows share at least `s` columns; stores none of them. */
export function countOverlapPairs(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: OverlapOptions = {},
): number {
  const side = { rows, columns, s };
  return searching(
    side,
    { kind: 'count' },
    options,
    ({ found }) => found.count,
  );
}

/** What was found, and where. */
interface Found {
  readonly kernels: Kernels;
  readonly matrix: MatrixAddresses;
  readonly found: EarlierRows;
}

function searching<Result>(
  side: { rows: Incidence; columns: Incidence; s: number },
  wanted: PairsWanted,
  options: OverlapOptions,
  use: (found: Found) => Result,
): Result {
  return withKernels(options, (kernels) => {
    const matrix = putMatrix(kernels, side.rows, side.columns);
    // no row is long enough, whatever s beyond 32 bits may be
    const s = Math.min(side.s, rowCount(side.columns) + 1);
    const { method } = options;
    const { ranked } = putRankedRows(kernels, matrix);
    const search = { kernels, matrix, ranked, s, wanted, method, options };
    return use({ kernels, matrix, found: findEarlierRows(search) });
  });
}
