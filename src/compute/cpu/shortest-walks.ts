import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import { sDistances, UNREACHED } from './s-distances.ts';
import { ImplicitNeighbors } from './s-neighbors.ts';

/** Which walks to list. */
export interface ShortestWalksInput extends LoopOptions {
  readonly from: number;
  readonly to: number;
  /** Most walks listed. */
  readonly limit: number;
}

/** All shortest walks between two rows. */
export interface ShortestWalksFound {
  /** Steps, or {@link UNREACHED}. */
  readonly distance: number;
  /** How many there are, listed or not; 0 where there is none. */
  readonly count: number;
  /** `distance + 1` rows a walk, in ascending order. */
  readonly walks: readonly Uint32Array[];
}

/**
 * Shortest s-walks between two rows, in lexicographic order up to a limit.
 * @param s - At least 1.
 * @throws PolyadError CANCELLED
 * @remarks A breadth-first search from `to`, then neighbours of the rows that lie on
 * shortest walks, each found once; then O(distance) a walk. Counts above 2⁵³ are rounded.
 */
export function shortestWalks(
  rows: Incidence,
  columns: Incidence,
  s: number,
  input: ShortestWalksInput,
): ShortestWalksFound {
  const { from, to, limit, signal } = input;
  const search = { source: to, target: from, signal };
  const { levels } = sDistances(rows, columns, s, search);
  const distance = levels[from]!;
  if (distance === UNREACHED) return { distance, count: 0, walks: [] };
  const watch = new LoopWatch(rowCount(rows), input);
  const neighbors = new ImplicitNeighbors(rows, columns, s);
  /** Next rows on shortest walks, ascending, of every row on one. */
  const nexts = new Map<number, Uint32Array>([[to, new Uint32Array()]]);
  const order: number[] = from === to ? [] : [from];
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    neighbors.find(row);
    const { list, start, end } = neighbors;
    const closer = list
      .slice(start, end)
      .filter((other) => levels[other] === levels[row]! - 1)
      .sort();
    nexts.set(row, closer);
    for (const other of closer) {
      if (nexts.has(other)) continue;
      nexts.set(other, new Uint32Array());
      order.push(other);
    }
    watch.step(i, neighbors.work);
  }
  // nearest to the end last in `order`, so counts are there when needed
  const counts = new Map<number, number>([[to, 1]]);
  for (const row of order.reverse()) {
    const count = nexts
      .get(row)!
      .reduce((sum, other) => sum + counts.get(other)!, 0);
    counts.set(row, count);
  }
  watch.finish();
  const walks = listed(nexts, from, distance, limit);
  return { distance, count: counts.get(from)!, walks };
}

/** Walks down the lists, depth first, the first ones first. */
function listed(
  nexts: ReadonlyMap<number, Uint32Array>,
  from: number,
  distance: number,
  limit: number,
): Uint32Array[] {
  const walks: Uint32Array[] = [];
  const walk = new Uint32Array(distance + 1);
  const places = new Uint32Array(distance + 1);
  walk[0] = from;
  let depth = 0;
  while (depth >= 0 && walks.length < limit) {
    const next = nexts.get(walk[depth]!)![places[depth]!++];
    if (depth === distance) {
      walks.push(walk.slice());
      depth--;
    } else if (next === undefined) depth--;
    else {
      walk[++depth] = next;
      places[depth] = 0;
    }
  }
  return walks;
}
