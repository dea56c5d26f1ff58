import type { Incidence } from '#hypergraph/incidence.ts';
import { toplexFilterKernel } from '../kernels/toplex-filter.ts';
import type { PlanRunner } from '../plan.ts';
import { uploadMatrix } from './overlap-wedges.ts';

/** Maximal rows on a GPU, ascending; see the twin `cpu/toplex-filter.ts`. */
export function maximalRowsOnGpu(
  device: PlanRunner,
  rows: Incidence,
  columns: Incidence,
): Promise<Uint32Array> {
  const rowTotal = rows.offsets.length - 1;
  return device.run(async (plan) => {
    const flags = plan.allocate(rowTotal);
    plan.dispatch(toplexFilterKernel, 'main', {
      buffers: { ...uploadMatrix(plan, rows, columns), flags },
      params: { rows: rowTotal, allEmpty: rows.members.length === 0 ? 1 : 0 },
      groups: Math.ceil(rowTotal / 256),
    });
    const isMaximal = await plan.readOne(flags);
    return Uint32Array.from(isMaximal.keys()).filter(
      (row) => isMaximal[row] === 1,
    );
  });
}
