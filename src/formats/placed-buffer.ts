import { TextPlace } from './text-place.ts';

/**
 * The bytes of a source that are still needed, and where they stand in it.
 * Bytes before the mark are done with and go at the next push.
 */
export class PlacedBuffer {
  bytes: Uint8Array = new Uint8Array(1 << 12);
  length = 0;
  /** Where the mark is. */
  readonly place = new TextPlace();
  #mark = 0;

  /** Offset of the first byte that is still needed. */
  get mark(): number {
    return this.#mark;
  }

  /**
   * Adds bytes at the end.
   * @returns How many were dropped at the start: offsets shrink by so many.
   * @remarks O(bytes kept + chunk), amortised.
   */
  push(chunk: Uint8Array): number {
    const dropped = this.#mark;
    this.bytes.copyWithin(0, dropped, this.length);
    this.length -= dropped;
    this.#mark = 0;
    if (this.length + chunk.length > this.bytes.length) {
      const room = Math.max(this.length + chunk.length, this.length * 2);
      const grown = new Uint8Array(room);
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    this.bytes.set(chunk, this.length);
    this.length += chunk.length;
    return dropped;
  }

  /** Moves the mark on to `offset`. */
  moveMark(offset: number): void {
    this.place.advance(this.bytes, this.#mark, offset);
    this.#mark = offset;
  }

  /** Moves the mark on over bytes that no editor shows: a byte order mark. */
  skipMark(offset: number): void {
    this.#mark = offset;
  }

  /** The place of an offset at or after the mark. */
  placeAt(offset: number): TextPlace {
    return this.place.copy().advance(this.bytes, this.#mark, offset);
  }
}
