import type { Pipeline } from './pipeline-cache.ts';

/** A stretch of a buffer, as a shader sees it. */
export interface BufferRange {
  readonly buffer: GPUBuffer;
  /** Bytes; a multiple of 256. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * Bind groups by pipeline and buffers, the least recently used dropped first. An entry goes when
 * one of its buffers is destroyed: it would keep the memory and be of no use.
 */
export class BindGroupCache {
  readonly #device: GPUDevice;
  readonly #capacity: number;
  /** In order of use, oldest first. */
  readonly #groups = new Map<string, CachedGroup>();
  readonly #keysOf = new Map<GPUBuffer, Set<string>>();
  readonly #ids = new WeakMap<GPUBuffer, number>();
  #nextId = 0;
  #hits = 0;

  constructor(device: GPUDevice, capacity = 512) {
    this.#device = device;
    this.#capacity = capacity;
  }

  get count(): number {
    return this.#groups.size;
  }

  /** Times a group was found. */
  get hits(): number {
    return this.#hits;
  }

  /** @param ranges - One for each of the pipeline's bindings, in that order. */
  get(pipeline: Pipeline, ranges: readonly BufferRange[]): GPUBindGroup {
    const key = [
      pipeline.key,
      ...ranges.map(
        ({ buffer, offset, size }) => `${this.#id(buffer)}@${offset}+${size}`,
      ),
    ].join('|');
    const cached = this.#groups.get(key);
    if (cached !== undefined) {
      this.#hits++;
      this.#groups.delete(key);
      this.#groups.set(key, cached);
      return cached.group;
    }
    return this.#create(key, pipeline, ranges);
  }

  /** Call before `buffer` is destroyed. */
  forget(buffer: GPUBuffer): void {
    for (const key of this.#keysOf.get(buffer) ?? []) this.#drop(key);
  }

  #create(
    key: string,
    pipeline: Pipeline,
    ranges: readonly BufferRange[],
  ): GPUBindGroup {
    const group = this.#device.createBindGroup({
      label: pipeline.key,
      layout: pipeline.layout,
      entries: ranges.map((range, i) => ({
        binding: pipeline.bindings[i]?.binding ?? i,
        resource: range,
      })),
    });
    const buffers = ranges.map(({ buffer }) => buffer);
    this.#groups.set(key, { group, buffers });
    for (const buffer of buffers) {
      const keys = this.#keysOf.get(buffer);
      if (keys === undefined) this.#keysOf.set(buffer, new Set([key]));
      else keys.add(key);
    }
    for (const oldest of this.#groups.keys()) {
      if (this.#groups.size <= this.#capacity) break;
      this.#drop(oldest);
    }
    return group;
  }

  #drop(key: string): void {
    for (const buffer of this.#groups.get(key)?.buffers ?? []) {
      const keys = this.#keysOf.get(buffer);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysOf.delete(buffer);
    }
    this.#groups.delete(key);
  }

  #id(buffer: GPUBuffer): number {
    let id = this.#ids.get(buffer);
    if (id === undefined) this.#ids.set(buffer, (id = this.#nextId++));
    return id;
  }
}

interface CachedGroup {
  readonly group: GPUBindGroup;
  readonly buffers: readonly GPUBuffer[];
}
