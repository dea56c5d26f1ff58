import { BUFFER_USAGE, MAP_READ } from './gpu-flags.ts';

/** Time one entry point took on the device, over all its dispatches. */
export interface KernelTime {
  /** `kernel.entryPoint` */
  readonly name: string;
  readonly dispatches: number;
  readonly seconds: number;
}

const PASSES = 256;
const STAMP_BYTES = 8;

/**
 * Times passes by timestamp queries, which need the feature `timestamp-query`. Passes beyond 256
 * of one submission are not timed.
 */
export class KernelTimer {
  readonly #device: GPUDevice;
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #names: string[] = [];
  readonly #totals = new Map<string, { dispatches: number; seconds: number }>();

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#queries = device.createQuerySet({
      type: 'timestamp',
      count: PASSES * 2,
    });
    this.#resolved = device.createBuffer({
      size: PASSES * 2 * STAMP_BYTES,
      usage: BUFFER_USAGE.QUERY_RESOLVE | BUFFER_USAGE.COPY_SRC,
    });
  }

  /** Where the next pass is to write its times; undefined if there is no room. */
  next(name: string): GPUComputePassTimestampWrites | undefined {
    if (this.#names.length === PASSES) return undefined;
    const first = this.#names.push(name) * 2 - 2;
    return {
      querySet: this.#queries,
      beginningOfPassWriteIndex: first,
      endOfPassWriteIndex: first + 1,
    };
  }

  /** Call when all passes are encoded; the promise is for after the submission. */
  resolve(encoder: GPUCommandEncoder): (() => Promise<void>) | undefined {
    const names = this.#names.splice(0);
    if (names.length === 0) return undefined;
    const bytes = names.length * 2 * STAMP_BYTES;
    const staging = this.#device.createBuffer({
      size: bytes,
      usage: BUFFER_USAGE.MAP_READ | BUFFER_USAGE.COPY_DST,
    });
    encoder.resolveQuerySet(
      this.#queries,
      0,
      names.length * 2,
      this.#resolved,
      0,
    );
    encoder.copyBufferToBuffer(this.#resolved, 0, staging, 0, bytes);
    return async () => {
      await staging.mapAsync(MAP_READ);
      this.#add(names, new BigUint64Array(staging.getMappedRange()));
      staging.destroy();
    };
  }

  /** Longest first. */
  times(): KernelTime[] {
    return [...this.#totals]
      .map(([name, total]) => ({ name, ...total }))
      .sort((a, b) => b.seconds - a.seconds);
  }

  #add(names: readonly string[], stamps: BigUint64Array): void {
    names.forEach((name, i) => {
      const begin = stamps[i * 2] ?? 0n;
      const end = stamps[i * 2 + 1] ?? 0n;
      const total = this.#totals.get(name) ?? { dispatches: 0, seconds: 0 };
      total.dispatches++;
      // Clocks of some drivers step back: such a pass counts as nothing.
      if (end > begin) total.seconds += Number(end - begin) / 1e9;
      this.#totals.set(name, total);
    });
  }
}
