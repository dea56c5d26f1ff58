import type { Incidence } from '#hypergraph/incidence.ts';
import type { WalkRank, WalkRankOptions } from '../cpu/walk-rank.ts';
import type { DeviceArray } from '../device-array.ts';
import { WALK_PARTS, walkRankKernel } from '../kernels/walk-rank.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import { uploadMatrix, type DeviceMatrix } from './overlap-wedges.ts';

/** Steps between two looks at the change. */
const STEPS_AT_ONCE = 8;

/**
 * Ranks of the walk over rows and columns on a GPU; see the twin `cpu/walk-rank.ts`. The change is
 * looked at every eight steps, so it may walk a little further than the twin.
 */
export function walkRankOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
  { damping, steps, tolerance = 0 }: WalkRankOptions,
): Promise<WalkRank> {
  const rowTotal = rows.offsets.length - 1;
  const columnTotal = columns.offsets.length - 1;
  return device.run(async (plan) => {
    const walk: Walk = {
      plan,
      matrix: uploadMatrix(plan, rows, columns),
      shares: plan.allocate(columnTotal),
      params: {
        rows: rowTotal,
        columns: columnTotal,
        damping,
        jump: (1 - damping) / rowTotal,
      },
    };
    let rank = plan.upload(new Float32Array(rowTotal).fill(1 / rowTotal));
    let spare = plan.allocate(rowTotal);
    let change = rowTotal === 0 ? 0 : Infinity;
    let done = 0;
    while (done < steps && change > tolerance) {
      const until = Math.min(steps, done + STEPS_AT_ONCE);
      for (; done < until; done++) {
        recordStep(walk, rank, spare);
        [rank, spare] = [spare, rank];
      }
      change = await measureChange(walk, spare, rank);
    }
    return { ranks: await plan.readFloats(rank), steps: done, change };
  });
}

interface Walk {
  readonly plan: Plan;
  readonly matrix: DeviceMatrix;
  readonly shares: DeviceArray;
  readonly params: {
    readonly rows: number;
    readonly columns: number;
    readonly damping: number;
    readonly jump: number;
  };
}

function recordStep(
  { plan, matrix, shares, params }: Walk,
  rank: DeviceArray,
  moved: DeviceArray,
): void {
  plan.dispatch(walkRankKernel, 'spread', {
    buffers: { ...matrix, rank, shares },
    params,
    groups: Math.ceil(params.columns / 256),
  });
  plan.dispatch(walkRankKernel, 'gather', {
    buffers: { ...matrix, rank, shares, moved },
    params,
    groups: Math.ceil(params.rows / 256),
  });
}

async function measureChange(
  { plan, params }: Walk,
  rank: DeviceArray,
  moved: DeviceArray,
): Promise<number> {
  const parts = plan.allocate(WALK_PARTS);
  const change = plan.allocate(1);
  plan.dispatch(walkRankKernel, 'measure', {
    buffers: { rank, moved, parts },
    params,
    groups: WALK_PARTS,
  });
  plan.dispatch(walkRankKernel, 'conclude', {
    buffers: { parts, change },
    groups: 1,
  });
  plan.drop(parts, change);
  const [value] = await plan.readFloats(change);
  return value ?? 0;
}
