import type { Incidence } from '#hypergraph/incidence.ts';
import type { DeviceArray } from '../device-array.ts';
import { overlapWedgesKernel } from '../kernels/overlap-wedges.ts';
import type { Plan } from '../plan.ts';
import { rowsOfIncidences, type WedgeChunk } from '../wedge-chunks.ts';
import { recordPrefixSum } from './prefix-sum.ts';

/** Both directions of an incidence matrix on the device. */
export interface DeviceMatrix {
  readonly rowOffsets: DeviceArray;
  readonly members: DeviceArray;
  readonly columnOffsets: DeviceArray;
  readonly columnMembers: DeviceArray;
}

/** Uploads both directions. */
export function uploadMatrix(
  plan: Plan,
  rows: Incidence,
  columns: Incidence,
): DeviceMatrix {
  return {
    rowOffsets: plan.upload(rows.offsets),
    members: plan.upload(rows.members),
    columnOffsets: plan.upload(columns.offsets),
    columnMembers: plan.upload(columns.members),
  };
}

/**
 * Most wedges of one chunk: dispatches stay short, and three words for each, all pairs kept, are not
 * beyond a binding.
 */
export function wedgesAtOnce({ limits }: Plan): number {
  return Math.min(2 ** 23, Math.floor(limits.bindingBytes / 12) - 4096);
}

/** A chunk whose wedges have been tested. */
export interface TestedWedges {
  readonly incidenceRows: DeviceArray;
  readonly wedgeOffsets: DeviceArray;
  /** 1 where a wedge speaks for its pair. */
  readonly flags: DeviceArray;
  /** The pair's overlap there, else 0. */
  readonly overlaps: DeviceArray;
  readonly params: {
    readonly firstIncidence: number;
    readonly incidences: number;
    readonly wedges: number;
    readonly s: number;
  };
}

/** Adds the test of a chunk's wedges to a plan. */
export function recordWedgeTest(
  plan: Plan,
  matrix: DeviceMatrix,
  chunk: WedgeChunk & { readonly rowsOf: Uint32Array; readonly s: number },
): TestedWedges {
  const { first, end, wedges, s } = chunk;
  const tested = {
    incidenceRows: plan.upload(chunk.rowsOf.subarray(first, end)),
    wedgeOffsets: plan.upload(chunk.wedgeOffsets),
    flags: plan.allocate(wedges),
    overlaps: plan.allocate(wedges),
    params: { firstIncidence: first, incidences: end - first, wedges, s },
  };
  plan.dispatch(overlapWedgesKernel, 'test', {
    buffers: { ...matrix, ...tested },
    params: tested.params,
    groups: Math.ceil(wedges / 128),
  });
  return tested;
}

/** Pairs that {@link wedgePairs} found: three words each, in no order that matters. */
export type PairWords = Uint32Array;

/**
 * Pairs of rows that share at least `s` columns, found by wedges.
 * @param chunks - Of the incidences whose wedges are asked for.
 * @returns Left row, right row and overlap of each.
 */
export async function wedgePairs(
  plan: Plan,
  matrix: DeviceMatrix,
  {
    rows,
    chunks,
    s,
  }: { rows: Incidence; chunks: Iterable<WedgeChunk>; s: number },
): Promise<PairWords[]> {
  const rowsOf = rowsOfIncidences(rows);
  const found: PairWords[] = [];
  for (const chunk of chunks) {
    const tested = recordWedgeTest(plan, matrix, { ...chunk, rowsOf, s });
    const positions = recordPrefixSum(plan, tested.flags);
    const count = await lastWord(plan, positions);
    const pairs = plan.allocate(count * 3);
    plan.dispatch(overlapWedgesKernel, 'fill', {
      buffers: { ...matrix, ...tested, positions, pairs },
      params: tested.params,
      groups: count === 0 ? 0 : Math.ceil(chunk.wedges / 128),
    });
    dropTested(plan, tested);
    plan.drop(positions, pairs);
    if (count > 0) found.push(await plan.readOne(pairs));
  }
  return found;
}

/** How many pairs the chunks hold; none of them leaves the device. */
export async function countWedgePairs(
  plan: Plan,
  matrix: DeviceMatrix,
  {
    rows,
    chunks,
    s,
  }: { rows: Incidence; chunks: Iterable<WedgeChunk>; s: number },
): Promise<number> {
  const rowsOf = rowsOfIncidences(rows);
  let total = 0;
  for (const chunk of chunks) {
    const tested = recordWedgeTest(plan, matrix, { ...chunk, rowsOf, s });
    const positions = recordPrefixSum(plan, tested.flags);
    dropTested(plan, tested);
    plan.drop(positions);
    total += await lastWord(plan, positions);
  }
  return total;
}

/** Gives back what a test took. */
export function dropTested(plan: Plan, tested: TestedWedges): void {
  plan.drop(tested.incidenceRows, tested.wedgeOffsets);
  plan.drop(tested.flags, tested.overlaps);
}

/** The total at the end of a prefix sum. */
export async function lastWord(plan: Plan, sums: DeviceArray): Promise<number> {
  const word = plan.allocate(1);
  const offset = sums.offset + (sums.length - 1) * 4;
  plan.copy({ buffer: sums.buffer, offset, length: 1 }, word);
  plan.drop(word);
  const [total] = await plan.readOne(word);
  return total ?? 0;
}
