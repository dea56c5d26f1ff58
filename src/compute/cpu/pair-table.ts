import { mixBits } from './mix-bits.ts';

const PROBES = 8;

/**
 * Counts of pairs of nodes by the numbers of both, in a table of fixed size. A
 * full neighbourhood of eight entries gives its least counted to a new pair,
 * never one seen in the open tick.
 */
export class PairTable {
  readonly capacity: number;
  /** Lower and higher number of each slot's pair; 0 where it is free. */
  readonly keys: Int32Array;
  /** Weight with half-life 60, 600 and none, three a slot. */
  readonly counts: Float64Array;
  /** Tick in which each was seen last, and how often. */
  readonly ticks: Int32Array;
  readonly tickCounts: Int32Array;

  /** @param capacity - A power of two. */
  constructor(capacity: number) {
    this.capacity = capacity;
    this.keys = new Int32Array(2 * capacity);
    this.counts = new Float64Array(3 * capacity);
    this.ticks = new Int32Array(capacity);
    this.tickCounts = new Int32Array(capacity);
  }

  tables(): (Int32Array | Float64Array)[] {
    return [this.keys, this.counts, this.ticks, this.tickCounts];
  }

  /** Slot of a pair of node numbers, or -1. */
  find(left: number, right: number): number {
    const low = left < right ? left : right;
    const high = left < right ? right : left;
    if (low === 0) return -1;
    const { keys } = this;
    const mask = this.capacity - 1;
    const first = pairHash(low, high);
    for (let k = 0; k < PROBES; k++) {
      const slot = (first + k) & mask;
      const key = keys[2 * slot]!;
      if (key === low && keys[2 * slot + 1] === high) return slot;
      if (key === 0) return -1;
    }
    return -1;
  }

  /** Slot of a pair, which is given one; -1 for number 0 or if all are busy. */
  add(left: number, right: number, tick: number): number {
    const low = left < right ? left : right;
    const high = left < right ? right : left;
    if (low === 0) return -1;
    const { keys } = this;
    const mask = this.capacity - 1;
    const first = pairHash(low, high);
    let oldest = -1;
    let least = Infinity;
    for (let k = 0; k < PROBES; k++) {
      const slot = (first + k) & mask;
      const key = keys[2 * slot]!;
      if (key === low && keys[2 * slot + 1] === high) return slot;
      if (key === 0) return this.#take(slot, low, high);
      if (this.ticks[slot] === tick) continue;
      const count = this.counts[3 * slot + 1]!;
      if (count < least) {
        least = count;
        oldest = slot;
      }
    }
    return oldest < 0 ? -1 : this.#take(oldest, low, high);
  }

  #take(slot: number, low: number, high: number): number {
    this.keys[2 * slot] = low;
    this.keys[2 * slot + 1] = high;
    this.counts[3 * slot] = 0;
    this.counts[3 * slot + 1] = 0;
    this.counts[3 * slot + 2] = 0;
    this.ticks[slot] = 0;
    return slot;
  }

  /** Counts a pair in the open tick. */
  countInTick(slot: number, tick: number): void {
    if (slot < 0) return;
    if (this.ticks[slot] !== tick) {
      this.ticks[slot] = tick;
      this.tickCounts[slot] = 0;
    }
    this.tickCounts[slot]!++;
  }
}

function pairHash(low: number, high: number): number {
  return mixBits(
    Math.imul(low, 0x9e3779b1) ^ Math.imul(high + 0x51ed27, 0x85ebca77),
  );
}
