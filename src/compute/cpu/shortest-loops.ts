import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { DisjointSets } from '#numeric/disjoint-sets.ts';
import { MinHeap } from '#numeric/min-heap.ts';
import { Random } from '#numeric/random.ts';
import { groupByRow, type Incidence } from '#hypergraph/incidence.ts';
import { simplicesOfSize } from './simplex-lists.ts';

/** How much work is too much. */
export interface ShortestLoopOptions extends LoopOptions {
  /** Most subsets of three columns to list. */
  readonly maxTriangles: number;
}

/** Columns × links that are searched at most: some tens of seconds. */
const MOST_SEARCHED = 2e8;

/**
 * A basis of the loops in the downward closure of the rows that no boundary of triangles
 * fills, over GF(2), of least total length: as many as the first Betti number.
 * @returns Pairs of columns one after the other, for each loop, shortest loops first.
 * @throws PolyadError LIMIT_EXCEEDED, CANCELLED
 * @remarks Links get a vector each, in which the sum over a loop is 0 just if the loop is a
 * boundary (Busaryev et al. 2012, doi:10.1007/978-3-642-31155-0_17). Of shortest-path
 * trees from every column and their other links, the shortest independent loops are taken
 * (Horton 1987, doi:10.1137/0216026). Lengths are perturbed a little, which makes shortest
 * paths unique. O(columns · links · log), after the reduction.
 */
export function shortestLoops(
  rows: Incidence,
  columnCount: number,
  options: ShortestLoopOptions,
): Uint32Array[] {
  const { maxTriangles } = options;
  const links = simplicesOfSize(rows, 2, maxTriangles, options);
  const triangles = simplicesOfSize(rows, 3, maxTriangles, options);
  if (columnCount * links.count > MOST_SEARCHED) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `Shortest loops are searched for from ${columnCount} nodes along ${links.count} links, which takes too long; leave out the largest hyperedges, or ask for any loops.`,
      { nodes: columnCount, links: links.count },
    );
  }
  const graph = new LinkGraph(links.members, columnCount);
  const marks = loopMarks(graph, triangles.members);
  const found: Loop[] = [];
  const watch = new LoopWatch(columnCount, options);
  for (let start = 0; start < columnCount; start++) {
    found.push(...loopsFrom(graph, marks, start));
    watch.step(start, 64 * links.count);
  }
  watch.finish();
  found.sort((a, b) => a.length - b.length);
  return independent(found).map(({ start, link }) => graph.loop(start, link));
}

/** A way out from a column, and back by another, over one link. */
interface Loop {
  readonly start: number;
  readonly link: number;
  /** With the perturbation. */
  readonly length: number;
  readonly mark: bigint;
}

/** Loops in order of length that are no sums of shorter ones. */
function independent(loops: readonly Loop[]): Loop[] {
  const basis = new Map<number, bigint>();
  return loops.filter(({ mark }) => {
    let rest = mark;
    while (rest !== 0n) {
      const top = rest.toString(2).length;
      const known = basis.get(top);
      if (known === undefined) {
        basis.set(top, rest);
        return true;
      }
      rest ^= known;
    }
    return false;
  });
}

function loopsFrom(
  graph: LinkGraph,
  marks: readonly bigint[],
  start: number,
): Loop[] {
  const { distances, before, order } = graph.search(start);
  const along = new Map<number, bigint>([[start, 0n]]);
  for (const column of order) {
    if (column === start) continue;
    const link = before[column]!;
    const previous = along.get(graph.otherEnd(link, column))!;
    along.set(column, previous ^ marks[link]!);
  }
  const loops: Loop[] = [];
  graph.weights.forEach((weight, link) => {
    const [a, b] = graph.ends(link);
    if (before[a] === link || before[b] === link) return;
    const left = along.get(a);
    if (left === undefined) return;
    const mark = left ^ along.get(b)! ^ marks[link]!;
    if (mark === 0n) return;
    const length = distances[a]! + distances[b]! + weight;
    loops.push({ start, link, length, mark });
  });
  loops.sort((a, b) => a.length - b.length);
  // what shorter loops from here make is no use elsewhere either
  return independent(loops);
}

/**
 * Vector of each link: 0 along a spanning forest; of the others, relations that triangles
 * make leave some free, each with a bit of its own, and give the rest.
 */
function loopMarks(graph: LinkGraph, triangles: Uint32Array): bigint[] {
  const relations = new Map<number, Set<number>>();
  for (let at = 0; at < triangles.length; at += 3) {
    const [a, b, c] = [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!];
    const sides = [graph.linkOf(a, b), graph.linkOf(a, c), graph.linkOf(b, c)];
    let rest = new Set(sides.filter((link) => graph.inForest[link] === 0));
    while (rest.size > 0) {
      const pivot = Math.max(...rest);
      const known = relations.get(pivot);
      if (known === undefined) {
        relations.set(pivot, rest);
        break;
      }
      rest = inOneOnly(rest, known);
    }
  }
  const marks: bigint[] = [];
  let free = 0n;
  graph.inForest.forEach((isTree, link) => {
    const relation = relations.get(link);
    if (isTree === 1) marks.push(0n);
    else if (relation === undefined) marks.push(1n << free++);
    else {
      let mark = 0n;
      for (const other of relation) if (other !== link) mark ^= marks[other]!;
      marks.push(mark);
    }
  });
  return marks;
}

/** Sum over GF(2). */
function inOneOnly(
  left: ReadonlySet<number>,
  right: ReadonlySet<number>,
): Set<number> {
  const sum = new Set(left);
  for (const one of right) if (!sum.delete(one)) sum.add(one);
  return sum;
}

/** Links between columns, as a graph with lengths. */
class LinkGraph {
  /** 1 and a little, of each link. */
  readonly weights: Float64Array;
  /** 1 for the links of a spanning forest. */
  readonly inForest: Uint8Array;
  readonly #ends: Uint32Array;
  /** Links at each column. */
  readonly #at: Incidence;
  readonly #numbers = new Map<number, number>();
  readonly #columns: number;

  /** @param ends - Two columns a link, ascending. */
  constructor(ends: Uint32Array, columns: number) {
    const count = ends.length / 2;
    this.#ends = ends;
    this.#columns = columns;
    const random = new Random(0);
    this.weights = Float64Array.from(
      { length: count },
      () => 1 + 1e-9 * random.float(),
    );
    this.inForest = new Uint8Array(count);
    const sets = new DisjointSets(columns);
    for (let link = 0; link < count; link++) {
      const [a, b] = this.ends(link);
      this.#numbers.set(a * columns + b, link);
      if (sets.find(a) === sets.find(b)) continue;
      sets.unite(a, b);
      this.inForest[link] = 1;
    }
    const links = Uint32Array.from(ends, (_, at) => at >>> 1);
    this.#at = groupByRow(ends, links, columns);
  }

  ends(link: number): [number, number] {
    return [this.#ends[2 * link]!, this.#ends[2 * link + 1]!];
  }

  otherEnd(link: number, column: number): number {
    const [a, b] = this.ends(link);
    return a === column ? b : a;
  }

  linkOf(a: number, b: number): number {
    return this.#numbers.get(a * this.#columns + b)!;
  }

  /** Shortest paths from one column. */
  search(start: number): {
    distances: Float64Array;
    /** Last link on the way; none for the start and what is not reached. */
    before: Int32Array;
    /** Columns reached, nearest first. */
    order: number[];
  } {
    const distances = new Float64Array(this.#columns).fill(Infinity);
    const before = new Int32Array(this.#columns).fill(-1);
    const settled = new Uint8Array(this.#columns);
    const order: number[] = [];
    const heap = new MinHeap();
    distances[start] = 0;
    heap.push(start, 0);
    for (let next = heap.pop(); next; next = heap.pop()) {
      const column = next.item;
      if (settled[column] === 1) continue;
      settled[column] = 1;
      order.push(column);
      const { offsets, members } = this.#at;
      for (let i = offsets[column]!; i < offsets[column + 1]!; i++) {
        const link = members[i]!;
        const other = this.otherEnd(link, column);
        const distance = next.key + this.weights[link]!;
        if (distance >= distances[other]!) continue;
        distances[other] = distance;
        before[other] = link;
        heap.push(other, distance);
      }
    }
    return { distances, before, order };
  }

  /** Ends of the links of a loop, two columns each. */
  loop(start: number, link: number): Uint32Array {
    const { before } = this.search(start);
    let links = new Set([link]);
    for (const end of this.ends(link)) {
      const way = new Set<number>();
      for (let at = end; at !== start; at = this.otherEnd(before[at]!, at)) {
        way.add(before[at]!);
      }
      // what both ways share is walked out and back
      links = inOneOnly(links, way);
    }
    return Uint32Array.from([...links].flatMap((one) => this.ends(one)));
  }
}
