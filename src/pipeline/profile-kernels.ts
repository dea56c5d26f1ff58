import { sampleMatrix } from '#compute/calibration.ts';
import type { ComputeDevice } from '#compute/compute-device.ts';
import { incidenceLevelsOnGpu } from '#compute/gpu/breadth-first.ts';
import { sComponentsOnGpu } from '#compute/gpu/components.ts';
import { coreNumbersOnGpu } from '#compute/gpu/core-peeling.ts';
import { countOverlapPairsOnGpu } from '#compute/gpu/overlap-pairs.ts';
import type { KernelTime } from '#compute/kernel-times.ts';

/** What a sample of work took on the GPU, kernel by kernel. */
export interface KernelProfile {
  /** Incidences of the sample. */
  readonly incidences: number;
  /** Wall seconds from the first upload to the last answer. */
  readonly seconds: number;
  /** By the device's own clock, longest first. */
  readonly kernels: readonly KernelTime[];
}

/** Rows of four columns: enough for a GPU to be busy, and not for one that is imitated. */
const ROWS = 200_000;
const SOFTWARE_ROWS = 1000;

/**
 * Finds overlaps, components, levels and cores of a heavy-tailed sample, and times each kernel.
 * @param device - Opened with `timed`, on an adapter with `timestamp-query`.
 */
export async function profileKernels(
  device: ComputeDevice,
): Promise<KernelProfile> {
  const { rows, columns } = sampleMatrix(
    device.adapter.software ? SOFTWARE_ROWS : ROWS,
  );
  const least = new Uint32Array(rows.offsets.length - 1).fill(2);
  const before = new Map(
    device.kernelTimes().map((time) => [time.name, time] as const),
  );
  const started = performance.now();
  await countOverlapPairsOnGpu(device, rows, columns, 2);
  await sComponentsOnGpu(device, rows, columns, 1);
  await incidenceLevelsOnGpu(device, rows, columns, 0);
  await coreNumbersOnGpu(device, rows, columns, least);
  return {
    incidences: rows.members.length,
    seconds: (performance.now() - started) / 1000,
    kernels: device
      .kernelTimes()
      .map((time) => since(before.get(time.name), time))
      .filter(({ dispatches }) => dispatches > 0)
      .sort((a, b) => b.seconds - a.seconds),
  };
}

/** What was added to the earlier time: the device also ran what it was calibrated with. */
function since(earlier: KernelTime | undefined, time: KernelTime): KernelTime {
  if (earlier === undefined) return time;
  return {
    name: time.name,
    dispatches: time.dispatches - earlier.dispatches,
    seconds: time.seconds - earlier.seconds,
  };
}
