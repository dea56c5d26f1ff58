import { Hypergraph } from '#hypergraph/hypergraph.ts';
import { SequentialIdTable } from '#hypergraph/id-table.ts';
import { transpose, type Incidence } from '#hypergraph/incidence.ts';

/** Largest hyperedge; sizes k in [2, 64] have weight ⌊2²⁴ / k²⌋. */
const LARGEST = 64;

/** What {@link generatePowerLaw} makes. */
export interface PowerLaw {
  readonly edges: Incidence;
  readonly nodeCount: number;
}

/**
 * Heavy-tailed hypergraph without equal hyperedges, the same on every platform:
 * only 32-bit integer arithmetic. Half of the hyperedges copy about half of an
 * earlier one; other members are new, uniform, or drawn in proportion to degree.
 * Ids are shuffled at the end.
 * @param targetIncidences - At least this many; overshoots by less than 64.
 * @param seed - Any 32-bit integer.
 */
export function generatePowerLaw(
  targetIncidences: number,
  seed: number,
): PowerLaw {
  const random = new Mulberry32(seed);
  const growth = new Growth(targetIncidences, random);
  while (growth.incidenceCount < targetIncidences) growth.addEdge();
  return growth.shuffled();
}

/** The same as a hypergraph with row numbers for ids. */
export function powerLawHypergraph(
  targetIncidences: number,
  seed: number,
): Hypergraph {
  const { edges, nodeCount } = generatePowerLaw(targetIncidences, seed);
  return new Hypergraph({
    edges,
    nodes: transpose(edges, nodeCount),
    edgeIds: new SequentialIdTable(edges.offsets.length - 1),
    nodeIds: new SequentialIdTable(nodeCount),
  });
}

/** Checksum of the members in order: x ← 31 x + member, modulo 2³². */
export function memberChecksum({ members }: Incidence): number {
  let sum = 0;
  for (const member of members) sum = (Math.imul(sum, 31) + member) | 0;
  return sum >>> 0;
}

/** Tommy Ettinger's Mulberry32 (public domain). */
class Mulberry32 {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** In [0, bound); the small modulo bias is part of the definition. */
  below(bound: number): number {
    return this.next() % bound;
  }
}

class Growth {
  readonly #random: Mulberry32;
  readonly #members: Uint32Array;
  readonly #offsets: Uint32Array;
  /** For each node, the last attempt that took it. */
  readonly #takenBy: Int32Array;
  readonly #known = new Set<number>();
  /** Running totals of the weights of sizes. */
  readonly #sizeWeights = new Float64Array(LARGEST + 1);
  #edgeCount = 0;
  #nodeCount = 0;
  #attempt = 0;
  incidenceCount = 0;

  constructor(targetIncidences: number, random: Mulberry32) {
    this.#random = random;
    this.#members = new Uint32Array(targetIncidences + LARGEST + 8);
    this.#offsets = new Uint32Array((targetIncidences >> 1) + 16);
    this.#takenBy = new Int32Array(targetIncidences + LARGEST + 16).fill(-1);
    for (let k = 2; k <= LARGEST; k++) {
      this.#sizeWeights[k] =
        this.#sizeWeights[k - 1]! + Math.floor(2 ** 24 / (k * k));
    }
  }

  /** One attempt; a hyperedge equal to an earlier one is dropped. */
  addEdge(): void {
    const size = this.#drawSize();
    const nodesBefore = this.#nodeCount;
    this.#attempt++;
    const start = this.incidenceCount;
    this.#fill(start, this.#copySome(start, size), size);
    const edge = this.#members.subarray(start, start + size).sort();
    const key = fingerprint(edge);
    if (this.#known.has(key)) {
      this.#nodeCount = nodesBefore;
      return;
    }
    this.#known.add(key);
    this.incidenceCount += size;
    this.#offsets[++this.#edgeCount] = this.incidenceCount;
  }

  /** New ids for nodes and hyperedges, members ascending. */
  shuffled(): PowerLaw {
    const nodes = this.#permutation(this.#nodeCount);
    const order = this.#permutation(this.#edgeCount);
    const offsets = new Uint32Array(this.#edgeCount + 1);
    const members = new Uint32Array(this.incidenceCount);
    let at = 0;
    order.forEach((old, edge) => {
      const start = at;
      for (let i = this.#offsets[old]!; i < this.#offsets[old + 1]!; i++) {
        members[at++] = nodes[this.#members[i]!]!;
      }
      members.subarray(start, at).sort();
      offsets[edge + 1] = at;
    });
    return { edges: { offsets, members }, nodeCount: this.#nodeCount };
  }

  #drawSize(): number {
    const drawn = this.#random.below(this.#sizeWeights[LARGEST]!);
    return this.#sizeWeights.findIndex((total, k) => k >= 2 && total > drawn);
  }

  /** Every other time, copies members of an earlier hyperedge; returns how many. */
  #copySome(start: number, size: number): number {
    let taken = 0;
    if ((this.#random.next() & 1) === 0 || this.#edgeCount === 0) return taken;
    const source = this.#random.below(this.#edgeCount);
    const end = this.#offsets[source + 1]!;
    for (let i = this.#offsets[source]!; i < end && taken < size; i++) {
      if ((this.#random.next() & 1) === 0) continue;
      const node = this.#members[i]!;
      this.#takenBy[node] = this.#attempt;
      this.#members[start + taken++] = node;
    }
    return taken;
  }

  #fill(start: number, taken: number, size: number): void {
    let failures = 0;
    for (let count = taken; count < size;) {
      const node = this.#drawNode(start, failures > 3 * size);
      if (this.#takenBy[node] === this.#attempt) {
        failures++;
        continue;
      }
      this.#takenBy[node] = this.#attempt;
      this.#members[start + count++] = node;
    }
  }

  /** A new node (one in four), any node (one in four), or one in proportion to degree. */
  #drawNode(start: number, mustBeNew: boolean): number {
    const kind = this.#random.next() & 3;
    const preferential = kind >= 2;
    if (
      mustBeNew ||
      kind === 0 ||
      this.#nodeCount === 0 ||
      (preferential && start === 0)
    ) {
      return this.#nodeCount++;
    }
    if (kind === 1) return this.#random.below(this.#nodeCount);
    return this.#members[this.#random.below(start)]!;
  }

  /** Fisher and Yates. */
  #permutation(size: number): Uint32Array {
    const order = Uint32Array.from({ length: size }, (_, i) => i);
    for (let i = size - 1; i > 0; i--) {
      const j = this.#random.below(i + 1);
      const held = order[i]!;
      order[i] = order[j]!;
      order[j] = held;
    }
    return order;
  }
}

/** 52 bits that stand for a sorted hyperedge. */
function fingerprint(edge: Uint32Array): number {
  let high = 0x811c9dc5 | 0;
  let low = 0x9e3779b9 | 0;
  for (const node of edge) {
    high = Math.imul(high ^ node, 0x01000193);
    low = Math.imul((low + node) | 0, 0x85ebca6b);
    low ^= low >>> 13;
  }
  return (high >>> 6) * 2 ** 26 + (low >>> 6);
}
