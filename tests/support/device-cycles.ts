import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { degreesOnGpu } from '#compute/gpu/degree.ts';
import { expect } from 'vitest';
import { openTestDevice } from './gpu-device.ts';

// The collector knows nothing of what devices hold outside its heap, so it is called by name.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Opens a device, computes and closes it, again and again.
 * @returns Resident bytes after each cycle.
 */
export async function runDeviceCycles(cycles: number): Promise<number[]> {
  const resident: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const device = await openTestDevice();
    const offsets = Uint32Array.of(0, cycle, cycle + 2);
    expect([...(await degreesOnGpu(device!, offsets))]).toEqual([cycle, 2]);
    await device!.close();
    if (cycle % 10 === 0) collectGarbage();
    resident.push(process.memoryUsage.rss());
  }
  return resident;
}
