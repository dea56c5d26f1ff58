import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import { ImplicitNeighbors } from '#compute/cpu/s-neighbors.ts';
import { checkElement, sStructure } from '../s-structure.ts';
import { pathTo } from '../walks/walk-path.ts';

/**
 * What makes a walk the best: it arrives first (`foremost`), has the fewest steps
 * (`shortest`), or takes the least time (`fastest`).
 */
export type TimeCriterion = 'foremost' | 'shortest' | 'fastest';

/** When one hyperedge may follow another. */
export interface TimeWalkOptions extends LoopOptions {
  /** Members that hyperedges one after the other share, at least. Default 1. */
  readonly s?: number | undefined;
  /** What walks lead from and to. Default `edges`. */
  readonly of?: ElementKind | undefined;
  /** Each hyperedge must be later than the one before, not only no earlier. Default false. */
  readonly strict?: boolean | undefined;
  /** Longest wait from one hyperedge to the next, milliseconds. Default: any. */
  readonly maxWait?: number | undefined;
  /** Default `foremost`. */
  readonly criterion?: TimeCriterion | undefined;
}

/** A walk through hyperedges in the order of time. */
export interface TimeWalk {
  /** Hyperedges in order; null where no walk leads there. */
  readonly path: Uint32Array | null;
  /** Times of the first and last hyperedge, milliseconds; null without one. */
  readonly departure: number | null;
  readonly arrival: number | null;
}

/**
 * A time-respecting s-walk: hyperedges of which each shares at least `s` members with the
 * one before and is no earlier. From a node it leaves by any hyperedge that holds it, and
 * it reaches a node by any that holds that one. Hyperedges without a time are in none.
 * @param from - Index of a hyperedge, or of a node as `options.of` says.
 * @param to - Likewise. From a node to itself the walk is empty.
 * @throws PolyadError INVALID_ARGUMENT if no hyperedge has a time; CANCELLED
 * @remarks One breadth-first search over hyperedges, for `fastest` from the latest
 * departure backwards, so that each hyperedge is met once: O(wedges). Criteria: Wu et
 * al. 2014, doi:10.14778/2732939.2732945.
 */
export function computeTimeWalk(
  hypergraph: Hypergraph,
  from: number,
  to: number,
  options: TimeWalkOptions = {},
): TimeWalk {
  const { criterion = 'foremost' } = options;
  const isEdges = (options.of ?? 'edges') === 'edges';
  const structure = sStructure(hypergraph, { of: options.of });
  checkElement(structure, from);
  checkElement(structure, to);
  if (!isEdges && from === to) {
    return { path: new Uint32Array(), departure: null, arrival: null };
  }
  const search = new TimeSearch(hypergraph, options);
  const { times } = search;
  const starts = isEdges ? [from] : [...hypergraph.nodeEdges(from)];
  const timed = starts.filter((edge) => !Number.isNaN(times[edge]));
  if (criterion === 'fastest') {
    timed.sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0) || a - b);
    for (const edge of timed) search.run([edge]);
  } else search.run(timed);
  const ends = isEdges ? [to] : [...hypergraph.nodeEdges(to)];
  const reached = ends.filter((edge) => search.isReached(edge));
  const ranked = reached.map((edge) => search.rank(edge, criterion));
  const [best] = ranked.sort(
    (a, b) => a.first - b.first || a.second - b.second || a.edge - b.edge,
  );
  if (best === undefined) return { path: null, departure: null, arrival: null };
  const path = search.pathTo(best.edge);
  const timeAt = (place: number): number => times[path.at(place) ?? 0] ?? NaN;
  return { path, departure: timeAt(0), arrival: timeAt(-1) };
}

/**
 * When each hyperedge, or node, is reached first by time-respecting s-walks.
 * @param from - Index of a hyperedge, or of a node as `options.of` says.
 * @returns Milliseconds, NaN for never. A node where walks begin is reached with its first
 * hyperedge; a hyperedge at its own time.
 * @throws PolyadError as {@link computeTimeWalk}
 */
export function computeArrivalTimes(
  hypergraph: Hypergraph,
  from: number,
  options: TimeWalkOptions = {},
): Float64Array {
  const structure = sStructure(hypergraph, { of: options.of });
  checkElement(structure, from);
  const search = new TimeSearch(hypergraph, options);
  const { times } = search;
  const isEdges = structure.of === 'edges';
  const starts = isEdges ? [from] : [...hypergraph.nodeEdges(from)];
  search.run(starts.filter((edge) => !Number.isNaN(times[edge])));
  if (isEdges) {
    return times.map((time, edge) => (search.isReached(edge) ? time : NaN));
  }
  return Float64Array.from({ length: hypergraph.nodeCount }, (_, node) => {
    let first = Infinity;
    for (const edge of hypergraph.nodeEdges(node)) {
      if (search.isReached(edge)) first = Math.min(first, times[edge] ?? NaN);
    }
    return first === Infinity ? NaN : first;
  });
}

/** Searches that go on from one to the next: what is reached stays so. */
class TimeSearch {
  readonly times: Float64Array;
  readonly #before: Uint32Array;
  readonly #steps: Int32Array;
  /** Time of the hyperedge the walk began with. */
  readonly #departure: Float64Array;
  readonly #neighbors: ImplicitNeighbors;
  readonly #watch: LoopWatch;
  readonly #follows: (wait: number) => boolean;
  #done = 0;

  constructor(hypergraph: Hypergraph, options: TimeWalkOptions) {
    const { edgeCount } = hypergraph;
    const times = hypergraph.edgeTimes();
    if (times === null) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        'No hyperedge has a time, so no walk can respect it; name the column with --time.',
      );
    }
    const { strict = false, maxWait = Infinity, s } = options;
    const structure = sStructure(hypergraph, { s });
    this.times = times;
    this.#before = new Uint32Array(edgeCount);
    this.#steps = new Int32Array(edgeCount).fill(-1);
    this.#departure = new Float64Array(edgeCount);
    const { rows, columns } = structure;
    this.#neighbors = new ImplicitNeighbors(rows, columns, structure.s);
    this.#watch = new LoopWatch(edgeCount, options);
    this.#follows = (wait) =>
      (strict ? wait > 0 : wait >= 0) && wait <= maxWait;
  }

  run(starts: readonly number[]): void {
    const queue: number[] = [];
    const reach = (edge: number, before: number, steps: number): void => {
      this.#before[edge] = before;
      this.#steps[edge] = steps;
      this.#departure[edge] =
        (steps === 0 ? this.times[edge] : this.#departure[before]) ?? NaN;
      queue.push(edge);
    };
    for (const edge of starts) {
      if (!this.isReached(edge)) reach(edge, edge, 0);
    }
    // grows while it is walked
    for (const edge of queue) {
      this.#neighbors.find(edge);
      const { list, start, end, work } = this.#neighbors;
      const time = this.times[edge] ?? NaN;
      for (let i = start; i < end; i++) {
        const next = list[i] ?? 0;
        if (this.isReached(next)) continue;
        // NaN follows nothing
        if (!this.#follows((this.times[next] ?? NaN) - time)) continue;
        reach(next, edge, (this.#steps[edge] ?? 0) + 1);
      }
      this.#watch.step(this.#done++, work);
    }
  }

  isReached(edge: number): boolean {
    return (this.#steps[edge] ?? -1) >= 0;
  }

  /** What to sort ends by, smaller is better. */
  rank(
    edge: number,
    criterion: TimeCriterion,
  ): { edge: number; first: number; second: number } {
    const time = this.times[edge] ?? NaN;
    const steps = this.#steps[edge] ?? 0;
    if (criterion === 'shortest') return { edge, first: steps, second: time };
    const first =
      criterion === 'foremost' ? time : time - (this.#departure[edge] ?? NaN);
    return { edge, first, second: steps };
  }

  pathTo(edge: number): Uint32Array {
    return pathTo(this.#before, edge);
  }
}
