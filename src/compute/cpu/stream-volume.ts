import type { OpenTick } from './open-tick.ts';
import { HALF_LIVES, isSkipped, type StreamState } from './stream-state.ts';
import { countExcess } from './tick-excess.ts';

const DECAY = Math.LN2 / HALF_LIVES[1];
const MEAN_AGE = HALF_LIVES[1] * 1.4427;

/**
 * Weight (flows, bytes) a tick of every node and pair, against the usual: what
 * the volume head reads. A slot that was given to another node or pair starts
 * anew.
 */
export class StreamVolume {
  readonly #state: StreamState;
  readonly #nodes: WeightTable;
  readonly #pairs: WeightTable;

  constructor(state: StreamState) {
    this.#state = state;
    this.#nodes = new WeightTable(state.nodeCapacity + 1);
    this.#pairs = new WeightTable(state.pairs.capacity);
  }

  tables(): (Float64Array | Int32Array)[] {
    return [...this.#nodes.tables(), ...this.#pairs.tables()];
  }

  /** Adds a relation's weights to the tick; a pair gets the mean of its members'. */
  countInTick(tick: OpenTick, index: number): void {
    const state = this.#state;
    this.#eachKey(tick, index, (table, slot, owner, weight) => {
      table.claim(slot, owner);
      table.addInTick(slot, weight, state.tick);
    });
  }

  /** Folds the weights of a relation in. */
  fold(tick: OpenTick, index: number): void {
    const { edges } = this.#state;
    this.#eachKey(tick, index, (table, slot, _owner, weight) => {
      table.fold(slot, weight, edges);
    });
  }

  /**
   * Mean over members and pairs of how far the tick's weight exceeds the usual.
   * @param each - Given each member's excess, if present.
   */
  excess(
    tick: OpenTick,
    index: number,
    each?: (member: number, excess: number) => void,
  ): number {
    const state = this.#state;
    const T = state.ticks + 1;
    const recentTicks = Math.min(T, (MEAN_AGE * T) / (state.edges + 1)) + 1;
    let sum = 0;
    let keys = 0;
    this.#eachKey(tick, index, (table, slot, owner, weight, left, right) => {
      const known = table.isOwned(slot, owner);
      const all = known ? table.all(slot) : 0;
      const slow = known ? table.slow(slot, state.edges) : 0;
      const n = known ? table.inTick(slot, state.tick) : weight;
      const usual = Math.max((all + 0.5) / (T + 1), (slow + 0.3) / recentTicks);
      const excess = countExcess(n, usual);
      sum += excess;
      keys++;
      if (left === right) each?.(left, excess);
      else {
        each?.(left, excess / 2);
        each?.(right, excess / 2);
      }
    });
    return keys === 0 ? 0 : sum / keys;
  }

  /** Members first (left = right), then pairs. */
  #eachKey(
    tick: OpenTick,
    index: number,
    visit: (
      table: WeightTable,
      slot: number,
      owner: number,
      weight: number,
      left: number,
      right: number,
    ) => void,
  ): void {
    const state = this.#state;
    const begin = tick.begin(index);
    const size = tick.size(index);
    for (let i = 0; i < size; i++) {
      const slot = tick.slots[begin + i]!;
      const owner = state.nodeNumbers[slot]!;
      visit(this.#nodes, slot, owner, tick.weights[begin + i]!, i, i);
    }
    let next = tick.firstPair(index);
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        if (isSkipped(size, i, j)) continue;
        const slot = tick.pairs[next++]!;
        if (slot < 0) continue;
        const owner =
          Math.imul(state.pairs.keys[2 * slot]!, 0x9e3779b1) ^
          state.pairs.keys[2 * slot + 1]!;
        const weight =
          (tick.weights[begin + i]! + tick.weights[begin + j]!) / 2;
        visit(this.#pairs, slot, owner, weight, i, j);
      }
    }
  }
}

/** Weight of each slot: in all, lately, and in the open tick. */
class WeightTable {
  readonly #owners: Int32Array;
  readonly #all: Float64Array;
  readonly #slow: Float64Array;
  /** Relations folded in when `slow` was last brought up to date. */
  readonly #since: Int32Array;
  readonly #inTick: Float64Array;
  readonly #ticks: Int32Array;

  constructor(slots: number) {
    this.#owners = new Int32Array(slots);
    this.#all = new Float64Array(slots);
    this.#slow = new Float64Array(slots);
    this.#since = new Int32Array(slots);
    this.#inTick = new Float64Array(slots);
    this.#ticks = new Int32Array(slots);
  }

  tables(): (Float64Array | Int32Array)[] {
    return [
      this.#owners,
      this.#all,
      this.#slow,
      this.#since,
      this.#inTick,
      this.#ticks,
    ];
  }

  isOwned(slot: number, owner: number): boolean {
    return this.#owners[slot] === owner;
  }

  claim(slot: number, owner: number): void {
    if (this.#owners[slot] === owner) return;
    this.#owners[slot] = owner;
    this.#all[slot] = this.#slow[slot] = this.#ticks[slot] = 0;
  }

  addInTick(slot: number, weight: number, tick: number): void {
    if (this.#ticks[slot] !== tick) {
      this.#ticks[slot] = tick;
      this.#inTick[slot] = 0;
    }
    this.#inTick[slot]! += weight;
  }

  fold(slot: number, weight: number, now: number): void {
    this.#slow[slot] = this.slow(slot, now) + weight;
    this.#since[slot] = now;
    this.#all[slot]! += weight;
  }

  all(slot: number): number {
    return this.#all[slot]!;
  }

  slow(slot: number, now: number): number {
    const value = this.#slow[slot]!;
    return value === 0
      ? 0
      : value * Math.exp(-DECAY * (now - this.#since[slot]!));
  }

  inTick(slot: number, tick: number): number {
    return this.#ticks[slot] === tick ? this.#inTick[slot]! : 0;
  }
}
