import type { Incidence } from '#hypergraph/incidence.ts';
import type { DenseMatrix } from '../cpu/sparse-product.ts';
import type { DeviceArray } from '../device-array.ts';
import { sparseProductKernel } from '../kernels/sparse-product.ts';
import { longRows } from '../long-rows.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import { rowChunks, type RowChunk } from '../row-chunks.ts';

/**
 * Incidence matrix times dense matrix on a GPU; see the twin `cpu/sparse-product.ts`. Rows beyond
 * one binding go in chunks; the dense matrix must fit whole.
 */
export function sparseProductOnGpu(
  device: PlanRunner,
  rows: Incidence,
  dense: DenseMatrix,
  weights?: Float32Array,
): Promise<Float32Array> {
  const { columns } = dense;
  const { offsets, members } = rows;
  return device.run(async (plan) => {
    const result = new Float32Array((offsets.length - 1) * columns);
    const values = plan.upload(dense.values);
    const words = Math.floor(plan.limits.bindingBytes / 4);
    const most = Math.floor((words - 1) / Math.max(1, columns));
    for (const chunk of rowChunks(offsets, { rows: most, members: words })) {
      const { first, firstMember, endMember } = chunk;
      const part = await multiplyChunk(plan, chunk, {
        members: members.subarray(firstMember, endMember),
        weights: weights?.subarray(firstMember, endMember),
        dense: values,
        columns,
      });
      result.set(part, first * columns);
    }
    return result;
  });
}

interface ChunkInput {
  readonly members: Uint32Array;
  readonly weights: Float32Array | undefined;
  readonly dense: DeviceArray;
  readonly columns: number;
}

async function multiplyChunk(
  plan: Plan,
  chunk: RowChunk,
  { members, weights, dense, columns }: ChunkInput,
): Promise<Float32Array> {
  const rows = chunk.end - chunk.first;
  const long = longRows(chunk.offsets, sparseProductKernel.constants.LONG_ROW);
  const listed = plan.upload(long);
  const buffers = {
    offsets: plan.upload(chunk.offsets),
    members: plan.upload(members),
    weights: plan.upload(weights ?? new Float32Array(1)),
    dense,
    product: plan.allocate(rows * columns),
  };
  const params = {
    rows,
    columns,
    longRowCount: long.length,
    weighted: weights === undefined ? 0 : 1,
  };
  plan.dispatch(sparseProductKernel, 'short', {
    buffers,
    params,
    groups: Math.ceil((rows * columns) / 256),
  });
  plan.dispatch(sparseProductKernel, 'long', {
    buffers: { ...buffers, longRows: listed },
    params,
    groups: long.length,
  });
  plan.drop(listed, buffers.offsets, buffers.members);
  plan.drop(buffers.weights, buffers.product);
  return plan.readFloats(buffers.product);
}
