import { type Bitset } from '#numeric/bitset.ts';

/** An id as its source wrote it: text, or an integer (HIF keeps `1` and `"1"` apart). */
export type Id = string | number;

/**
 * Ids outside, dense integers inside: index `i` in [0, count) ↔ id.
 * @remarks Lookups are O(length of the id); no table of JS strings is held.
 */
export interface IdTable {
  readonly count: number;
  /** The id as text; what every result prints. */
  textAt(index: number): string;
  /** The id as its source wrote it. */
  idAt(index: number): Id;
  /**
   * Index of an id, or undefined. A string finds the text id first, then the
   * integer spelled the same; a number finds only the integer.
   */
  indexOf(id: Id): number | undefined;
}

/** Ids that are the row numbers 0 … count − 1 as text: no storage at all. */
export class SequentialIdTable implements IdTable {
  readonly count: number;

  constructor(count: number) {
    this.count = count;
  }

  textAt(index: number): string {
    return String(index);
  }

  idAt(index: number): Id {
    return String(index);
  }

  indexOf(id: Id): number | undefined {
    if (typeof id !== 'string' || !/^(0|[1-9]\d*)$/.test(id)) return undefined;
    const index = Number(id);
    return index < this.count ? index : undefined;
  }
}

/** The arrays behind a {@link Utf8IdTable}. */
export interface Utf8Ids {
  /** UTF-8 bytes of all ids, end to end. */
  readonly bytes: Uint8Array;
  /** Length count + 1: id `i` is `bytes[offsets[i] … offsets[i + 1])`. */
  readonly offsets: Uint32Array;
  /** Which ids were integers in their source; absent when none was. */
  readonly integers?: Bitset;
  /** Open-addressing index, length a power of two: id index + 1, or 0 for free. */
  readonly slots: Uint32Array;
}

// A mark at the start of an id is part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Ids as one UTF-8 blob, offsets and an open-addressing index over them. */
export class Utf8IdTable implements IdTable {
  readonly count: number;
  readonly ids: Utf8Ids;

  constructor(ids: Utf8Ids) {
    this.ids = ids;
    this.count = ids.offsets.length - 1;
  }

  textAt(index: number): string {
    const { bytes, offsets } = this.ids;
    return decodeText(bytes, offsets[index]!, offsets[index + 1]!);
  }

  idAt(index: number): Id {
    const text = this.textAt(index);
    return this.ids.integers?.has(index) === true ? Number(text) : text;
  }

  indexOf(id: Id): number | undefined {
    const key = encoder.encode(String(id));
    if (typeof id === 'number') return this.#find(key, true);
    return this.#find(key, false) ?? this.#find(key, true);
  }

  #find(key: Uint8Array, integer: boolean): number | undefined {
    const { bytes, offsets, integers, slots } = this.ids;
    if (integer && integers === undefined) return undefined;
    const mask = slots.length - 1;
    let slot = hashBytes(key, 0, key.length, integer) & mask;
    for (;;) {
      const index = slots[slot]! - 1;
      if (index < 0) return undefined;
      const start = offsets[index]!;
      if (
        (integers?.has(index) === true) === integer &&
        offsets[index + 1]! - start === key.length &&
        sameBytes(key, 0, bytes, start, key.length)
      ) {
        return index;
      }
      slot = (slot + 1) & mask;
    }
  }
}

/** Decodes UTF-8; short ASCII, the common case, without the decoder's overhead. */
export function decodeText(
  bytes: Uint8Array,
  start: number,
  end: number,
): string {
  if (end - start <= 24) {
    let text = '';
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte > 0x7f) return decodeSlice(bytes, start, end);
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decodeSlice(bytes, start, end);
}

function decodeSlice(bytes: Uint8Array, start: number, end: number): string {
  // slice, because browsers refuse to decode from shared memory
  return decoder.decode(bytes.slice(start, end));
}

/** FNV-1a over the bytes and the kind of id, then mixed for masking by low bits. */
export function hashBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  integer: boolean,
): number {
  let hash = integer ? 0x9747b28c : 0x811c9dc5;
  for (let i = start; i < end; i++) {
    hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Whether `length` bytes from `leftStart` in `left` equal those from `rightStart` in `right`. */
// eslint-disable-next-line max-params -- called once an id: an options object would allocate
export function sameBytes(
  left: Uint8Array,
  leftStart: number,
  right: Uint8Array,
  rightStart: number,
  length: number,
): boolean {
  for (let i = 0; i < length; i++) {
    if (left[leftStart + i] !== right[rightStart + i]) return false;
  }
  return true;
}
