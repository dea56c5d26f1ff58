import type { SortedPairs } from '../cpu/radix-sort.ts';
import type { DeviceArray } from '../device-array.ts';
import { RADIX_TILE, radixSortKernel } from '../kernels/radix-sort.ts';
import type { Plan, PlanRunner } from '../plan.ts';
import { recordPrefixSum } from './prefix-sum.ts';

/** What {@link recordRadixSort} sorts. */
export interface RadixSortInput {
  readonly keys: DeviceArray;
  /** Carried along; none where only keys are sorted. */
  readonly values?: DeviceArray;
  /** Keys are below 2^keyBits: passes over zero bits are left out. */
  readonly keyBits?: number;
}

/** Sorted arrays on the device. */
export interface RadixSortOutput {
  readonly keys: DeviceArray;
  readonly values: DeviceArray | undefined;
}

const DIGIT_BITS = 8;
const DIGITS = 256;

/** Adds a stable sort to a plan; the input is left as it is. */
export function recordRadixSort(
  plan: Plan,
  { keys, values, keyBits = 32 }: RadixSortInput,
): RadixSortOutput {
  let sorted: RadixSortOutput = { keys, values };
  const tiles = Math.ceil(keys.length / RADIX_TILE);
  for (let shift = 0; shift < keyBits; shift += DIGIT_BITS) {
    const before = sorted;
    sorted = recordPass(plan, before, { tiles, shift });
    if (before.keys !== keys) {
      plan.drop(before.keys);
      if (before.values !== undefined) plan.drop(before.values);
    }
  }
  return sorted;
}

function recordPass(
  plan: Plan,
  { keys, values }: RadixSortOutput,
  { tiles, shift }: { tiles: number; shift: number },
): RadixSortOutput {
  const params = { count: keys.length, tiles, shift };
  const digitCounts = plan.allocate(DIGITS * tiles);
  plan.dispatch(radixSortKernel, 'histogram', {
    buffers: { keys, digitCounts },
    params,
    groups: tiles,
  });
  const digitOffsets = recordPrefixSum(plan, digitCounts);
  plan.drop(digitCounts, digitOffsets);
  const outKeys = plan.allocate(keys.length);
  if (values === undefined) {
    plan.dispatch(radixSortKernel, 'scatterKeys', {
      buffers: { keys, digitOffsets, outKeys },
      params,
      groups: tiles,
    });
    return { keys: outKeys, values };
  }
  const outValues = plan.allocate(keys.length);
  plan.dispatch(radixSortKernel, 'scatterPairs', {
    buffers: { keys, values, digitOffsets, outKeys, outValues },
    params,
    groups: tiles,
  });
  return { keys: outKeys, values: outValues };
}

/** Sorts keys on a GPU; see the twin `cpu/radix-sort.ts`. */
export function sortKeysOnGpu(
  device: PlanRunner,
  keys: Uint32Array,
): Promise<Uint32Array> {
  return device.run(async (plan) => {
    const sorted = recordRadixSort(plan, { keys: plan.upload(keys) });
    return plan.readOne(sorted.keys);
  });
}

/** Sorts pairs on a GPU, stably; see the twin. */
export function sortPairsOnGpu(
  device: PlanRunner,
  keys: Uint32Array,
  values: Uint32Array,
): Promise<SortedPairs> {
  return device.run(async (plan) => {
    const sorted = recordRadixSort(plan, {
      keys: plan.upload(keys),
      values: plan.upload(values),
    });
    const [sortedKeys, sortedValues] = await plan.read(
      sorted.keys,
      sorted.values ?? sorted.keys,
    );
    return {
      keys: sortedKeys ?? new Uint32Array(0),
      values: sortedValues ?? new Uint32Array(0),
    };
  });
}
