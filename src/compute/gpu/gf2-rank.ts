import type { RowBits } from '../cpu/bitmap-overlap.ts';
import { gf2RankKernel } from '../kernels/gf2-rank.ts';
import type { PlanRunner } from '../plan.ts';

/** Panels of 32 columns between two looks at whether to go on. */
const PANELS_AT_ONCE = 64;

/**
 * Rank over GF(2) of a dense matrix on a GPU; see the twin `cpu/gf2-rank.ts`. Sparse boundary
 * matrices are reduced on the processor (`persistence.ts`): this is for what is left and dense.
 */
export function gf2RankOnGpu(
  device: PlanRunner,
  { bits: words32, rows, words }: RowBits,
): Promise<number> {
  return device.run(async (plan) => {
    if (rows === 0 || words === 0) return 0;
    const buffers = {
      bits: plan.upload(words32),
      used: plan.allocate(rows),
      current: plan.allocate(rows),
      masks: plan.allocate(rows),
      pivots: plan.allocate(32),
      rank: plan.allocate(1),
    };
    plan.clear(buffers.used);
    plan.clear(buffers.rank);
    let rank = 0;
    for (let word = 0; word < words; word++) {
      const params = { rows, words, word };
      plan.dispatch(gf2RankKernel, 'panel', { buffers, params, groups: 1 });
      plan.dispatch(gf2RankKernel, 'eliminate', {
        buffers,
        params,
        groups: Math.ceil((rows * (words - word - 1)) / 256),
      });
      const isLast = word === words - 1;
      if (!isLast && (word + 1) % PANELS_AT_ONCE !== 0) continue;
      rank = (await plan.readOne(buffers.rank))[0] ?? 0;
      if (rank === rows) break;
    }
    return rank;
  });
}
