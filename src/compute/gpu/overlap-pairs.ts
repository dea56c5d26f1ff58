import { groupByRow, type Incidence } from '#hypergraph/incidence.ts';
import type { OverlapPairs } from '../cpu/overlap-pairs.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import { countWedges, wedgeChunks } from '../wedge-chunks.ts';
import { overlapMatrixOf, rowBits } from './bitmap-overlap.ts';
import { tilePairs, tripled } from './overlap-tile.ts';
import {
  countWedgePairs,
  uploadMatrix,
  wedgePairs,
  wedgesAtOnce,
  type PairWords,
} from './overlap-wedges.ts';

/** How pairs are found; for tests and measurements, which want one way or the other. */
export interface OverlapWays {
  /** Rows of at least so many wedges are counted by tiles. */
  readonly tileFrom?: number;
  /** Matrices with at least this share of entries are compared as bit sets. */
  readonly bitmapFrom?: number;
}

/** A bit set moves a 32nd of what a list moves, so it pays from that density on. */
const BITMAP_FROM = 1 / 32;

/** A matrix of overlaps beyond 64 MiB is too much for what it holds. */
const BITMAP_ROWS = 4096;

/**
 * All pairs of rows that share at least `s` columns, on a GPU: dense matrices as bit sets, rows of
 * many wedges by tiles of counters, the rest wedge by wedge. The same as `overlapPairs` of
 * `cpu/overlap-pairs.ts`.
 * @param s - At least 1.
 */
export function overlapPairsOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
  { s, ...ways }: { readonly s: number } & OverlapWays,
): Promise<OverlapPairs> {
  const rowTotal = rows.offsets.length - 1;
  return device.run(async (plan) => {
    if (isDense(rows, columns, ways)) {
      const bits = rowBits(rows, columns.offsets.length - 1);
      const matrix = await overlapMatrixOf(plan, bits);
      return pairsOfMatrix(matrix, rowTotal, s);
    }
    const words = await findPairs(plan, { rows, columns, s, ways });
    return orderedPairs(words, rowTotal);
  });
}

/** How many pairs there are; stores none of them. See {@link overlapPairsOnGpu}. */
export function countOverlapPairsOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
  s: number,
): Promise<number> {
  return device.run((plan) => {
    const { ofIncidence } = countWedges(rows, columns);
    const chunks = wedgeChunks(ofIncidence, wedgesAtOnce(plan));
    const matrix = uploadMatrix(plan, rows, columns);
    return countWedgePairs(plan, matrix, { rows, chunks, s });
  });
}

function isDense(
  rows: Incidence,
  columns: Incidence,
  { bitmapFrom = BITMAP_FROM }: OverlapWays,
): boolean {
  const rowTotal = rows.offsets.length - 1;
  const cells = rowTotal * (columns.offsets.length - 1);
  return rowTotal <= BITMAP_ROWS && rows.members.length >= cells * bitmapFrom;
}

interface PairSearch {
  readonly rows: Incidence;
  readonly columns: Incidence;
  readonly s: number;
  readonly ways: OverlapWays;
}

async function findPairs(
  plan: Plan,
  { rows, columns, s, ways }: PairSearch,
): Promise<PairWords[]> {
  const rowTotal = rows.offsets.length - 1;
  const { ofIncidence, ofRow } = countWedges(rows, columns);
  // Tiles clear a counter for every later row: they pay where wedges are as many.
  const { tileFrom = Math.max(rowTotal, 4096) } = ways;
  const heavy: number[] = [];
  ofRow.forEach((wedges, row) => {
    if (wedges < tileFrom || wedges === 0) return;
    heavy.push(row);
    ofIncidence.fill(0, rows.offsets[row], rows.offsets[row + 1]);
  });
  const matrix = uploadMatrix(plan, rows, columns);
  const chunks = wedgeChunks(ofIncidence, wedgesAtOnce(plan));
  const found = await wedgePairs(plan, matrix, { rows, chunks, s });
  // Two words a pair must fit a binding, so rows of unknown many pairs go a few at a time.
  const atOnce = Math.max(1, Math.floor(wedgesAtOnce(plan) / 2 / rowTotal));
  for (let first = 0; first < heavy.length; first += atOnce) {
    const listed = Uint32Array.from(heavy.slice(first, first + atOnce));
    const tiles = await tilePairs(plan, matrix, { listed, rowTotal, s });
    found.push(tripled(listed, tiles));
  }
  return found;
}

/** Pairs in the order of rows, by two counting sorts. */
function orderedPairs(
  found: readonly PairWords[],
  rowTotal: number,
): OverlapPairs {
  const total = found.reduce((sum, words) => sum + words.length / 3, 0);
  const left = new Uint32Array(total);
  const right = new Uint32Array(total);
  const overlaps = new Uint32Array(total);
  let at = 0;
  for (const words of found) {
    for (let i = 0; i < words.length; i += 3, at++) {
      left[at] = words[i] ?? 0;
      right[at] = words[i + 1] ?? 0;
      overlaps[at] = words[i + 2] ?? 0;
    }
  }
  const byRight = new Uint32Array(total);
  const rightFirst = groupByRow(right, left, rowTotal, byRight);
  const byLeft = new Uint32Array(total);
  const { offsets, members } = groupByRow(
    rightFirst.members,
    byRight.map((pair) => right[pair] ?? 0),
    rowTotal,
    byLeft,
  );
  return {
    offsets,
    neighbors: members,
    overlaps: byLeft.map((place) => overlaps[byRight[place] ?? 0] ?? 0),
  };
}

function pairsOfMatrix(
  matrix: Uint32Array,
  rowTotal: number,
  s: number,
): OverlapPairs {
  const offsets = new Uint32Array(rowTotal + 1);
  const neighbors: number[] = [];
  const overlaps: number[] = [];
  for (let left = 0; left < rowTotal; left++) {
    for (let right = left + 1; right < rowTotal; right++) {
      const overlap = matrix[left * rowTotal + right] ?? 0;
      if (overlap < s) continue;
      neighbors.push(right);
      overlaps.push(overlap);
    }
    offsets[left + 1] = neighbors.length;
  }
  return {
    offsets,
    neighbors: Uint32Array.from(neighbors),
    overlaps: Uint32Array.from(overlaps),
  };
}
