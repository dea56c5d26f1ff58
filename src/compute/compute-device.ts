import { PolyadError } from '#errors/polyad-error.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import { DeviceSession, type DeviceOptions } from './device-session.ts';
import type { ComputeLimits } from './device-limits.ts';
import type { KernelTime } from './kernel-times.ts';
import type { KernelSpec } from './kernel-spec.ts';
import { Plan, type PlanRunner } from './plan.ts';

/** What is known of an adapter. */
export interface AdapterFacts {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  /** Name and driver, as far as the platform tells. */
  readonly description: string;
  /** Whether it only imitates a GPU on the processor. */
  readonly software: boolean;
}

/** Counters of the current device, for `doctor` and tests. */
export interface DeviceFacts {
  readonly pipelines: number;
  readonly bindGroups: number;
  readonly bindGroupHits: number;
  readonly buffersCreated: number;
  readonly buffersReused: number;
  readonly bufferBytes: number;
  /** Times a device was lost and built again. */
  readonly rebuilt: number;
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i;

/**
 * A GPU that plans run on, one after the other. If the device is lost in a plan, it is built again
 * once and the plan played anew.
 */
export class ComputeDevice implements PlanRunner {
  readonly adapter: AdapterFacts;
  /** Resolves when {@link close} is done. */
  readonly closed: Promise<void>;
  readonly #options: DeviceOptions;
  #session: DeviceSession;
  #turn: Promise<unknown> = Promise.resolve();
  #rebuilt = 0;
  #closed = false;
  #resolveClosed: () => void = () => undefined;

  private constructor(
    adapter: AdapterFacts,
    session: DeviceSession,
    options: DeviceOptions,
  ) {
    this.adapter = adapter;
    this.#session = session;
    this.#options = options;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  /** @returns Undefined if there is no adapter. Rejects if there is one but it gives no device. */
  static async open(
    options: DeviceOptions,
  ): Promise<ComputeDevice | undefined> {
    const adapter = await requestAdapter(options);
    if (adapter === null) return undefined;
    const session = await DeviceSession.open(adapter, options);
    return new ComputeDevice(factsOf(adapter), session, options);
  }

  get limits(): ComputeLimits {
    return this.#session.limits;
  }

  get facts(): DeviceFacts {
    const { pipelines, bindGroups, pool } = this.#session;
    return {
      pipelines: pipelines.count,
      bindGroups: bindGroups.count,
      bindGroupHits: bindGroups.hits,
      buffersCreated: pool.facts.created,
      buffersReused: pool.facts.reused,
      bufferBytes: pool.facts.bytes,
      rebuilt: this.#rebuilt,
    };
  }

  /** Whether kernels are timed: it was asked for, and the adapter can. */
  get isTimed(): boolean {
    return this.#session.timer !== undefined;
  }

  /** Times of kernels so far; empty unless opened with `timed` on an adapter that can. */
  kernelTimes(): KernelTime[] {
    return this.#session.timer?.times() ?? [];
  }

  /**
   * Runs a plan when those before it are done.
   * @param body - A pure function of host arrays: it may be called twice.
   * @throws PolyadError DEVICE_LOST if the device is lost again in the second try, or closed;
   * LIMIT_EXCEEDED if the input is beyond the device.
   */
  run<Result>(body: (plan: Plan) => Promise<Result>): Promise<Result> {
    return this.#inTurn(body, undefined);
  }

  /** The same device for one computation: its plans end by CANCELLED when `signal` says stop. */
  stoppedBy(signal: StopSignal | undefined): PlanRunner {
    return { run: (body) => this.#inTurn(body, signal) };
  }

  /**
   * Compiles a kernel ahead of its first use.
   * @throws PolyadError INTERNAL if it does not compile or differs from its descriptor.
   */
  async compile(spec: KernelSpec): Promise<void> {
    const { pipelines } = this.#session;
    await Promise.all(
      Object.keys(spec.entryPoints).map((name) => pipelines.get(spec, name)),
    );
  }

  /** Waits for the running plan, frees everything and waits until the device is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await this.#session.close();
    this.#resolveClosed();
  }

  /**
   * Destroys the device at once, as a driver's reset would: for the end of a process, and tests.
   * The plan that runs is played again on a new one.
   */
  loseDevice(): void {
    this.#session.destroy();
  }

  #inTurn<Result>(
    body: (plan: Plan) => Promise<Result>,
    signal: StopSignal | undefined,
  ): Promise<Result> {
    const result = this.#turn.then(() => this.#runOrReplay(body, signal));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #runOrReplay<Result>(
    body: (plan: Plan) => Promise<Result>,
    signal: StopSignal | undefined,
  ): Promise<Result> {
    if (this.#session.lost !== undefined) await this.#rebuild();
    try {
      return await this.#attempt(body, signal);
    } catch (error) {
      if (!(await this.#wasLost(error))) throw error;
      await this.#rebuild();
    }
    try {
      return await this.#attempt(body, signal);
    } catch (cause) {
      if (!(await this.#wasLost(cause))) throw cause;
      throw new PolyadError(
        'DEVICE_LOST',
        `The GPU was lost twice in one computation (${this.#session.lost ?? ''}). Use another backend.`,
        {},
        { cause },
      );
    }
  }

  async #attempt<Result>(
    body: (plan: Plan) => Promise<Result>,
    signal: StopSignal | undefined,
  ): Promise<Result> {
    const plan = new Plan(this.#session, signal);
    try {
      return await body(plan);
    } finally {
      await plan.close();
    }
  }

  async #wasLost(error: unknown): Promise<boolean> {
    // What was wrong with the input or the plan stays wrong.
    if (error instanceof PolyadError && error.code !== 'INTERNAL') return false;
    return this.#session.isLost();
  }

  async #rebuild(): Promise<void> {
    const adapter = this.#closed ? null : await requestAdapter(this.#options);
    if (adapter === null) {
      throw new PolyadError(
        'DEVICE_LOST',
        this.#closed
          ? 'The GPU device is closed. Open another.'
          : 'The GPU was lost and there is no adapter any more. Use another backend.',
      );
    }
    this.#session.destroy();
    this.#session = await DeviceSession.open(adapter, this.#options);
    this.#rebuilt++;
  }
}

function requestAdapter({ gpu }: DeviceOptions): Promise<GPUAdapter | null> {
  return gpu.requestAdapter({ powerPreference: 'high-performance' });
}

function factsOf({ info }: GPUAdapter): AdapterFacts {
  const { vendor, architecture, device, description } = info;
  const names = `${vendor} ${architecture} ${device} ${description}`;
  return {
    vendor,
    architecture,
    device,
    description,
    software: info.isFallbackAdapter || SOFTWARE.test(names),
  };
}
