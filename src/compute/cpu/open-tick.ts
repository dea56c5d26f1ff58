import {
  FULL_PAIRS,
  isSkipped,
  MOST_MEMBERS,
  type StreamState,
} from './stream-state.ts';

/** Relations, incidences and pairs a tick may hold; a fuller one is closed early. */
const MOST_EDGES = 16_384;
const MOST_INCIDENCES = 65_536;
const MOST_PAIRS = 262_144;

/**
 * The relations of the tick that is open, with the slots of their nodes and
 * pairs looked up once.
 */
export class OpenTick {
  /** Relations a tick may hold. */
  static readonly capacity = MOST_EDGES;

  readonly slots = new Int32Array(MOST_INCIDENCES);
  readonly pairs = new Int32Array(MOST_PAIRS);
  /** Weight of each incidence, where the stream has weights. */
  readonly weights = new Float64Array(MOST_INCIDENCES);
  /** Hash of each relation's set of members. */
  readonly hashes = new Int32Array(MOST_EDGES);
  count = 0;
  readonly #state: StreamState;
  readonly #begins = new Int32Array(MOST_EDGES + 1);
  readonly #firstPairs = new Int32Array(MOST_EDGES + 1);
  readonly #marks: Int32Array;
  #mark = 0;

  constructor(state: StreamState) {
    this.#state = state;
    this.#marks = new Int32Array(state.nodeCapacity + 1);
  }

  /** Whether a relation of so many members fits. */
  hasRoom(members: number): boolean {
    const size = Math.min(members, MOST_MEMBERS);
    const pairs = size <= FULL_PAIRS ? (size * (size - 1)) / 2 : 6 * size;
    return (
      this.count < MOST_EDGES &&
      this.#begins[this.count]! + size <= MOST_INCIDENCES &&
      this.#firstPairs[this.count]! + pairs <= MOST_PAIRS
    );
  }

  /**
   * Adds a relation and counts it in the tick. A repeated member counts once;
   * more members than 24 are put in the order in which they first came, so that
   * the pairs chosen among them are the same every time.
   * @param weights - Of its members; none means 1 each.
   * @returns Number of distinct members.
   */
  add(
    members: ArrayLike<number>,
    weights: ArrayLike<number> | undefined,
  ): number {
    const state = this.#state;
    const begin = this.#begins[this.count]!;
    const mark = ++this.#mark;
    const given = Math.min(members.length, MOST_MEMBERS);
    let end = begin;
    for (let i = 0; i < given; i++) {
      const slot = state.addNode(members[i]!);
      if (slot !== state.unseen && this.#marks[slot] === mark) continue;
      this.#marks[slot] = mark;
      // held against eviction by the next member
      if (state.nodeTicks[slot] !== state.tick) {
        state.nodeTicks[slot] = state.tick;
        state.nodeTickCounts[slot] = 0;
      }
      this.weights[end] = weights ? weights[i]! : 1;
      this.slots[end++] = slot;
    }
    const size = end - begin;
    if (size > FULL_PAIRS) this.#sort(begin, end);
    const hash = state.setHash(this.slots, begin, size);
    this.hashes[this.count] = hash;
    state.countInTick(this.slots, begin, size, hash);
    this.#addPairs(begin, size);
    this.#begins[++this.count] = end;
    return size;
  }

  begin(index: number): number {
    return this.#begins[index]!;
  }

  size(index: number): number {
    return this.#begins[index + 1]! - this.#begins[index]!;
  }

  /** Where its pairs begin, in the order of the double loop. */
  firstPair(index: number): number {
    return this.#firstPairs[index]!;
  }

  clear(): void {
    this.count = 0;
  }

  /** The part of each table in use. */
  tables(): (Int32Array | Float64Array)[] {
    const incidences = this.#begins[this.count]!;
    return [
      this.#begins.subarray(0, this.count + 1),
      this.#firstPairs.subarray(0, this.count + 1),
      this.hashes.subarray(0, this.count),
      this.slots.subarray(0, incidences),
      this.weights.subarray(0, incidences),
      this.pairs.subarray(0, this.#firstPairs[this.count]),
    ];
  }

  /** Takes back how much was in use, so that {@link tables} have their lengths. */
  resume(begins: Int32Array, firstPairs: Int32Array): void {
    this.#begins.set(begins);
    this.#firstPairs.set(firstPairs);
    this.count = begins.length - 1;
  }

  #addPairs(begin: number, size: number): void {
    const state = this.#state;
    let next = this.#firstPairs[this.count]!;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        if (isSkipped(size, i, j)) continue;
        const pair = state.addPair(
          this.slots[begin + i]!,
          this.slots[begin + j]!,
        );
        state.pairs.countInTick(pair, state.tick);
        this.pairs[next++] = pair;
      }
    }
    this.#firstPairs[this.count + 1] = next;
  }

  #sort(begin: number, end: number): void {
    const numbers = this.#state.nodeNumbers;
    const order = Array.from({ length: end - begin }, (_, i) => begin + i);
    order.sort(
      (a, b) => numbers[this.slots[a]!]! - numbers[this.slots[b]!]! || a - b,
    );
    this.slots.set(
      order.map((i) => this.slots[i]!),
      begin,
    );
    this.weights.set(
      order.map((i) => this.weights[i]!),
      begin,
    );
  }
}
