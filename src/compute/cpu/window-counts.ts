import { rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** What a window of hyperedges holds. */
export interface WindowCounts {
  readonly edges: number;
  readonly nodes: number;
  readonly incidences: number;
  /** Parts connected by hyperedges of the window, empty ones left out. */
  readonly components: number;
  /** Most nodes in a component. */
  readonly largestComponent: number;
  readonly largestSize: number;
  /** Shannon entropy, in bits, of sizes, and of how incidences fall on nodes. */
  readonly sizeEntropy: number;
  readonly nodeEntropy: number;
  /** Nodes and sets of members that no earlier window had. */
  readonly newNodes: number;
  readonly newSets: number;
  /** Different sets of members. */
  readonly sets: number;
  /** |both| / |either| with the window before; NaN for the first, 1 if both are empty. */
  readonly nodeJaccard: number;
  readonly setJaccard: number;
}

/** Counts windows of one hypergraph one after another; O(incidences) of each, nodes allocated once. */
export class WindowCounter {
  readonly #edges: Incidence;
  /** Class of equal hyperedges. */
  readonly #classOf: Uint32Array;
  readonly #seenNodes: Uint8Array;
  readonly #seenSets: Uint8Array;
  readonly #degree: Uint32Array;
  readonly #parent: Int32Array;
  #before: { nodes: Set<number>; sets: Set<number> } | undefined;

  constructor(edges: Incidence, nodeCount: number, classes: Incidence) {
    this.#edges = edges;
    this.#classOf = new Uint32Array(classes.members.length);
    for (let c = 0; c + 1 < classes.offsets.length; c++) {
      for (let q = classes.offsets[c]!; q < classes.offsets[c + 1]!; q++) {
        this.#classOf[classes.members[q]!] = c;
      }
    }
    this.#seenNodes = new Uint8Array(nodeCount);
    this.#seenSets = new Uint8Array(classes.offsets.length - 1);
    this.#degree = new Uint32Array(nodeCount);
    this.#parent = new Int32Array(nodeCount);
  }

  count(window: Uint32Array): WindowCounts {
    const nodes = new Set<number>();
    const sets = new Set<number>();
    const sizes = new Map<number, number>();
    let incidences = 0;
    for (const edge of window) {
      const start = this.#edges.offsets[edge]!;
      const size = rowLength(this.#edges, edge);
      sizes.set(size, (sizes.get(size) ?? 0) + 1);
      sets.add(this.#classOf[edge]!);
      incidences += size;
      for (let q = start; q < start + size; q++) {
        const node = this.#edges.members[q]!;
        if (this.#degree[node]!++ === 0) {
          nodes.add(node);
          this.#parent[node] = -1;
        }
        if (q > start) this.#unite(this.#edges.members[start]!, node);
      }
    }
    const before = this.#before;
    const counts: WindowCounts = {
      edges: window.length,
      nodes: nodes.size,
      incidences,
      ...this.#components(nodes),
      largestSize: Math.max(0, ...sizes.keys()),
      sizeEntropy: entropy(sizes.values(), window.length),
      nodeEntropy: entropy(this.#degreesOf(nodes), incidences),
      newNodes: markNew(nodes, this.#seenNodes),
      newSets: markNew(sets, this.#seenSets),
      sets: sets.size,
      nodeJaccard: before ? jaccard(before.nodes, nodes) : NaN,
      setJaccard: before ? jaccard(before.sets, sets) : NaN,
    };
    for (const node of nodes) this.#degree[node] = 0;
    this.#before = { nodes, sets };
    return counts;
  }

  *#degreesOf(nodes: Iterable<number>): Generator<number> {
    for (const node of nodes) yield this.#degree[node]!;
  }

  /** Roots hold minus the number of nodes below them. */
  #components(nodes: Iterable<number>): {
    components: number;
    largestComponent: number;
  } {
    let components = 0;
    let largest = 0;
    for (const node of nodes) {
      if (this.#parent[node]! >= 0) continue;
      components++;
      largest = Math.max(largest, -this.#parent[node]!);
    }
    return { components, largestComponent: largest };
  }

  #unite(left: number, right: number): void {
    let a = this.#find(left);
    let b = this.#find(right);
    if (a === b) return;
    if (this.#parent[a]! > this.#parent[b]!) [a, b] = [b, a];
    this.#parent[a]! += this.#parent[b]!;
    this.#parent[b] = a;
  }

  #find(start: number): number {
    const parent = this.#parent;
    let at = start;
    while (parent[at]! >= 0) {
      const up = parent[at]!;
      if (parent[up]! >= 0) parent[at] = parent[up]!;
      at = up;
    }
    return at;
  }
}

function markNew(found: Iterable<number>, seen: Uint8Array): number {
  let fresh = 0;
  for (const one of found) {
    if (seen[one] === 0) fresh++;
    seen[one] = 1;
  }
  return fresh;
}

/** Bits; 0 for nothing. */
function entropy(counts: Iterable<number>, total: number): number {
  let sum = 0;
  for (const count of counts) {
    if (count > 0) sum -= (count / total) * Math.log2(count / total);
  }
  return Math.max(0, sum);
}

/** |both| / |either|; 1 if both are empty. */
export function jaccard(
  left: ReadonlySet<unknown>,
  right: ReadonlySet<unknown>,
): number {
  let both = 0;
  for (const one of left) if (right.has(one)) both++;
  const either = left.size + right.size - both;
  return either === 0 ? 1 : both / either;
}
