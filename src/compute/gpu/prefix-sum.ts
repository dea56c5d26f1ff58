import type { DeviceArray } from '../device-array.ts';
import { PREFIX_SUM_BLOCK, prefixSumKernel } from '../kernels/prefix-sum.ts';
import type { Plan, PlanRunner } from '../plan.ts';

/**
 * Adds the prefix sum of `values` to a plan.
 * @param base - Added to every sum.
 * @returns Length `n + 1`; the last entry is the total, modulo 2³².
 */
export function recordPrefixSum(
  plan: Plan,
  values: DeviceArray,
  base = 0,
): DeviceArray {
  const count = values.length;
  const params = { count, base };
  const sums = plan.allocate(count + 1);
  const blockOffsets = recordBlockOffsets(plan, values);
  plan.dispatch(prefixSumKernel, 'scan', {
    buffers: { values, blockOffsets, sums },
    params,
    groups: Math.ceil((count + 1) / PREFIX_SUM_BLOCK),
  });
  plan.drop(blockOffsets);
  return sums;
}

/** Sums of whole blocks. Where all sums lie in the first block, the kernel reads none. */
function recordBlockOffsets(plan: Plan, values: DeviceArray): DeviceArray {
  const count = values.length;
  if (count < PREFIX_SUM_BLOCK) return plan.allocate(1);
  const blocks = Math.ceil(count / PREFIX_SUM_BLOCK);
  const blockSums = plan.allocate(blocks);
  plan.dispatch(prefixSumKernel, 'reduce', {
    buffers: { values, blockSums },
    params: { count },
    groups: blocks,
  });
  const offsets = recordPrefixSum(plan, blockSums);
  plan.drop(blockSums);
  return offsets;
}

/**
 * Prefix sum on a GPU; see the twin `cpu/prefix-sum.ts`.
 * @remarks Values beyond one binding are summed in parts, each starting from the total of the last.
 */
export async function prefixSumOnGpu(
  device: PlanRunner,
  values: Uint32Array,
): Promise<Uint32Array> {
  return device.run(async (plan) => {
    // The sums are one longer than the values, and blocks make the parts whole.
    const most = Math.floor(plan.limits.bindingBytes / 4) - PREFIX_SUM_BLOCK;
    const result = new Uint32Array(values.length + 1);
    let base = 0;
    for (let start = 0; start < values.length; start += most) {
      const part = plan.upload(values.subarray(start, start + most));
      const sums = recordPrefixSum(plan, part, base);
      plan.drop(part, sums);
      const words = await plan.readOne(sums);
      result.set(words, start);
      base = words[part.length] ?? 0;
    }
    return result;
  });
}
