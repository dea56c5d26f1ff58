import { BindGroupCache } from './bind-group-cache.ts';
import { BufferPool } from './buffer-pool.ts';
import {
  limitsOf,
  requiredLimits,
  type ComputeLimits,
} from './device-limits.ts';
import { throwGpuErrors } from './error-scopes.ts';
import { KernelTimer } from './kernel-times.ts';
import { PipelineCache } from './pipeline-cache.ts';
import type { ReadShader } from './shader-text.ts';

/** What a device is opened with. Everything that depends on where it runs is passed in. */
export interface DeviceOptions {
  /** `navigator.gpu`, or what `webgpu` of npm creates. */
  readonly gpu: GPU;
  readonly readShader: ReadShader;
  /**
   * Compile while the caller waits. In Node it must be: npm's `webgpu` aborts a process that ends
   * while a pipeline is compiled in the background.
   */
  readonly blockingCompile?: boolean;
  /** Ask for no more than WebGPU's default limits, as tests do. */
  readonly defaultLimits?: boolean;
  /** Pretend that the device's limits are lower. */
  readonly limits?: Partial<ComputeLimits>;
  /** Idle buffers kept for reuse, bytes; 256 MiB where not given. */
  readonly idleBytes?: number;
  /** For tests: watch for every kind of error, and lend buffers full of rubbish. */
  readonly checked?: boolean;
  /** Measure kernels, where the adapter can. */
  readonly timed?: boolean;
}

const IDLE_BYTES = 268_435_456;

/** One GPUDevice with everything that dies with it. */
export class DeviceSession {
  readonly device: GPUDevice;
  readonly limits: ComputeLimits;
  readonly pipelines: PipelineCache;
  readonly bindGroups: BindGroupCache;
  readonly pool: BufferPool;
  readonly timer: KernelTimer | undefined;
  readonly checked: boolean;
  readonly #uncaptured: { filter: GPUErrorFilter; message: string }[] = [];
  #lost: string | undefined;
  readonly #onError = ({ error }: GPUUncapturedErrorEvent): void => {
    // Classes of WebGPU are no globals in Node.
    const outOfMemory = error.constructor.name === 'GPUOutOfMemoryError';
    this.#uncaptured.push({
      filter: outOfMemory ? 'out-of-memory' : 'validation',
      message: error.message,
    });
  };

  private constructor(device: GPUDevice, options: DeviceOptions) {
    this.device = device;
    this.checked = options.checked ?? false;
    this.limits = limitsOf(device, options.limits ?? {});
    this.pipelines = new PipelineCache(device, options);
    this.bindGroups = new BindGroupCache(device);
    this.pool = new BufferPool({
      device,
      idleBytes: options.idleBytes ?? IDLE_BYTES,
      bufferBytes: this.limits.bufferBytes,
      onDestroy: (buffer) => this.bindGroups.forget(buffer),
    });
    if (device.features.has('timestamp-query')) {
      this.timer = new KernelTimer(device);
    }
    device.addEventListener('uncapturederror', this.#onError);
    void device.lost.then(({ reason, message }) => {
      this.#lost = `${reason}: ${message}`;
    });
  }

  /** @throws whatever the adapter throws: it may have been used up. */
  static async open(
    adapter: GPUAdapter,
    options: DeviceOptions,
  ): Promise<DeviceSession> {
    const timed =
      options.timed === true && adapter.features.has('timestamp-query');
    const device = await adapter.requestDevice({
      label: 'polyad',
      requiredFeatures: timed ? ['timestamp-query'] : [],
      requiredLimits: requiredLimits(adapter, options.defaultLimits ?? false),
    });
    return new DeviceSession(device, options);
  }

  /** Why the device was lost; undefined while it works. */
  get lost(): string | undefined {
    return this.#lost;
  }

  /**
   * Whether the device is lost, asked after a failure: what rejects may come before the news.
   */
  async isLost(): Promise<boolean> {
    const soon = new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.race([this.device.lost, soon]);
    return this.#lost !== undefined;
  }

  /**
   * Throws what the device reported since the last call. Outside tests there are no error scopes:
   * npm's `webgpu` aborts a process that ends while one is being popped.
   * @throws PolyadError LIMIT_EXCEEDED if the device is out of memory, INTERNAL for other errors.
   */
  throwReported(): void {
    throwGpuErrors(this.#uncaptured.splice(0));
  }

  /** Frees everything; what waits for a mapping is told at once. */
  destroy(): void {
    this.pool.destroy();
    this.device.destroy();
    // The listener holds this session, and the device holds the listener, out of the collector's sight.
    this.device.removeEventListener('uncapturederror', this.#onError);
  }

  /** Frees everything and waits until the device is gone. */
  async close(): Promise<void> {
    this.destroy();
    await this.device.lost;
  }
}
