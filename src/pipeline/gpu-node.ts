import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ComputeDevice } from '#compute/compute-device.ts';
import type { DeviceOptions } from '#compute/device-session.ts';
import type { ReadShader } from '#compute/shader-text.ts';
import { hasVulkanLoader } from './vulkan-loader.ts';

/** Where the process keeps its GPU object. */
interface Holder {
  __polyadGpu?: GPU;
}

/**
 * WebGPU of this process, from the optional package `webgpu`.
 * @returns Undefined where the package is missing or does not load: no error, only no GPU.
 * @remarks The object is kept for the life of the process: if it is collected while a device of its
 * is alive, the process crashes.
 */
export async function loadNodeGpu(): Promise<GPU | undefined> {
  const holder = globalThis as Holder;
  try {
    const { create } = await import('webgpu');
    return (holder.__polyadGpu ??= create([]));
  } catch {
    return undefined;
  }
}

/**
 * A device of this process.
 * @returns Undefined where there is no adapter.
 */
export async function openNodeDevice(
  options: Partial<DeviceOptions> = {},
): Promise<ComputeDevice | undefined> {
  if (process.platform === 'linux' && !(await hasVulkanLoader())) {
    return undefined;
  }
  const gpu = await loadNodeGpu();
  if (gpu === undefined) return undefined;
  const device = await ComputeDevice.open({
    gpu,
    readShader: readShaderFile,
    blockingCompile: true,
    ...options,
  });
  if (device !== undefined) destroyAtExit(device);
  return device;
}

/** A process or worker that ends while the GPU owes it an answer is aborted, with all its threads. */
function destroyAtExit(device: ComputeDevice): void {
  const destroy = (): void => device.loseDevice();
  process.once('exit', destroy);
  void device.closed.then(() => process.off('exit', destroy));
}

/** Reads shaders from the project's own folder. */
export const readShaderFile: ReadShader = (url) => readFile(url, 'utf8');

/** Text kept in one file, for the planner's calibration. */
export interface TextFile {
  /** Undefined where there is none yet. */
  load(): Promise<string | undefined>;
  save(text: string): Promise<void>;
}

/**
 * @param path - Its folder is made when it is first written; where it cannot be, nothing is kept:
 * what is in it can be made again.
 */
export function textFile(path: string): TextFile {
  return {
    load: () => readFile(path, 'utf8').catch(() => undefined),
    save: async (text) => {
      try {
        await mkdir(dirname(path), { recursive: true });
        // Another process may read meanwhile: it finds the old file or the new one.
        const partial = `${path}.${process.pid}`;
        await writeFile(partial, text);
        await rename(partial, path);
      } catch {
        // a home that cannot be written
      }
    },
  };
}
