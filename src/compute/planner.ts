import { throwIfStopped } from '#numeric/cancellation.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Backend, ComputeOptions } from './backend.ts';
import type { Calibration } from './calibration.ts';
import type { AdapterFacts, ComputeDevice } from './compute-device.ts';
import type { PlanRunner } from './plan.ts';
import type { KernelSizes, KernelSpec } from './kernel-spec.ts';

/** Seconds that a kernel is expected to take, where a backend is there. */
export type Estimates = Partial<Record<Backend, number>>;

/** What will run, and why. */
export interface Choice {
  readonly backend: Backend;
  readonly seconds: Estimates;
  readonly reason: string;
}

/** A choice for `doctor`. */
export interface ExplainedChoice extends Choice {
  readonly kernel: string;
  readonly sizes: KernelSizes;
}

/** What the planner chooses from. */
export interface PlannerOptions {
  readonly device?: ComputeDevice | undefined;
  readonly calibration: Calibration;
  /** Threads that WebAssembly kernels may use. */
  readonly threads: number;
  /** Told once why the GPU is not used any more, or was not for one computation. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/** A computation that may run on the GPU or on the processor. */
export interface PlannedWork<Result> {
  readonly kernel: KernelSpec;
  readonly sizes: KernelSizes;
  readonly options: ComputeOptions;
  readonly gpu: (device: PlanRunner) => Promise<Result>;
  /** Tells `options.onRan` itself. */
  readonly host: (options: ComputeOptions) => Result | Promise<Result>;
}

/** Runs computations where they should run: {@link Planner}, or what opens one when it pays. */
export interface WorkRunner {
  /** @throws whatever the computation throws on the processor, or CANCELLED. */
  run<Result>(work: PlannedWork<Result>): Promise<Result>;
}

/** A backend replaces the last choice for a kernel only if it is this much faster. */
const HYSTERESIS = 1.3;

/** Share of further threads that is left after they wait for memory and for each other. */
const THREAD_GAIN = 0.7;

/** Picks the backend of each computation from its size and what the machine was measured to do. */
export class Planner implements WorkRunner {
  readonly #options: PlannerOptions;
  readonly #last = new Map<string, Backend>();
  readonly #notes = new Set<string>();
  #deviceFailed = false;

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  /** The adapter, if there is one. */
  get adapter(): AdapterFacts | undefined {
    return this.#options.device?.adapter;
  }

  /** Seconds a kernel should take on each backend there is. */
  estimate(kernel: KernelSpec, sizes: KernelSizes): Estimates {
    const { calibration, device, threads } = this.#options;
    const { gpu, jsStepsPerSecond, wasmStepsPerSecond } = calibration;
    const work = kernel.work(sizes);
    const seconds: Estimates = { js: work.cpuSteps / jsStepsPerSecond };
    if (wasmStepsPerSecond !== undefined) {
      const speedUp = 1 + (threads - 1) * THREAD_GAIN;
      seconds.wasm = work.cpuSteps / (wasmStepsPerSecond * speedUp);
    }
    if (gpu !== undefined && device !== undefined && !this.#deviceFailed) {
      seconds.gpu =
        work.uploadBytes / gpu.uploadBytesPerSecond +
        work.readBytes / gpu.readBytesPerSecond +
        work.deviceBytes / (kernel.efficiency * gpu.copyBytesPerSecond) +
        work.dispatches * gpu.dispatchSeconds +
        work.waits * gpu.waitSeconds;
    }
    return seconds;
  }

  /** @param asked - What the user wants; `auto` leaves it to the figures. */
  choose(
    kernel: KernelSpec,
    sizes: KernelSizes,
    asked: 'auto' | Backend = 'auto',
  ): Choice {
    const seconds = this.estimate(kernel, sizes);
    const choice =
      asked === 'auto'
        ? this.#cheapest(kernel.name, seconds)
        : this.#asked(asked, seconds);
    if (asked === 'auto') this.#last.set(kernel.name, choice.backend);
    return choice;
  }

  /** What would run for each kernel and size; changes no later choice. */
  explain(
    kernels: readonly KernelSpec[],
    sizes: readonly KernelSizes[],
    asked: 'auto' | Backend = 'auto',
  ): ExplainedChoice[] {
    return kernels.flatMap((kernel) =>
      sizes.map((size) => {
        const seconds = this.estimate(kernel, size);
        const choice =
          asked === 'auto'
            ? this.#cheapest('', seconds)
            : this.#asked(asked, seconds);
        return { kernel: kernel.name, sizes: size, ...choice };
      }),
    );
  }

  /**
   * Runs a computation where it should run. What the GPU cannot do, the processor does.
   * @throws whatever the computation throws on the processor, or CANCELLED.
   */
  async run<Result>(work: PlannedWork<Result>): Promise<Result> {
    const { kernel, sizes, options, gpu, host } = work;
    const { device } = this.#options;
    const asked = options.backend ?? 'auto';
    const { backend } = this.choose(kernel, sizes, asked);
    if (backend !== 'gpu' || device === undefined) {
      // Only who names a backend is refused where its memory does not suffice.
      const isPreferred = backend === 'wasm' && asked !== 'wasm';
      return host({ ...options, backend: isPreferred ? 'auto' : backend });
    }
    throwIfStopped(options.signal);
    try {
      const result = await gpu(device.stoppedBy(options.signal));
      throwIfStopped(options.signal);
      options.onRan?.({ backend: 'gpu', threads: 1 });
      return result;
    } catch (error) {
      throwIfStopped(options.signal);
      this.#noteFailure(error);
      return host({ ...options, backend: 'auto' });
    }
  }

  #cheapest(kernel: string, seconds: Estimates): Choice {
    const software = this.adapter?.software === true;
    const candidates = (['wasm', 'js', 'gpu'] as const).filter(
      (backend) =>
        seconds[backend] !== undefined && !(backend === 'gpu' && software),
    );
    const last = this.#last.get(kernel);
    const cost = (backend: Backend): number =>
      (seconds[backend] ?? Infinity) / (backend === last ? HYSTERESIS : 1);
    const backend = candidates.reduce((best, other) =>
      cost(other) < cost(best) ? other : best,
    );
    const kept = backend === last ? ' (or near it, and used before)' : '';
    const reason = software
      ? `least estimate${kept}; ${this.adapter.description} only imitates a GPU`
      : `least estimate${kept}`;
    return { backend, seconds, reason };
  }

  #asked(asked: Backend, seconds: Estimates): Choice {
    if (seconds[asked] !== undefined) {
      return { backend: asked, seconds, reason: 'asked for' };
    }
    const backend = seconds.wasm === undefined ? 'js' : 'wasm';
    return { backend, seconds, reason: `there is no ${asked} here` };
  }

  /** @throws the error itself, where the processor could do no better. */
  #noteFailure(error: unknown): void {
    if (!(error instanceof PolyadError)) throw error;
    if (error.code !== 'DEVICE_LOST' && error.code !== 'LIMIT_EXCEEDED') {
      throw error;
    }
    if (error.code === 'DEVICE_LOST') this.#deviceFailed = true;
    if (this.#notes.has(error.code)) return;
    this.#notes.add(error.code);
    this.#options.onNote?.(`Went on without the GPU. ${error.message}`);
  }
}
