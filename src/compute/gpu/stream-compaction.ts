import type { DeviceArray } from '../device-array.ts';
import { streamCompactionKernel } from '../kernels/stream-compaction.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import { recordPrefixSum } from './prefix-sum.ts';

/** What is left of an array on the device. */
export interface Compacted {
  /** As long as the values were; only the first `count` words are set. */
  readonly kept: DeviceArray;
  /** One word: how many were kept. */
  readonly count: DeviceArray;
}

/**
 * Adds a compaction to a plan.
 * @param flags - 0 or 1 for each value.
 */
export function recordCompaction(
  plan: Plan,
  values: DeviceArray,
  flags: DeviceArray,
): Compacted {
  const positions = recordPrefixSum(plan, flags);
  const kept = plan.allocate(values.length);
  plan.dispatch(streamCompactionKernel, 'main', {
    buffers: { values, flags, positions, kept },
    params: { count: values.length },
    groups: Math.ceil(values.length / 256),
  });
  const count = plan.allocate(1);
  // copies, unlike bindings, may start at any word
  plan.copy(
    { buffer: positions.buffer, offset: values.length * 4, length: 1 },
    count,
  );
  plan.drop(positions);
  return { kept, count };
}

/** Keeps flagged values on a GPU; see the twin `cpu/stream-compaction.ts`. */
export function compactOnGpu(
  device: PlanRunner,
  values: Uint32Array,
  flags: Uint32Array,
): Promise<Uint32Array> {
  return device.run(async (plan) => {
    const { kept, count } = recordCompaction(
      plan,
      plan.upload(values),
      plan.upload(flags),
    );
    const [words, total] = await plan.read(kept, count);
    return words?.slice(0, total?.[0] ?? 0) ?? new Uint32Array(0);
  });
}
