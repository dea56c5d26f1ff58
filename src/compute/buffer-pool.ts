import { PolyadError } from '#errors/polyad-error.ts';

/** What the pool did so far. */
export interface PoolFacts {
  readonly created: number;
  readonly reused: number;
  readonly destroyed: number;
  /** Bytes of all buffers alive, lent or idle. */
  readonly bytes: number;
  /** Bytes of those that wait for their next use. */
  readonly idleBytes: number;
}

/** What the pool is built with. */
export interface PoolOptions {
  readonly device: GPUDevice;
  /** Idle buffers beyond this many bytes are destroyed, oldest first. */
  readonly idleBytes: number;
  /** Largest buffer the device makes. */
  readonly bufferBytes: number;
  /** Told of each buffer before it is destroyed. */
  readonly onDestroy: (buffer: GPUBuffer) => void;
}

const SMALLEST = 256;

/**
 * The size a request is rounded up to: four classes an octave, so at most a fifth is wasted.
 * @param bytes - Wanted size.
 * @returns A multiple of 16, at least 256.
 */
export function sizeClass(bytes: number): number {
  if (bytes <= SMALLEST) return SMALLEST;
  // `bytes` lies in (octave, 2 · octave]
  const octave = 2 ** (Math.ceil(Math.log2(bytes)) - 1);
  const step = octave / 4;
  return Math.ceil(bytes / step) * step;
}

/**
 * Lends buffers and takes them back. A buffer comes with whatever its last user left in it.
 * Give a buffer back only once the commands that use it are submitted.
 */
export class BufferPool {
  readonly #options: PoolOptions;
  /** Idle buffers by class and usage; the last one given back is lent first. */
  readonly #idle = new Map<string, GPUBuffer[]>();
  /** All idle buffers, oldest first. */
  readonly #byAge = new Set<GPUBuffer>();
  readonly #lent = new Set<GPUBuffer>();
  #created = 0;
  #reused = 0;
  #destroyed = 0;
  #bytes = 0;
  #idleBytes = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get facts(): PoolFacts {
    return {
      created: this.#created,
      reused: this.#reused,
      destroyed: this.#destroyed,
      bytes: this.#bytes,
      idleBytes: this.#idleBytes,
    };
  }

  /**
   * @throws PolyadError LIMIT_EXCEEDED if the device makes no buffer of that size.
   */
  acquire(bytes: number, usage: number): GPUBuffer {
    const { device, bufferBytes } = this.#options;
    if (bytes > bufferBytes) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `A buffer of ${bytes} bytes exceeds the device's limit of ${bufferBytes}. Use another backend or a smaller input.`,
        { bytes, limit: bufferBytes },
      );
    }
    const size = Math.min(sizeClass(bytes), bufferBytes);
    const idle = this.#idle.get(keyOf(size, usage))?.pop();
    if (idle !== undefined) {
      this.#byAge.delete(idle);
      this.#idleBytes -= size;
      this.#reused++;
      this.#lent.add(idle);
      return idle;
    }
    const buffer = device.createBuffer({ size, usage });
    this.#created++;
    this.#bytes += size;
    this.#lent.add(buffer);
    return buffer;
  }

  release(buffer: GPUBuffer): void {
    if (!this.#lent.delete(buffer)) return;
    const key = keyOf(buffer.size, buffer.usage);
    const list = this.#idle.get(key);
    if (list === undefined) this.#idle.set(key, [buffer]);
    else list.push(buffer);
    this.#byAge.add(buffer);
    this.#idleBytes += buffer.size;
    for (const oldest of this.#byAge) {
      if (this.#idleBytes <= this.#options.idleBytes) break;
      this.#destroyIdle(oldest);
    }
  }

  /** Takes a lent buffer back and destroys it. */
  discard(buffer: GPUBuffer): void {
    if (this.#lent.delete(buffer)) this.#destroyBuffer(buffer);
  }

  /** Destroys every buffer, lent ones too. */
  destroy(): void {
    for (const buffer of this.#byAge) this.#destroyIdle(buffer);
    for (const buffer of this.#lent) this.#destroyBuffer(buffer);
    this.#lent.clear();
  }

  #destroyIdle(buffer: GPUBuffer): void {
    this.#byAge.delete(buffer);
    this.#idleBytes -= buffer.size;
    const key = keyOf(buffer.size, buffer.usage);
    const rest = this.#idle.get(key)?.filter((other) => other !== buffer) ?? [];
    if (rest.length > 0) this.#idle.set(key, rest);
    else this.#idle.delete(key);
    this.#destroyBuffer(buffer);
  }

  #destroyBuffer(buffer: GPUBuffer): void {
    this.#options.onDestroy(buffer);
    this.#bytes -= buffer.size;
    this.#destroyed++;
    buffer.destroy();
  }
}

function keyOf(size: number, usage: number): string {
  return `${size}:${usage}`;
}
