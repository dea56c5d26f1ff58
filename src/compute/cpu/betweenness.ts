import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { UNREACHED } from './s-distances.ts';
import {
  sNeighbors,
  type NeighborOptions,
  type SNeighbors,
} from './s-neighbors.ts';

/**
 * Betweenness of every row in the s-line graph: over unordered pairs of other
 * rows, the share of shortest s-walks that pass through it, summed.
 * @param s - At least 1.
 * @returns Length = rows; zero for singletons.
 * @throws PolyadError CANCELLED
 * @remarks Brandes 2001, doi:10.1080/0022250X.2001.9990249: time O(n · m) over n
 * vertices and m links, memory O(n + m), or O(n) where the links do not fit
 * `maxStoredPairs`. Path counts are doubles: exact up to 2⁵³ paths.
 */
export function betweenness(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: NeighborOptions = {},
): Float64Array {
  const total = rowCount(rows);
  const neighbors = sNeighbors(rows, columns, s, options);
  const watch = new LoopWatch(total, options);
  const pass = new DependencyPass(total, neighbors);
  for (let source = 0; source < total; source++) {
    pass.run(source, watch);
  }
  watch.finish();
  // every unordered pair was met from both its ends
  return pass.scores.map((score) => score / 2);
}

/** One source's shortest-path counts and dependencies, added to `scores`. */
class DependencyPass {
  readonly scores: Float64Array;
  readonly #neighbors: SNeighbors;
  readonly #levels: Uint32Array;
  readonly #paths: Float64Array;
  readonly #dependency: Float64Array;
  readonly #order: Uint32Array;

  constructor(total: number, neighbors: SNeighbors) {
    this.scores = new Float64Array(total);
    this.#neighbors = neighbors;
    this.#levels = new Uint32Array(total).fill(UNREACHED);
    this.#paths = new Float64Array(total);
    this.#dependency = new Float64Array(total);
    this.#order = new Uint32Array(total);
  }

  run(source: number, watch: LoopWatch): void {
    const reached = this.#countPaths(source, watch);
    if (reached > 2) this.#collect(source, reached, watch);
    for (let i = 0; i < reached; i++) {
      const vertex = this.#order[i]!;
      this.#levels[vertex] = UNREACHED;
      this.#paths[vertex] = 0;
      this.#dependency[vertex] = 0;
    }
  }

  #countPaths(source: number, watch: LoopWatch): number {
    const levels = this.#levels;
    const paths = this.#paths;
    const order = this.#order;
    const neighbors = this.#neighbors;
    levels[source] = 0;
    paths[source] = 1;
    order[0] = source;
    let reached = 1;
    for (let next = 0; next < reached; next++) {
      const vertex = order[next]!;
      const level = levels[vertex]! + 1;
      const share = paths[vertex]!;
      neighbors.find(vertex);
      const { list, end } = neighbors;
      for (let i = neighbors.start; i < end; i++) {
        const other = list[i]!;
        if (levels[other] === UNREACHED) {
          levels[other] = level;
          order[reached++] = other;
          paths[other] = share;
        } else if (levels[other] === level) paths[other]! += share;
      }
      watch.step(source, neighbors.work);
    }
    return reached;
  }

  /** Farthest first: each vertex passes its dependency on to its predecessors. */
  #collect(source: number, reached: number, watch: LoopWatch): void {
    const levels = this.#levels;
    const paths = this.#paths;
    const dependency = this.#dependency;
    const neighbors = this.#neighbors;
    for (let next = reached - 1; next > 0; next--) {
      const vertex = this.#order[next]!;
      const before = levels[vertex]! - 1;
      this.scores[vertex]! += dependency[vertex]!;
      // predecessors at level 0 are the source, whose dependency does not count
      if (before === 0) continue;
      const share = (1 + dependency[vertex]!) / paths[vertex]!;
      neighbors.find(vertex);
      const { list, end } = neighbors;
      for (let i = neighbors.start; i < end; i++) {
        const other = list[i]!;
        if (levels[other] === before)
          dependency[other]! += paths[other]! * share;
      }
      watch.step(source, neighbors.work);
    }
  }
}
