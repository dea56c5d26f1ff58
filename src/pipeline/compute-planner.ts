import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '#compute/backend.ts';
import { calibrate, type Calibration } from '#compute/calibration.ts';
import type { AdapterFacts, ComputeDevice } from '#compute/compute-device.ts';
import type { ComputeLimits } from '#compute/device-limits.ts';
import { breadthFirstKernel } from '#compute/kernels/breadth-first.ts';
import { componentsKernel } from '#compute/kernels/components.ts';
import { corePeelingKernel } from '#compute/kernels/core-peeling.ts';
import { overlapWedgesKernel } from '#compute/kernels/overlap-wedges.ts';
import { toplexFilterKernel } from '#compute/kernels/toplex-filter.ts';
import { walkRankKernel } from '#compute/kernels/walk-rank.ts';
import { Planner, type ExplainedChoice } from '#compute/planner.ts';
import { loadNodeGpu, openNodeDevice, textFile } from './gpu-node.ts';

/** How a process wants to compute. */
export interface ComputePlannerOptions {
  readonly backend?: 'auto' | Backend | undefined;
  readonly threads: number;
  /** Folder that keeps the calibration from run to run; none keeps it in memory. */
  readonly folder?: string | undefined;
  /** Measure kernels on the GPU. */
  readonly timed?: boolean | undefined;
  readonly onNote?: ((note: string) => void) | undefined;
}

/** A planner with the device it plans for. */
export interface ComputePlanner {
  readonly planner: Planner;
  readonly calibration: Calibration;
  readonly device: ComputeDevice | undefined;
  readonly adapter: AdapterFacts | undefined;
  readonly limits: ComputeLimits | undefined;
  /** Why there is no GPU to plan for; undefined where there is one. */
  readonly withoutGpu: string | undefined;
  /** Closes the device; the planner is of no use afterwards. */
  close(): Promise<void>;
}

/**
 * Opens the GPU unless another backend is asked for, and a planner with the machine's figures. No
 * adapter, or one that only imitates a GPU, is no error: the planner does without.
 */
export async function openComputePlanner(
  options: ComputePlannerOptions,
): Promise<ComputePlanner> {
  const { backend = 'auto', threads, folder, timed, onNote } = options;
  const { device, without } = await wantedDevice(backend, timed ?? false);
  const name = device === undefined ? 'processor' : 'gpu';
  const calibration = await calibrate({
    device,
    machine: machineName(),
    store:
      folder === undefined
        ? undefined
        : textFile(join(folder, `calibration-${name}.json`)),
  });
  return {
    planner: new Planner({ device, calibration, threads, onNote }),
    calibration,
    device,
    adapter: device?.adapter,
    limits: device?.limits,
    withoutGpu: without,
    close: async () => device?.close(),
  };
}

/**
 * Rows of `doctor`: what would run for 10⁵, 10⁶ and 10⁷ incidences of a heavy-tailed matrix.
 * @param asked - What the user wants; `auto` leaves it to the figures.
 */
export function explainChoices(
  planner: Planner,
  asked: 'auto' | Backend = 'auto',
): ExplainedChoice[] {
  const sizes = [1e5, 1e6, 1e7].map((incidences) => ({
    rows: Math.round(incidences / 6),
    columns: Math.round(incidences / 6),
    incidences,
    wedges: incidences * 50,
  }));
  return planner.explain(
    [
      overlapWedgesKernel,
      componentsKernel,
      breadthFirstKernel,
      corePeelingKernel,
      toplexFilterKernel,
      walkRankKernel,
    ],
    sizes,
    asked,
  );
}

/** The device to plan for, or why there is none. */
type WantedDevice =
  | { readonly device: ComputeDevice; readonly without: undefined }
  | { readonly device: undefined; readonly without: string };

async function wantedDevice(
  backend: 'auto' | Backend,
  timed: boolean,
): Promise<WantedDevice> {
  if (backend !== 'auto' && backend !== 'gpu') {
    return none(`--backend ${backend} asks for none`);
  }
  if ((await loadNodeGpu()) === undefined) {
    return none(
      'the optional package webgpu is not installed or does not load',
    );
  }
  try {
    const device = await openNodeDevice({ timed });
    if (device === undefined) return none('this machine has no adapter');
    if (!device.adapter.software || backend === 'gpu') {
      return { device, without: undefined };
    }
    await device.close();
    return none(
      `${adapterName(device.adapter)} only imitates one; --backend gpu uses it`,
    );
  } catch (error) {
    // An adapter that gives no device is as good as none.
    return none(`the adapter gives no device (${(error as Error).message})`);
  }
}

function none(without: string): WantedDevice {
  return { device: undefined, without };
}

/** What an adapter is called, as far as it says. */
export function adapterName(adapter: AdapterFacts): string {
  const { vendor, architecture, device, description } = adapter;
  const names = [description, device, architecture, vendor];
  return names.find((name) => name !== '') ?? 'an adapter without a name';
}

function machineName(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim() ?? process.arch}`;
}
