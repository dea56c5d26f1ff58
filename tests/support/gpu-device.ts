import type { DeviceOptions } from '#compute/device-session.ts';
import type { ComputeDevice } from '#compute/compute-device.ts';
import { openNodeDevice } from '#pipeline/gpu-node.ts';

/**
 * A device at WebGPU's default limits that watches for every error and lends spoilt buffers;
 * undefined where this machine has no adapter.
 */
export async function openTestDevice(
  options: Partial<DeviceOptions> = {},
): Promise<ComputeDevice | undefined> {
  return openNodeDevice({ defaultLimits: true, checked: true, ...options });
}
