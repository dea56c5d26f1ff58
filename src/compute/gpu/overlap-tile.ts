import type { OverlapPairs } from '../cpu/overlap-pairs.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { OVERLAP_TILE, overlapTileKernel } from '../kernels/overlap-tile.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import {
  lastWord,
  uploadMatrix,
  type DeviceMatrix,
  type PairWords,
} from './overlap-wedges.ts';
import { recordPrefixSum } from './prefix-sum.ts';

/** Rows whose neighbours are counted, and how. */
export interface TileInput {
  /** Ascending. */
  readonly listed: Uint32Array;
  readonly rowTotal: number;
  readonly s: number;
}

/** Two words a pair, later row and overlap; listed row `i` has those from `starts[i]` on. */
export interface TilePairs {
  readonly starts: Uint32Array;
  readonly words: Uint32Array;
}

/** Neighbours of the listed rows, by dense counting. */
export async function tilePairs(
  plan: Plan,
  matrix: DeviceMatrix,
  { listed, rowTotal, s }: TileInput,
): Promise<TilePairs> {
  const tiles = Math.ceil(rowTotal / OVERLAP_TILE);
  const params = { rows: rowTotal, listedCount: listed.length, tiles, s };
  const listedRows = plan.upload(listed);
  const groups = listed.length * tiles;
  const tileCounts = plan.allocate(groups);
  plan.dispatch(overlapTileKernel, 'count', {
    buffers: { ...matrix, listedRows, tileCounts },
    params,
    groups,
  });
  const tileOffsets = recordPrefixSum(plan, tileCounts);
  const pairs = plan.allocate((await lastWord(plan, tileOffsets)) * 2);
  plan.dispatch(overlapTileKernel, 'fill', {
    buffers: { ...matrix, listedRows, tileOffsets, pairs },
    params,
    groups,
  });
  plan.drop(listedRows, tileCounts, tileOffsets, pairs);
  const [offsets, words] = await plan.read(tileOffsets, pairs);
  return {
    starts: Uint32Array.from(
      { length: listed.length + 1 },
      (_, i) => offsets?.[i * tiles] ?? 0,
    ),
    words: words ?? new Uint32Array(0),
  };
}

/** The same as three words a pair. */
export function tripled(
  listed: Uint32Array,
  { starts, words }: TilePairs,
): PairWords {
  const triples = new Uint32Array((words.length / 2) * 3);
  listed.forEach((row, i) => {
    for (let pair = starts[i] ?? 0; pair < (starts[i + 1] ?? 0); pair++) {
      triples[pair * 3] = row;
      triples[pair * 3 + 1] = words[pair * 2] ?? 0;
      triples[pair * 3 + 2] = words[pair * 2 + 1] ?? 0;
    }
  });
  return triples;
}

/** Neighbours of listed rows on a GPU; see the twin `cpu/overlap-tile.ts`. */
export function overlapsOfRowsOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
  { listed, s }: { listed: Uint32Array; s: number },
): Promise<OverlapPairs> {
  return device.run(async (plan) => {
    const matrix = uploadMatrix(plan, rows, columns);
    const rowTotal = rows.offsets.length - 1;
    const { starts, words } = await tilePairs(plan, matrix, {
      listed,
      rowTotal,
      s,
    });
    return {
      offsets: starts,
      neighbors: words.filter((_, i) => i % 2 === 0),
      overlaps: words.filter((_, i) => i % 2 === 1),
    };
  });
}
