import { PolyadError } from '#errors/polyad-error.ts';
import { allocateUint32, allocateUint8 } from '#numeric/allocate.ts';
import { Bitset } from '#numeric/bitset.ts';
import { GrowableUint32, GrowableUint8 } from '#numeric/growable.ts';
import {
  decodeText,
  hashBytes,
  sameBytes,
  Utf8IdTable,
  type Id,
} from './id-table.ts';

const encoder = new TextEncoder();

/**
 * Gives each distinct id the next dense index, in order of first appearance.
 * @remarks Interning is O(length of the id), amortised; about 4 B + bytes + 6 B an id.
 */
export class IdTableBuilder {
  readonly #bytes = new GrowableUint8();
  readonly #offsets = new GrowableUint32();
  readonly #hashes = new GrowableUint32();
  readonly #integerIndices = new GrowableUint32();
  #slots = new Uint32Array(16);
  #scratch = new Uint8Array(256);
  #lastText = '';
  #lastIndex = -1;

  constructor() {
    this.#offsets.push(0);
  }

  get count(): number {
    return this.#offsets.length - 1;
  }

  /**
   * Index of `id`, new or known.
   * @throws PolyadError INVALID_DATA if a number is not a safe integer.
   */
  intern(id: Id): number {
    if (typeof id === 'number') return this.#internInteger(id);
    // Long tables repeat the edge id row after row; skip the hash for those.
    if (this.#lastIndex >= 0 && id === this.#lastText) return this.#lastIndex;
    const length = this.#encode(id);
    const index = this.#internBytes(this.#scratch, 0, length, false);
    this.#lastText = id;
    this.#lastIndex = index;
    return index;
  }

  /** Index of the text id `bytes[start … end)` (UTF-8), new or known. */
  internBytes(bytes: Uint8Array, start: number, end: number): number {
    return this.#internBytes(bytes, start, end, false);
  }

  /** The text of an id given so far. */
  textAt(index: number): string {
    return decodeText(
      this.#bytes.raw,
      this.#offsets.at(index),
      this.#offsets.at(index + 1),
    );
  }

  /** The immutable table; the builder must not be used afterwards. */
  build(): Utf8IdTable {
    const bytes = allocateUint8(this.#bytes.length);
    bytes.set(this.#bytes.view());
    const offsets = allocateUint32(this.#offsets.length);
    offsets.set(this.#offsets.view());
    const slots = allocateUint32(this.#slots.length);
    slots.set(this.#slots);
    if (this.#integerIndices.length === 0) {
      return new Utf8IdTable({ bytes, offsets, slots });
    }
    const integers = new Bitset(this.count);
    for (const index of this.#integerIndices.view()) integers.add(index);
    return new Utf8IdTable({ bytes, offsets, slots, integers });
  }

  #internInteger(id: number): number {
    if (!Number.isSafeInteger(id)) {
      throw new PolyadError(
        'INVALID_DATA',
        `The id ${id} is not an integer that can be kept exactly. Write it as a string.`,
        { id },
      );
    }
    const length = this.#encode(String(id));
    return this.#internBytes(this.#scratch, 0, length, true);
  }

  #encode(text: string): number {
    const room = text.length * 3;
    if (this.#scratch.length < room) this.#scratch = new Uint8Array(room * 2);
    const scratch = this.#scratch;
    if (text.length <= 32) {
      let i = 0;
      for (; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code > 0x7f) break;
        scratch[i] = code;
      }
      if (i === text.length) return i;
    }
    return encoder.encodeInto(text, scratch).written;
  }

  #internBytes(
    bytes: Uint8Array,
    start: number,
    end: number,
    integer: boolean,
  ): number {
    const hash = hashBytes(bytes, start, end, integer);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const index = this.#slots[slot]! - 1;
      if (index < 0) break;
      if (
        this.#hashes.at(index) === hash &&
        this.#matches(index, bytes, start, end)
      ) {
        return index;
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes.subarray(start, end), hash, slot, integer);
  }

  // The kind of id is part of the hash; equal text of the other kind is told
  // apart by its hash, which differs for every byte string.
  #matches(
    index: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): boolean {
    const from = this.#offsets.at(index);
    const length = end - start;
    return (
      this.#offsets.at(index + 1) - from === length &&
      sameBytes(bytes, start, this.#bytes.raw, from, length)
    );
  }

  #add(id: Uint8Array, hash: number, slot: number, integer: boolean): number {
    const index = this.count;
    this.#bytes.append(id);
    this.#offsets.push(this.#bytes.length);
    this.#hashes.push(hash);
    if (integer) this.#integerIndices.push(index);
    this.#slots[slot] = index + 1;
    if ((index + 1) * 4 > this.#slots.length * 3) this.#rehash();
    return index;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const hashes = this.#hashes.view();
    for (let index = 0; index < hashes.length; index++) {
      let slot = hashes[index]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
    this.#slots = slots;
  }
}
