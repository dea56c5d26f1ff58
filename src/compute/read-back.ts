import { assert } from '#errors/assert.ts';
import type { DeviceArray } from './device-array.ts';
import type { DeviceSession } from './device-session.ts';
import { BUFFER_USAGE, MAP_READ } from './gpu-flags.ts';

const STAGING = BUFFER_USAGE.MAP_READ | BUFFER_USAGE.COPY_DST;

/** Largest staging buffer, so that a large result does not take its size twice over. */
const STAGING_BYTES = 67_108_864;

interface Segment {
  readonly source: DeviceArray;
  /** Bytes from the source's start. */
  readonly from: number;
  /** Bytes from the staging buffer's start. */
  readonly at: number;
  readonly bytes: number;
  readonly result: Uint32Array;
}

interface Staging {
  readonly segments: Segment[];
  bytes: number;
  buffer: GPUBuffer | undefined;
}

/**
 * Arrays on their way to the host: small ones share one staging buffer and one mapping, a result
 * beyond 64 MiB takes several.
 */
export class ReadBack {
  readonly #session: DeviceSession;
  readonly #results: Uint32Array[];
  readonly #stagings: Staging[] = [];

  constructor(session: DeviceSession, arrays: readonly DeviceArray[]) {
    this.#session = session;
    this.#results = arrays.map(({ length }) => new Uint32Array(length));
    arrays.forEach((source, i) => {
      const result = this.#results[i];
      if (result !== undefined) this.#cut(source, result);
    });
  }

  /** Adds the copies to a submission. */
  encode(encoder: GPUCommandEncoder): void {
    for (const staging of this.#stagings) {
      const buffer = this.#session.pool.acquire(staging.bytes, STAGING);
      staging.buffer = buffer;
      for (const { source, from, at, bytes } of staging.segments) {
        encoder.copyBufferToBuffer(
          source.buffer,
          source.offset + from,
          buffer,
          at,
          bytes,
        );
      }
    }
  }

  /** Waits for the submission and fills the results. Rejects if the device is lost. */
  async map(): Promise<void> {
    await Promise.all(
      this.#stagings.map(async (staging) => {
        const { buffer, bytes, segments } = staging;
        assert(buffer !== undefined, 'mapped after it was encoded');
        await buffer.mapAsync(MAP_READ, 0, bytes);
        const range = buffer.getMappedRange(0, bytes);
        for (const segment of segments) {
          const words = new Uint32Array(range, segment.at, segment.bytes / 4);
          segment.result.set(words, segment.from / 4);
        }
        buffer.unmap();
        staging.buffer = undefined;
        this.#session.pool.release(buffer);
      }),
    );
  }

  /** After a failure: what is not read will not be. */
  abandon(): void {
    for (const staging of this.#stagings) {
      if (staging.buffer !== undefined) {
        this.#session.pool.discard(staging.buffer);
      }
      staging.buffer = undefined;
    }
  }

  results(): Uint32Array[] {
    return this.#results;
  }

  #cut(source: DeviceArray, result: Uint32Array): void {
    for (let from = 0; from < source.length * 4;) {
      let staging = this.#stagings.at(-1);
      if (staging === undefined || staging.bytes >= STAGING_BYTES) {
        staging = { segments: [], bytes: 0, buffer: undefined };
        this.#stagings.push(staging);
      }
      const bytes = Math.min(
        source.length * 4 - from,
        STAGING_BYTES - staging.bytes,
      );
      const at = staging.bytes;
      staging.segments.push({ source, from, at, bytes, result });
      staging.bytes += bytes;
      from += bytes;
    }
  }
}
