import type { DeviceOptions } from '#compute/device-session.ts';
import { ComputeDevice } from '#compute/compute-device.ts';
import { loadNodeGpu, readShaderFile } from '#pipeline/gpu-node.ts';

/**
 * A device at WebGPU's default limits that watches for every error and lends spoilt buffers;
 * undefined where this machine has no adapter.
 */
export async function openTestDevice(
  options: Partial<DeviceOptions> = {},
): Promise<ComputeDevice | undefined> {
  const gpu = await loadNodeGpu();
  if (gpu === undefined) return undefined;
  return ComputeDevice.open({
    gpu,
    readShader: readShaderFile,
    defaultLimits: true,
    checked: true,
    ...options,
  });
}
