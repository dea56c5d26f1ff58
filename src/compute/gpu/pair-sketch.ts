import type { Incidence } from '#hypergraph/incidence.ts';
import type { PairSketchSize } from '../cpu/pair-sketch.ts';
import { pairSketchKernel } from '../kernels/pair-sketch.ts';
import type { PlanRunner } from '../plan.ts';
import { rowsOfIncidences } from '../wedge-chunks.ts';

/** How often the members of each row were met together; see the twin `cpu/pair-sketch.ts`. */
export function pairMeetingsOnGpu(
  device: PlanRunner,
  rows: Incidence,
  { width, depth, seed }: PairSketchSize,
): Promise<Uint32Array> {
  const incidences = rows.members.length;
  return device.run(async (plan) => {
    if (incidences === 0) return new Uint32Array(0);
    const buffers = {
      offsets: plan.upload(rows.offsets),
      members: plan.upload(rows.members),
      rowOf: plan.upload(rowsOfIncidences(rows)),
      sketch: plan.allocate(width * depth),
      meetings: plan.allocate(incidences),
    };
    plan.clear(buffers.sketch);
    const params = { incidences, width, depth, seed };
    const groups = Math.ceil(incidences / 256);
    plan.dispatch(pairSketchKernel, 'count', { buffers, params, groups });
    plan.dispatch(pairSketchKernel, 'look', { buffers, params, groups });
    return plan.readOne(buffers.meetings);
  });
}
