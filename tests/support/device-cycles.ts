import { prefixSumOnGpu } from '#compute/gpu/prefix-sum.ts';
import { expect } from 'vitest';
import { openTestDevice } from './gpu-device.ts';

/**
 * Opens a device, computes and closes it, again and again.
 * @returns Resident bytes after each cycle.
 */
export async function runDeviceCycles(cycles: number): Promise<number[]> {
  const resident: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const device = await openTestDevice();
    const sums = await prefixSumOnGpu(device!, Uint32Array.of(cycle, 1, 2));
    expect([...sums]).toEqual([0, cycle, cycle + 1, cycle + 3]);
    await device!.close();
    resident.push(process.memoryUsage.rss());
  }
  return resident;
}
