import { mixBits } from './mix-bits.ts';
import { PairTable } from './pair-table.ts';
import { SetCounts } from './set-counts.ts';
import { StreamSketches } from './stream-sketches.ts';

/** Relations of more members pair each with 12 others only. */
export const FULL_PAIRS = 24;
/** Further members of a relation are not looked at. */
export const MOST_MEMBERS = 4096;
/** Half-lives, in relations, of the two counts that forget. */
export const HALF_LIVES = [60, 600] as const;

/** Bits of the tables' sizes unless said otherwise. */
export const NODE_BITS = 15;
export const PAIR_BITS = 18;

const DECAY_FAST = Math.LN2 / HALF_LIVES[0];
const DECAY_SLOW = Math.LN2 / HALF_LIVES[1];
/** Exponent at which the tables are multiplied down, far from overflow. */
const RESCALE_AT = 200;
const NOTHING = 1e-200;
const PROBES = 8;
/** Sizes from here on are counted together. */
const SIZES = 64;
/** Recent relations remembered in full. */
const RECENT = 8192;

export interface StreamStateOptions {
  /** Nodes remembered: 2^nodeBits; default 15. */
  readonly nodeBits?: number;
  /** Pairs remembered: 2^pairBits; default 18. */
  readonly pairBits?: number;
}

/** Whether members `i < j` of `size` are not paired: large relations pair near ones on a circle. */
export function isSkipped(size: number, i: number, j: number): boolean {
  return size > FULL_PAIRS && j - i > 6 && i + size - j > 6;
}

/**
 * What a stream of relations has shown so far, in tables of fixed size: nodes,
 * pairs, exact member sets, sizes and the last 8192 relations. Counts decay by
 * half every 60 and 600 relations, or never. They are stored grown rather than
 * shrunk (forward decay; Cormode et al. 2009, doi:10.1109/ICDE.2009.65): a
 * relation adds exp(λ · age of the table), and reading divides.
 *
 * A full table gives the least counted of eight entries to a new one, never one
 * seen in the open tick. Nodes are numbered as they come, so their ids play no
 * part in any other hash.
 */
export class StreamState {
  readonly nodeCapacity: number;
  readonly nodeKeys: Int32Array;
  /** When each slot's node came: 1 for the first. */
  readonly nodeNumbers: Int32Array;
  /** Appearances with half-life 60, 600 and none, three a slot. */
  readonly nodeCounts: Float64Array;
  /** Weight of partners met for the first time. */
  readonly novelty: Float64Array;
  readonly nodeTicks: Int32Array;
  readonly nodeTickCounts: Int32Array;
  readonly sketches: StreamSketches;
  /** Last two relations of each slot, -1 for none. */
  readonly lastEdges: Int32Array;
  /** Slots in the order they were first filled. */
  readonly arrivals: Int32Array;
  readonly pairs: PairTable;
  readonly recentMembers = new Int32Array(RECENT * FULL_PAIRS);
  readonly recentSizes = new Uint8Array(RECENT);
  readonly sets = new SetCounts();
  readonly sizeCounts = new Float64Array(SIZES);

  /** Relations folded in. */
  edges = 0;
  /** Ticks closed. */
  ticks = 0;
  /** Number of the open tick, from 1. */
  tick = 0;
  /** Node slots filled. */
  nodes = 0;
  /** Nodes that ever came, those forgotten included. */
  arrived = 0;
  /** Nodes seen once and twice, for the chance of a new one (Chao 1984). */
  once = 0;
  twice = 0;
  /** Incidences, decayed as the counts are. */
  weightFast = 0;
  weightSlow = 0;
  weightAll = 0;
  /** What a count gains now, and what its reading is multiplied by. */
  gainFast = 1;
  gainSlow = 1;
  readFast = 1;
  readSlow = 1;
  #base = 0;

  constructor({
    nodeBits = NODE_BITS,
    pairBits = PAIR_BITS,
  }: StreamStateOptions = {}) {
    const nodes = (this.nodeCapacity = 2 ** nodeBits);
    // one slot more stands for every node not seen
    this.nodeKeys = new Int32Array(nodes + 1).fill(-1);
    this.nodeNumbers = new Int32Array(nodes + 1);
    this.nodeCounts = new Float64Array(3 * (nodes + 1));
    this.novelty = new Float64Array(nodes + 1);
    this.nodeTicks = new Int32Array(nodes + 1);
    this.nodeTickCounts = new Int32Array(nodes + 1);
    this.sketches = new StreamSketches(nodes + 1);
    this.lastEdges = new Int32Array(2 * (nodes + 1)).fill(-1);
    this.arrivals = new Int32Array(nodes);
    this.pairs = new PairTable(2 ** pairBits);
  }

  /** Stands for a node that was never seen. */
  get unseen(): number {
    return this.nodeCapacity;
  }

  /** All tables, in a fixed order: what a checkpoint holds. */
  tables(): (Float64Array | Float32Array | Int32Array | Uint8Array)[] {
    return [
      this.nodeKeys,
      this.nodeNumbers,
      this.nodeCounts,
      this.novelty,
      this.nodeTicks,
      this.nodeTickCounts,
      this.sketches.values,
      this.lastEdges,
      this.arrivals,
      ...this.pairs.tables(),
      this.recentMembers,
      this.recentSizes,
      ...this.sets.tables(),
      this.sizeCounts,
    ];
  }

  /** All other facts, in a fixed order. */
  facts(): number[] {
    return [
      this.edges,
      this.ticks,
      this.tick,
      this.nodes,
      this.arrived,
      this.once,
      this.twice,
      this.weightFast,
      this.weightSlow,
      this.weightAll,
      this.#base,
    ];
  }

  /** Takes back {@link facts}. */
  setFacts(facts: readonly number[]): void {
    this.edges = facts[0]!;
    this.ticks = facts[1]!;
    this.tick = facts[2]!;
    this.nodes = facts[3]!;
    this.arrived = facts[4]!;
    this.once = facts[5]!;
    this.twice = facts[6]!;
    this.weightFast = facts[7]!;
    this.weightSlow = facts[8]!;
    this.weightAll = facts[9]!;
    this.#base = facts[10]!;
    this.setClock();
  }

  /** Sets gains and readings for the next relation; rescales when they grow large. */
  setClock(): void {
    let age = this.edges - this.#base;
    if (DECAY_FAST * age > RESCALE_AT) {
      const fast = Math.exp(-DECAY_FAST * age);
      const slow = Math.exp(-DECAY_SLOW * age);
      shrink(this.nodeCounts, fast, slow);
      shrink(this.pairs.counts, fast, slow);
      this.weightFast *= fast;
      this.weightSlow *= slow;
      this.#base = this.edges;
      age = 0;
    }
    this.gainFast = Math.exp(DECAY_FAST * age);
    this.gainSlow = Math.exp(DECAY_SLOW * age);
    this.readFast = 1 / this.gainFast;
    this.readSlow = 1 / this.gainSlow;
  }

  /** Slot of a node, or {@link unseen}. */
  findNode(id: number): number {
    const mask = this.nodeCapacity - 1;
    const first = mixBits(id + 1);
    for (let k = 0; k < PROBES; k++) {
      const slot = (first + k) & mask;
      const key = this.nodeKeys[slot]!;
      if (key === id) return slot;
      if (key === -1) return this.unseen;
    }
    return this.unseen;
  }

  /** Slot of a node, which is given one; {@link unseen} if all are busy in this tick. */
  addNode(id: number): number {
    const mask = this.nodeCapacity - 1;
    const first = mixBits(id + 1);
    let oldest = this.unseen;
    let least = Infinity;
    for (let k = 0; k < PROBES; k++) {
      const slot = (first + k) & mask;
      const key = this.nodeKeys[slot]!;
      if (key === id) return slot;
      if (key === -1) {
        this.nodeKeys[slot] = id;
        this.nodeNumbers[slot] = ++this.arrived;
        this.arrivals[this.nodes++] = slot;
        return slot;
      }
      if (this.nodeTicks[slot] === this.tick) continue;
      const count = this.nodeCounts[3 * slot + 1]!;
      if (count < least) {
        least = count;
        oldest = slot;
      }
    }
    if (oldest !== this.unseen) this.#forgetNode(oldest, id);
    return oldest;
  }

  #forgetNode(slot: number, id: number): void {
    this.nodeKeys[slot] = id;
    this.nodeNumbers[slot] = ++this.arrived;
    this.nodeCounts.fill(0, 3 * slot, 3 * slot + 3);
    this.novelty[slot] = 0;
    this.nodeTicks[slot] = 0;
    this.sketches.forget(slot);
    this.lastEdges.fill(-1, 2 * slot, 2 * slot + 2);
  }

  /** Slot of the pair of two node slots, or -1. */
  findPair(a: number, b: number): number {
    return this.pairs.find(this.nodeNumbers[a]!, this.nodeNumbers[b]!);
  }

  /** Slot of a pair, which is given one; -1 for an unseen node or if all are busy. */
  addPair(a: number, b: number): number {
    const numbers = this.nodeNumbers;
    return this.pairs.add(numbers[a]!, numbers[b]!, this.tick);
  }

  /** Hash of a set of `size` slots from `begin`, the same in any order. */
  setHash(slots: Int32Array, begin: number, size: number): number {
    let sum = 0;
    let xor = size;
    for (let i = begin; i < begin + size; i++) {
      const x = mixBits(this.nodeNumbers[slots[i]!]! * 0x9e37 + 77);
      sum = (sum + x) | 0;
      xor ^= Math.imul(x, 0x2545f491);
    }
    return mixBits(sum ^ Math.imul(xor, 31)) | 0;
  }

  sizeCount(size: number): number {
    return this.sizeCounts[size < SIZES ? size : SIZES - 1]!;
  }

  /** Place of a relation among the recent ones, or -1 where it is too old. */
  recentPlace(edge: number): number {
    return edge < 0 || this.edges - edge > RECENT ? -1 : edge & (RECENT - 1);
  }

  /** Recent relations to choose from. */
  get recentCount(): number {
    return this.edges < RECENT ? this.edges : RECENT;
  }

  /** Counts a relation's members and set in the open tick. */
  countInTick(
    slots: Int32Array,
    begin: number,
    size: number,
    hash: number,
  ): void {
    for (let i = begin; i < begin + size; i++) {
      const slot = slots[i]!;
      if (this.nodeTicks[slot] !== this.tick) {
        this.nodeTicks[slot] = this.tick;
        this.nodeTickCounts[slot] = 0;
      }
      this.nodeTickCounts[slot]!++;
    }
    this.sets.countInTick(hash, this.tick);
  }

  /**
   * Folds a relation into all counts.
   * @param slots - Node slots; the relation's are `size` from `begin`.
   * @param pairs - Its pair slots, in order of the double loop, from `firstPair`.
   * @param hash - {@link setHash} of its members.
   */
  fold(
    slots: Int32Array,
    begin: number,
    size: number,
    pairs: Int32Array,
    firstPair: number,
    hash: number,
  ): void {
    const edge = this.edges++;
    this.setClock();
    this.weightFast += size * this.gainFast;
    this.weightSlow += size * this.gainSlow;
    this.weightAll += size;
    this.sizeCounts[size < SIZES ? size : SIZES - 1]!++;
    for (let i = begin; i < begin + size; i++) this.#foldNode(slots[i]!, edge);
    const place = edge & (RECENT - 1);
    const isKept = size <= FULL_PAIRS;
    this.recentSizes[place] = isKept ? size : 0;
    if (isKept) {
      const at = place * FULL_PAIRS;
      for (let i = 0; i < size; i++)
        this.recentMembers[at + i] = slots[begin + i]!;
    }
    this.sets.fold(hash);
    if (size < 2) return;
    this.#foldPairs(slots, begin, size, pairs, firstPair);
    this.sketches.fold(slots, begin, size, this.nodeNumbers, this.unseen);
  }

  #foldNode(slot: number, edge: number): void {
    if (slot === this.unseen) return;
    this.nodeCounts[3 * slot]! += this.gainFast;
    this.nodeCounts[3 * slot + 1]! += this.gainSlow;
    const count = ++this.nodeCounts[3 * slot + 2]!;
    if (count === 1) this.once++;
    else if (count === 2) {
      this.once--;
      this.twice++;
    } else if (count === 3) this.twice--;
    this.lastEdges[2 * slot + 1] = this.lastEdges[2 * slot]!;
    this.lastEdges[2 * slot] = edge;
  }

  #foldPairs(
    slots: Int32Array,
    begin: number,
    size: number,
    pairs: Int32Array,
    firstPair: number,
  ): void {
    const weight = 1 / (size <= FULL_PAIRS ? size - 1 : 12);
    const fast = weight * this.gainFast;
    const slow = weight * this.gainSlow;
    const { counts } = this.pairs;
    let next = firstPair;
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        if (isSkipped(size, i, j)) continue;
        const pair = pairs[next++]!;
        if (pair < 0) continue;
        if (counts[3 * pair + 2] === 0) {
          this.novelty[slots[begin + i]!]! += weight;
          this.novelty[slots[begin + j]!]! += weight;
        }
        counts[3 * pair]! += fast;
        counts[3 * pair + 1]! += slow;
        counts[3 * pair + 2]! += weight;
      }
    }
  }
}

function shrink(counts: Float64Array, fast: number, slow: number): void {
  for (let i = 0; i < counts.length; i += 3) {
    const quick = counts[i]! * fast;
    const steady = counts[i + 1]! * slow;
    counts[i] = quick < NOTHING ? 0 : quick;
    counts[i + 1] = steady < NOTHING ? 0 : steady;
  }
}
