import { availableParallelism } from 'node:os';
import type { Backend } from '#compute/backend.ts';
import type { Calibration } from '#compute/calibration.ts';
import type { AdapterFacts } from '#compute/compute-device.ts';
import type { ComputeLimits } from '#compute/device-limits.ts';
import type { Estimates } from '#compute/planner.ts';
import { cacheFolder } from '../cache-folder.ts';
import {
  adapterName,
  explainChoices,
  openComputePlanner,
  type ComputePlanner,
} from '../compute-planner.ts';
import { profileKernels, type KernelProfile } from '../profile-kernels.ts';
import type { MachineCheck } from './machine.ts';

/** What would run a kernel at one size, and why. */
export interface PlannedChoice {
  readonly kernel: string;
  readonly incidences: number;
  readonly backend: Backend;
  readonly reason: string;
  /** Expected seconds on every backend there is. */
  readonly seconds: Estimates;
}

/** What this machine computes with. */
export interface ComputeFacts {
  readonly adapter: AdapterFacts | null;
  /** Why no GPU is used; null where one is. */
  readonly withoutGpu: string | null;
  /** What kernels may ask of the GPU. */
  readonly limits: ComputeLimits | null;
  /** Threads that kernels may use. */
  readonly threads: number;
  readonly calibration: Calibration;
  readonly choices: readonly PlannedChoice[];
  /** Null where none was asked for or the GPU cannot time kernels. */
  readonly profile: KernelProfile | null;
  /** Why a profile that was asked for is not there. */
  readonly withoutProfile: string | null;
}

/** What {@link examineCompute} looks at. */
export interface ComputeExamination {
  readonly backend: 'auto' | Backend;
  readonly threads?: number | undefined;
  /** Time kernels on the GPU. */
  readonly profile: boolean;
}

/**
 * The GPU, its limits, what the machine was measured to do, and what the planner makes of that. No
 * GPU is no error. The measurement is kept for the user, in {@link cacheFolder}.
 */
export async function examineCompute({
  backend,
  threads = availableParallelism(),
  profile,
}: ComputeExamination): Promise<ComputeFacts> {
  const opened = await openComputePlanner({
    backend,
    threads,
    timed: profile,
    folder: cacheFolder(),
  });
  try {
    const withoutProfile = profile ? whyNoProfile(opened) : undefined;
    const { device, calibration } = opened;
    const isProfiled = profile && withoutProfile === undefined;
    return {
      adapter: opened.adapter ?? null,
      withoutGpu: opened.withoutGpu ?? null,
      limits: opened.limits ?? null,
      threads,
      calibration,
      choices: explainChoices(opened.planner, backend).map(
        ({ kernel, sizes, backend: chosen, reason, seconds }) => ({
          kernel,
          incidences: sizes.incidences ?? 0,
          backend: chosen,
          reason,
          seconds,
        }),
      ),
      profile: isProfiled && device ? await profileKernels(device) : null,
      withoutProfile: withoutProfile ?? null,
    };
  } finally {
    await opened.close();
  }
}

function whyNoProfile(opened: ComputePlanner): string | undefined {
  const { device, withoutGpu } = opened;
  if (device === undefined) return `there is no GPU: ${withoutGpu ?? ''}`;
  if (device.isTimed) return undefined;
  return `${adapterName(device.adapter)} has no timestamp queries`;
}

/** The same as lines of `doctor`. */
export function computeChecks(facts: ComputeFacts): MachineCheck[] {
  const { adapter, withoutGpu, limits, calibration } = facts;
  const { jsStepsPerSecond, wasmStepsPerSecond, gpu } = calibration;
  const rates = [
    `js ${perSecond(jsStepsPerSecond, 'steps')}`,
    wasmStepsPerSecond === undefined
      ? 'no WebAssembly kernels'
      : `wasm ${perSecond(wasmStepsPerSecond, 'steps')} a thread`,
    ...(gpu ? [`gpu copies ${perSecond(gpu.copyBytesPerSecond, 'B')}`] : []),
  ];
  return [
    {
      name: 'GPU',
      ok: true,
      value: adapter ? adapterName(adapter) : `none: ${withoutGpu ?? ''}`,
    },
    ...(limits === null
      ? []
      : [{ name: 'GPU limits', ok: true, value: limitsText(limits) }]),
    { name: 'Threads', ok: true, value: String(facts.threads) },
    { name: 'Calibration', ok: true, value: rates.join(', ') },
  ];
}

function limitsText(limits: ComputeLimits): string {
  return [
    `binding ${mebibytes(limits.bindingBytes)}`,
    `buffer ${mebibytes(limits.bufferBytes)}`,
    `${limits.groupsPerDimension} groups a dimension`,
    `${limits.storageBuffers} storage buffers`,
  ].join(', ');
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

function perSecond(rate: number, unit: string): string {
  const isGiga = rate >= 1e9;
  return `${(rate / (isGiga ? 1e9 : 1e6)).toFixed(1)} ${isGiga ? 'G' : 'M'}${unit}/s`;
}
