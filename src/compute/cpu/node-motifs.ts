import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import {
  rowCount,
  rowLength,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import { MemberTrie } from './member-trie.ts';
import { selectRows } from './select-rows.ts';

/** Nodes of a motif. */
export type NodeMotifSize = 3 | 4;

/** Patterns of one size and how to read them off. */
export interface NodeMotifPatterns {
  /**
   * Each pattern as its hyperedges, members numbered from 1, as in `12 123`;
   * fewest hyperedges first, then by text.
   */
  readonly names: readonly string[];
  /** Position in `names` by set of hyperedges; 65,535 where they do not hang together. */
  readonly ofMask: Uint16Array;
  /** Places of each possible hyperedge; bit `i` of a mask is entry `i`. */
  readonly subsets: readonly (readonly number[])[];
}

const NO_MOTIF = 0xffff;

const known = new Map<NodeMotifSize, NodeMotifPatterns>();

/** The 6 patterns of three nodes or the 171 of four; made once. */
export function nodeMotifPatterns(size: NodeMotifSize): NodeMotifPatterns {
  const made = known.get(size) ?? makePatterns(size);
  known.set(size, made);
  return made;
}

function makePatterns(size: NodeMotifSize): NodeMotifPatterns {
  const subsets = subsetsOfPlaces(size);
  const orders = permutations(Array.from({ length: size }, (_, i) => i));
  const moved = orders.map((order) =>
    subsets.map((subset) => indexOfSubset(subsets, subset, order)),
  );
  const names: string[] = [];
  const canonical = Array.from({ length: 2 ** subsets.length }, (_, mask) => {
    if (!isConnected(subsets, mask, size)) return undefined;
    const texts = moved.map((to) => textOf(subsets, movedMask(mask, to)));
    return texts.reduce((least, text) => (text < least ? text : least));
  });
  for (const name of new Set(canonical)) {
    if (name !== undefined) names.push(name);
  }
  names.sort((a, b) => edgesIn(a) - edgesIn(b) || (a < b ? -1 : 1));
  const positions = new Map(names.map((name, i) => [name, i]));
  return {
    names,
    subsets,
    ofMask: Uint16Array.from(canonical, (name) =>
      name === undefined ? NO_MOTIF : positions.get(name)!,
    ),
  };
}

function edgesIn(name: string): number {
  return name.split(' ').length;
}

/** Sets of two or more places, smaller ones first. */
function subsetsOfPlaces(size: number): number[][] {
  const all: number[][] = [];
  for (let mask = 0; mask < 2 ** size; mask++) {
    const places = Array.from({ length: size }, (_, i) => i);
    const chosen = places.filter((place) => (mask >>> place) & 1);
    if (chosen.length >= 2) all.push(chosen);
  }
  return all.sort((a, b) => a.length - b.length);
}

function indexOfSubset(
  subsets: readonly (readonly number[])[],
  subset: readonly number[],
  order: readonly number[],
): number {
  const image = subset.map((place) => order[place]!).sort((a, b) => a - b);
  return subsets.findIndex((other) => other.join() === image.join());
}

function movedMask(mask: number, to: readonly number[]): number {
  return to.reduce(
    (moved, bit, i) => ((mask >>> i) & 1 ? moved | (1 << bit) : moved),
    0,
  );
}

function textOf(subsets: readonly (readonly number[])[], mask: number): string {
  return subsets
    .filter((_, i) => (mask >>> i) & 1)
    .map((subset) => subset.map((place) => place + 1).join(''))
    .sort()
    .join(' ');
}

function isConnected(
  subsets: readonly (readonly number[])[],
  mask: number,
  size: number,
): boolean {
  let reached = 1;
  for (let round = 0; round < size; round++) {
    subsets.forEach((subset, i) => {
      if (((mask >>> i) & 1) === 0) return;
      const places = subset.reduce((bits, place) => bits | (1 << place), 0);
      if ((places & reached) !== 0) reached |= places;
    });
  }
  return reached === 2 ** size - 1;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [
      item,
      ...rest,
    ]),
  );
}

/**
 * Sets of `size` nodes that hang together by the edges inside the set, counted by
 * the pattern of those edges. Equal edges count once, single members not at all.
 * @returns Length = names of {@link nodeMotifPatterns}.
 * @throws PolyadError CANCELLED
 * @remarks Sets are found from edges of `size` members, from edges of one less
 * with a node that a small edge adds, and from paths of pairs; each at the first
 * of these that it has. Time O(connected sets), with at most 11 look-ups each.
 * Lotito et al. 2022, doi:10.1038/s42005-022-00858-7.
 */
export function countNodeMotifs(
  edges: Incidence,
  nodeCount: number,
  size: NodeMotifSize,
  options: LoopOptions = {},
): Float64Array {
  return new NodeMotifCount(edges, nodeCount, size, options).run();
}

class NodeMotifCount {
  readonly #size: NodeMotifSize;
  readonly #nodeCount: number;
  readonly #patterns: NodeMotifPatterns;
  readonly #trie: MemberTrie;
  readonly #small: Incidence;
  readonly #holders: Incidence;
  /** Neighbours by edges of two members. */
  readonly #links: Incidence;
  readonly #masks: Float64Array;
  readonly #watch: LoopWatch;
  readonly #sorted: Uint32Array;
  #done = 0;

  constructor(
    edges: Incidence,
    nodeCount: number,
    size: NodeMotifSize,
    options: LoopOptions,
  ) {
    this.#size = size;
    this.#nodeCount = nodeCount;
    this.#patterns = nodeMotifPatterns(size);
    const inRange = (length: number): boolean => length >= 2 && length <= size;
    this.#trie = new MemberTrie(edges, nodeCount, inRange);
    this.#small = differentRows(edges, inRange);
    this.#holders = transpose(this.#small, nodeCount);
    this.#links = pairNeighbors(this.#small, this.#holders);
    this.#masks = new Float64Array(2 ** this.#patterns.subsets.length);
    this.#watch = new LoopWatch(rowCount(this.#small) + nodeCount, options);
    this.#sorted = new Uint32Array(size);
  }

  run(): Float64Array {
    for (let row = 0; row < rowCount(this.#small); row++) {
      const length = rowLength(this.#small, row);
      if (length === this.#size) {
        this.#masks[this.#maskOf(this.#membersOf(row))]!++;
      } else if (length === 3) this.#extendTriple(row);
      this.#watch.step(this.#done++, 1);
    }
    for (let node = 0; node < this.#nodeCount; node++) {
      this.#paths([node], this.#later(node, node), node);
      this.#done++;
    }
    this.#watch.finish();
    const counts = new Float64Array(this.#patterns.names.length);
    this.#masks.forEach((count, mask) => {
      if (count > 0) counts[this.#patterns.ofMask[mask]!]! += count;
    });
    return counts;
  }

  #membersOf(row: number): number[] {
    const { offsets, members } = this.#small;
    return Array.from(members.subarray(offsets[row], offsets[row + 1]));
  }

  /** Bits of the edges inside a set of `size` nodes. */
  #maskOf(nodes: readonly number[]): number {
    this.#sorted.set(nodes);
    this.#sorted.sort();
    let mask = 0;
    this.#patterns.subsets.forEach((subset, bit) => {
      if (this.#trie.has(this.#sorted, subset)) mask |= 1 << bit;
    });
    return mask;
  }

  /** Sets of four: an edge of three, and a node that another small edge adds. */
  #extendTriple(row: number): void {
    const triple = this.#membersOf(row);
    const added = new Set<number>();
    for (const node of triple) {
      const end = this.#holders.offsets[node + 1]!;
      for (let q = this.#holders.offsets[node]!; q < end; q++) {
        const others = this.#membersOf(this.#holders.members[q]!).filter(
          (other) => !triple.includes(other),
        );
        if (others.length === 1 && this.#rowFits(q)) added.add(others[0]!);
      }
    }
    this.#watch.step(this.#done, 20 * added.size);
    for (const node of added) {
      const mask = this.#maskOf([...triple, node]);
      if (this.#isCountedFrom(mask, triple, node)) this.#masks[mask]!++;
    }
  }

  /** Whether the edge at place `q` of the holders is smaller than the set. */
  #rowFits(q: number): boolean {
    return rowLength(this.#small, this.#holders.members[q]!) < this.#size;
  }

  /** Whether no edge of four is in the set, and no triple after this one. */
  #isCountedFrom(
    mask: number,
    triple: readonly number[],
    node: number,
  ): boolean {
    const nodes = [...triple, node].sort((a, b) => a - b);
    const last = this.#patterns.subsets.findLast(
      (subset, bit) => subset.length >= 3 && (mask >>> bit) & 1,
    )!;
    return (
      last.length === 3 && last.every((place) => triple.includes(nodes[place]!))
    );
  }

  /** Neighbours of `node` by pairs that come after `root`. */
  #later(node: number, root: number): number[] {
    const { offsets, members } = this.#links;
    return Array.from(
      members.subarray(offsets[node], offsets[node + 1]),
    ).filter((other) => other > root);
  }

  /**
   * Sets that hang together by pairs and hold no larger edge, each once, from
   * their least node `root`: Wernicke 2006, doi:10.1109/TCBB.2006.51.
   */
  #paths(nodes: readonly number[], ahead: number[], root: number): void {
    if (nodes.length === this.#size) {
      const mask = this.#maskOf(nodes);
      // bits above the pairs
      if (mask >>> ((this.#size * (this.#size - 1)) / 2) === 0) {
        this.#masks[mask]!++;
      }
      this.#watch.step(this.#done, 20);
      return;
    }
    const rest = [...ahead];
    for (;;) {
      const next = rest.pop();
      if (next === undefined) return;
      const fresh = this.#later(next, root).filter(
        (other) =>
          !nodes.includes(other) &&
          !nodes.some((node) => this.#linked(node, other)),
      );
      this.#paths([...nodes, next], [...rest, ...fresh], root);
    }
  }

  #linked(left: number, right: number): boolean {
    const pair = left < right ? [left, right] : [right, left];
    return this.#trie.has(pair, [0, 1]);
  }
}

/** The first of equal rows of a length that fits. */
function differentRows(
  rows: Incidence,
  fits: (length: number) => boolean,
): Incidence {
  const seen = new Set<string>();
  const kept: number[] = [];
  for (let row = 0; row < rowCount(rows); row++) {
    if (!fits(rowLength(rows, row))) continue;
    const start = rows.offsets[row]!;
    const text = rows.members.subarray(start, rows.offsets[row + 1]).join();
    if (seen.has(text)) continue;
    seen.add(text);
    kept.push(row);
  }
  return selectRows(rows, Uint32Array.from(kept));
}

/** Per node, ascending: nodes it makes an edge of two with. */
function pairNeighbors(rows: Incidence, holders: Incidence): Incidence {
  const offsets = new Uint32Array(rowCount(holders) + 1);
  const neighbors: number[] = [];
  for (let node = 0; node < rowCount(holders); node++) {
    const own: number[] = [];
    for (let q = holders.offsets[node]!; q < holders.offsets[node + 1]!; q++) {
      const row = holders.members[q]!;
      if (rowLength(rows, row) !== 2) continue;
      const start = rows.offsets[row]!;
      const [a, b] = [rows.members[start]!, rows.members[start + 1]!];
      own.push(a === node ? b : a);
    }
    neighbors.push(...own.sort((a, b) => a - b));
    offsets[node + 1] = neighbors.length;
  }
  return { offsets, members: Uint32Array.from(neighbors) };
}
