import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { TimeIndex } from '#hypergraph/time-windows.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';

export interface BlastOptions extends LoopOptions {
  /** From when on; default the beginning of the data. Milliseconds. */
  readonly from?: number | undefined;
  /** Members already reached that a relation must hold to pass on; default 1. */
  readonly s?: number | undefined;
  /** Most relations one after another; default no limit. */
  readonly most?: number | undefined;
}

/** One node reached by a time-respecting walk. */
export interface Reached {
  readonly node: number;
  /** When, milliseconds; of a start the time it started from. */
  readonly time: number;
  /** The relation that brought it; null for a start. */
  readonly edge: number | null;
  /** Relations on the way. */
  readonly hops: number;
}

/**
 * What could have been reached from some nodes, by relations one after another in
 * time: each at or after the time at which its members were reached. Earliest
 * arrivals, in order of time.
 * @param starts - Node indices.
 * @throws PolyadError INVALID_ARGUMENT without times, CANCELLED
 * @remarks O(incidences + edges log edges). Relations of one moment pass on in
 * order of input, once. With a limit of hops, the earliest arrival is the one kept.
 */
export function blastRadius(
  hypergraph: Hypergraph,
  starts: Iterable<number>,
  options: BlastOptions = {},
): Reached[] {
  const { s = 1, most = Infinity } = options;
  const index = new TimeIndex(hypergraph);
  if (index.times.length === 0) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'These relations have no times, so none comes after another. Name the time column with --time.',
    );
  }
  const from = options.from ?? index.times[0] ?? 0;
  const reached = new Map<number, Reached>();
  for (const node of starts) {
    reached.set(node, { node, time: from, edge: null, hops: 0 });
  }
  const watch = new LoopWatch(index.edges.length, options);
  index.window(from, Infinity).edges.forEach((edge, done) => {
    const members = hypergraph.edgeMembers(edge);
    watch.step(done, members.length + 1);
    const hops = hopsToEnter(members, reached, s) + 1;
    if (hops === Infinity || hops > most) return;
    const time = hypergraph.edgeTimes()?.[edge] ?? NaN;
    for (const node of members) {
      if (!reached.has(node)) reached.set(node, { node, time, edge, hops });
    }
  });
  watch.finish();
  return [...reached.values()];
}

/** Hops of the s-th nearest member reached so far; Infinity where fewer are. */
function hopsToEnter(
  members: Uint32Array,
  reached: ReadonlyMap<number, Reached>,
  s: number,
): number {
  const hops: number[] = [];
  for (const node of members) {
    const known = reached.get(node);
    if (known) hops.push(known.hops);
  }
  hops.sort((a, b) => a - b);
  return hops[s - 1] ?? Infinity;
}

/**
 * The relations by which a node was reached, first to last.
 * @param reached - As {@link blastRadius} gives them.
 * @remarks Follows, in each relation, a member that was there before it.
 */
export function walkTo(
  hypergraph: Hypergraph,
  reached: readonly Reached[],
  node: number,
): number[] {
  const order = new Map(
    reached.map((found, at) => [found.node, { ...found, at }]),
  );
  const path: number[] = [];
  let at = order.get(node);
  while (at && at.edge !== null) {
    path.push(at.edge);
    at = nearestBefore(hypergraph.edgeMembers(at.edge), order, at);
  }
  return path.reverse();
}

interface Arrival extends Reached {
  /** Position in the order of arrival. */
  readonly at: number;
}

/** The member of a relation with the fewest hops that was there before it. */
function nearestBefore(
  members: Uint32Array,
  order: ReadonlyMap<number, Arrival>,
  { edge, at }: Arrival,
): Arrival | undefined {
  let nearest: Arrival | undefined;
  for (const member of members) {
    const known = order.get(member);
    if (!known || known.edge === edge || known.at >= at) continue;
    if (!nearest || known.hops < nearest.hops) nearest = known;
  }
  return nearest;
}
