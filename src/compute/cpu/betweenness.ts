import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { UNREACHED } from './s-distances.ts';
import {
  sNeighbors,
  StoredNeighbors,
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

/** Sums over some sources, by row. */
export interface DependencySums {
  /** Σ of the dependencies of the sources on the row. */
  readonly sums: Float64Array;
  /** Σ of their squares. */
  readonly squares: Float64Array;
}

/**
 * What some sources add to the betweenness of every row: the dependency of a
 * source on a row is Σ, over all other rows, of the share of shortest s-walks from
 * the source that pass through it.
 * @param sources - Rows, each once.
 * @returns Length = rows. Over all rows, `sums` is twice the betweenness.
 * @throws PolyadError CANCELLED
 * @remarks Time O(sources · m).
 */
export function dependencySums(
  { rows, columns, s }: { rows: Incidence; columns: Incidence; s: number },
  sources: Uint32Array,
  options: NeighborOptions = {},
): DependencySums {
  const total = rowCount(rows);
  const neighbors = sNeighbors(rows, columns, s, options);
  const watch = new LoopWatch(sources.length, options);
  const pass = new DependencyPass(total, neighbors);
  const squares = new Float64Array(total);
  const before = new Float64Array(total);
  sources.forEach((source, done) => {
    before.set(pass.scores);
    pass.run(source, watch);
    pass.scores.forEach((sum, row) => {
      squares[row]! += (sum - before[row]!) ** 2;
    });
    watch.step(done, 2 * total);
  });
  watch.finish();
  return { sums: pass.scores, squares };
}

/** One source's shortest-path counts and dependencies, added to `scores`. */
class DependencyPass {
  readonly scores: Float64Array;
  readonly #neighbors: SNeighbors;
  readonly #levels: Uint32Array;
  /** Shortest paths from the source. */
  readonly #paths: Float64Array;
  /** (1 + dependency) / paths: what each predecessor gets for each of its paths. */
  readonly #shares: Float64Array;
  readonly #order: Uint32Array;
  /** End in `#successors` of the vertex at each position of `#order`. */
  readonly #ends: Uint32Array;
  /** Next vertices on shortest paths, in the order of `#order`; empty if not kept. */
  readonly #successors: Uint32Array;

  constructor(total: number, neighbors: SNeighbors) {
    this.scores = new Float64Array(total);
    this.#neighbors = neighbors;
    this.#levels = new Uint32Array(total).fill(UNREACHED);
    this.#paths = new Float64Array(total);
    this.#shares = new Float64Array(total);
    this.#order = new Uint32Array(total);
    this.#ends = new Uint32Array(total);
    // a stored link leads away from the source at most once
    const kept =
      neighbors instanceof StoredNeighbors ? neighbors.list.length / 2 : 0;
    this.#successors = new Uint32Array(kept);
  }

  run(source: number, watch: LoopWatch): void {
    const reached = this.#countPaths(source, watch);
    if (this.#successors.length > 0) this.#collect(reached);
    else this.#collectAnew(source, reached, watch);
    for (let i = 0; i < reached; i++) this.#levels[this.#order[i]!] = UNREACHED;
  }

  #countPaths(source: number, watch: LoopWatch): number {
    const levels = this.#levels;
    const paths = this.#paths;
    const order = this.#order;
    const ends = this.#ends;
    const successors = this.#successors;
    const neighbors = this.#neighbors;
    levels[source] = 0;
    paths[source] = 1;
    order[0] = source;
    let reached = 1;
    let kept = 0;
    for (let next = 0; next < reached; next++) {
      const vertex = order[next]!;
      const level = levels[vertex]! + 1;
      const count = paths[vertex]!;
      neighbors.find(vertex);
      const { list, end } = neighbors;
      for (let i = neighbors.start; i < end; i++) {
        const other = list[i]!;
        const known = levels[other]!;
        if (known < level) continue;
        if (known === UNREACHED) {
          levels[other] = level;
          order[reached++] = other;
          paths[other] = count;
        } else if (known === level) paths[other]! += count;
        else continue;
        // past the end of an array that is not kept, this writes nothing
        successors[kept++] = other;
      }
      ends[next] = kept;
      watch.step(source, neighbors.work);
    }
    return reached;
  }

  /** Farthest first: each vertex gathers its dependency from its successors. */
  #collect(reached: number): void {
    const paths = this.#paths;
    const shares = this.#shares;
    const successors = this.#successors;
    for (let next = reached - 1; next > 0; next--) {
      const vertex = this.#order[next]!;
      const end = this.#ends[next]!;
      let share = 0;
      for (let i = this.#ends[next - 1]!; i < end; i++) {
        share += shares[successors[i]!]!;
      }
      const dependency = paths[vertex]! * share;
      this.scores[vertex]! += dependency;
      shares[vertex] = (1 + dependency) / paths[vertex]!;
    }
  }

  /** The same, with successors found a second time. */
  #collectAnew(source: number, reached: number, watch: LoopWatch): void {
    const levels = this.#levels;
    const paths = this.#paths;
    const shares = this.#shares;
    const neighbors = this.#neighbors;
    for (let next = reached - 1; next > 0; next--) {
      const vertex = this.#order[next]!;
      const after = levels[vertex]! + 1;
      neighbors.find(vertex);
      const { list, end } = neighbors;
      let share = 0;
      for (let i = neighbors.start; i < end; i++) {
        if (levels[list[i]!] === after) share += shares[list[i]!]!;
      }
      const dependency = paths[vertex]! * share;
      this.scores[vertex]! += dependency;
      shares[vertex] = (1 + dependency) / paths[vertex]!;
      watch.step(source, neighbors.work);
    }
  }
}
