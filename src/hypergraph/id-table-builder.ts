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
 * @remarks Interning is O(length of the id), amortised; about 4 B + bytes + 16 B an id.
 */
export class IdTableBuilder {
  readonly #bytes = new GrowableUint8();
  readonly #offsets = new GrowableUint32();
  readonly #integerIndices = new GrowableUint32();
  /** Pairs (id index + 1 or 0, hash), so that a probe stays in one cache line. */
  #slots = new Uint32Array(32);
  #scratch = new Uint8Array(256);
  #lastIndex = -1;
  #lastInteger = false;

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
    const length = this.#encode(id);
    return this.#internBytes(this.#scratch, 0, length, false);
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
    const slots = allocateUint32(this.#slots.length / 2);
    for (let slot = 0; slot < slots.length; slot++) {
      slots[slot] = this.#slots[2 * slot]!;
    }
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
    // Long tables repeat an id row after row; skip the hash for those.
    const last = this.#lastIndex;
    if (
      last >= 0 &&
      this.#lastInteger === integer &&
      this.#matches(last, bytes, start, end)
    ) {
      return last;
    }
    const hash = hashBytes(bytes, start, end, integer);
    const slots = this.#slots;
    const mask = slots.length - 2;
    let slot = (hash << 1) & mask;
    let index = slots[slot]! - 1;
    while (
      index >= 0 &&
      (slots[slot + 1] !== hash || !this.#matches(index, bytes, start, end))
    ) {
      slot = (slot + 2) & mask;
      index = slots[slot]! - 1;
    }
    if (index < 0) {
      index = this.#add(hash, slot, integer);
      if (end - start > 64) this.#bytes.append(bytes.subarray(start, end));
      else for (let i = start; i < end; i++) this.#bytes.push(bytes[i]!);
      this.#offsets.push(this.#bytes.length);
    }
    this.#lastIndex = index;
    this.#lastInteger = integer;
    return index;
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

  #add(hash: number, slot: number, integer: boolean): number {
    const index = this.count;
    if (integer) this.#integerIndices.push(index);
    this.#slots[slot] = index + 1;
    this.#slots[slot + 1] = hash;
    if ((index + 1) * 3 > this.#slots.length) this.#rehash();
    return index;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    const mask = slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0) continue;
      let slot = (old[from + 1]! << 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[from]!;
      slots[slot + 1] = old[from + 1]!;
    }
    this.#slots = slots;
  }
}
