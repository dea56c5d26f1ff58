import { degreeKernel } from '../kernels/degree.ts';
import { longRows } from '../long-rows.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import { rowChunks, type RowChunk } from '../row-chunks.ts';

/** Degrees on a GPU; see the twin `cpu/degree.ts`. Rows beyond one binding go in chunks. */
export function degreesOnGpu(
  device: PlanRunner,
  offsets: Uint32Array,
): Promise<Uint32Array> {
  return device.run(async (plan) => {
    const result = new Uint32Array(offsets.length - 1);
    for (const chunk of chunksFor(plan, offsets, Infinity)) {
      result.set(await countChunk(plan, chunk), chunk.first);
    }
    return result;
  });
}

/** Weighted degrees on a GPU; see the twin. */
export function weightedDegreesOnGpu(
  device: PlanRunner,
  offsets: Uint32Array,
  weights: Float32Array,
): Promise<Float32Array> {
  return device.run(async (plan) => {
    const result = new Float32Array(offsets.length - 1);
    const most = plan.limits.bindingBytes / 4;
    for (const chunk of chunksFor(plan, offsets, most)) {
      const { first, firstMember, endMember } = chunk;
      const part = weights.subarray(firstMember, endMember);
      result.set(await sumChunk(plan, chunk, part), first);
    }
    return result;
  });
}

function chunksFor(
  plan: Plan,
  offsets: Uint32Array,
  members: number,
): RowChunk[] {
  const rows = Math.floor(plan.limits.bindingBytes / 4) - 1;
  return rowChunks(offsets, { rows, members });
}

async function countChunk(plan: Plan, chunk: RowChunk): Promise<Uint32Array> {
  const rows = chunk.end - chunk.first;
  const offsets = plan.upload(chunk.offsets);
  const degrees = plan.allocate(rows);
  plan.dispatch(degreeKernel, 'count', {
    buffers: { offsets, degrees },
    params: { rows },
    groups: Math.ceil(rows / 256),
  });
  plan.drop(offsets, degrees);
  return plan.readOne(degrees);
}

async function sumChunk(
  plan: Plan,
  chunk: RowChunk,
  hostWeights: Float32Array,
): Promise<Float32Array> {
  const rows = chunk.end - chunk.first;
  const long = longRows(chunk.offsets, degreeKernel.constants.LONG_ROW);
  const params = { rows, longRowCount: long.length };
  const offsets = plan.upload(chunk.offsets);
  const weights = plan.upload(hostWeights);
  const listed = plan.upload(long);
  const sums = plan.allocate(rows);
  plan.dispatch(degreeKernel, 'sumShort', {
    buffers: { offsets, weights, sums },
    params,
    groups: Math.ceil(rows / 256),
  });
  plan.dispatch(degreeKernel, 'sumLong', {
    buffers: { offsets, weights, longRows: listed, sums },
    params,
    groups: long.length,
  });
  plan.drop(offsets, weights, listed, sums);
  return plan.readFloats(sums);
}
