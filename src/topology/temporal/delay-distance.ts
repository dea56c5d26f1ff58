import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { collapseEdges } from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowMembers } from '#hypergraph/incidence.ts';
import { TimeIndex } from '#hypergraph/time-windows.ts';
import { SDistanceSearch, UNREACHED } from '#compute/cpu/s-distances.ts';

/** Options of {@link computeDelayDistance}. */
export interface DelayDistanceOptions extends LoopOptions {
  /** Delays, milliseconds; each takes pairs of hyperedges no further apart in time. */
  readonly delays: readonly number[];
  /** Members of both hyperedges of a pair, or of one and the other. Default: any. */
  readonly sizes?: readonly [number, number] | undefined;
}

/** How far apart hyperedges are that come close in time. */
export interface DelayDistance {
  /** Mean distance of pairs within each delay; NaN where there are none. */
  readonly within: Float64Array;
  /** Pairs within each delay. */
  readonly pairs: Float64Array;
  /** Mean distance of all pairs. */
  readonly overall: number;
}

/**
 * Topological distance by delay: the mean number of steps between two hyperedges, in the
 * hypergraph of all times, of pairs that come within a delay of each other. Below the
 * overall mean where what is near in time is near in structure. Equal hyperedges are at
 * distance 0; pairs that no walk joins, and hyperedges without a time, are left out.
 * @throws PolyadError INVALID_ARGUMENT if no hyperedge has a time; CANCELLED
 * @remarks A search from every different hyperedge, and O(hyperedges²) pairs. Gallo, Lacasa,
 * Latora and Battiston 2024; Ceria and Wang 2023, doi:10.1038/s41598-023-33442-0.
 */
export function computeDelayDistance(
  hypergraph: Hypergraph,
  options: DelayDistanceOptions,
): DelayDistance {
  const { delays, sizes } = options;
  if (hypergraph.edgeTimes() === null) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'No hyperedge has a time, so nothing comes near another in time; name the column with --time.',
    );
  }
  const { edges: order, times } = new TimeIndex(hypergraph);
  const { hypergraph: sets, classes } = collapseEdges(hypergraph);
  const setOf = new Uint32Array(hypergraph.edgeCount);
  for (let set = 0; set < sets.edgeCount; set++) {
    for (const edge of rowMembers(classes, set)) setOf[edge] = set;
  }
  const fits = (a: number, b: number): boolean => {
    if (sizes === undefined) return true;
    const own = [sets.edgeSize(a), sets.edgeSize(b)];
    return (
      (own[0] === sizes[0] && own[1] === sizes[1]) ||
      (own[0] === sizes[1] && own[1] === sizes[0])
    );
  };
  const tally = new DelayTally(delays);
  const search = new SDistanceSearch(sets.edges, sets.nodes, 1);
  const inside = new LoopWatch(sets.edgeCount, { signal: options.signal });
  const watch = new LoopWatch(sets.edgeCount, options);
  const places = new Map<number, number[]>();
  order.forEach((edge, place) => {
    const list = places.get(setOf[edge] ?? 0);
    if (list) list.push(place);
    else places.set(setOf[edge] ?? 0, [place]);
  });
  for (const [set, own] of places) {
    search.run(set, { watch: inside });
    for (const place of own) {
      // each pair from its earlier hyperedge
      for (let later = place + 1; later < order.length; later++) {
        const other = setOf[order[later] ?? 0] ?? 0;
        const distance = search.levels[other] ?? UNREACHED;
        if (distance === UNREACHED || !fits(set, other)) continue;
        tally.add((times[later] ?? 0) - (times[place] ?? 0), distance);
      }
      watch.step(set, order.length);
    }
  }
  watch.finish();
  return tally.means();
}

class DelayTally {
  readonly #delays: readonly number[];
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;

  constructor(delays: readonly number[]) {
    this.#delays = delays;
    this.#sums = new Float64Array(delays.length + 1);
    this.#counts = new Float64Array(delays.length + 1);
  }

  add(delay: number, distance: number): void {
    const count = (at: number): void => {
      this.#sums[at] = (this.#sums[at] ?? 0) + distance;
      this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    };
    this.#delays.forEach((most, at) => {
      if (delay <= most) count(at);
    });
    count(this.#delays.length);
  }

  means(): DelayDistance {
    const means = this.#sums.map((sum, at) => sum / (this.#counts[at] ?? 0));
    return {
      within: means.slice(0, -1),
      pairs: this.#counts.slice(0, -1),
      overall: means.at(-1) ?? NaN,
    };
  }
}
