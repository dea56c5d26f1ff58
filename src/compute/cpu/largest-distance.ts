import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { sComponents } from './s-components.ts';
import { SDistanceSearch } from './s-distances.ts';

/** The largest distance in an s-line graph. */
export interface LargestDistance {
  readonly distance: number;
  /** Rows of the component in which it was found. */
  readonly componentSize: number;
  /** Two rows that far apart; equal where the distance is zero, -1 without rows. */
  readonly from: number;
  readonly to: number;
}

/**
 * The largest distance between two rows of one s-component. Among components
 * with the same largest distance, the one with most rows, then the first.
 * @param s - At least 1.
 * @throws PolyadError CANCELLED
 * @remarks Bounds on every row's eccentricity (Takes and Kosters 2011,
 * doi:10.1145/2063576.2063748): most rows are ruled out after a few searches,
 * at worst one search a row. Components no larger than the best distance so far
 * are not searched.
 */
export function largestDistance(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions = {},
): LargestDistance {
  const total = rowCount(rows);
  const components = componentsBySize(rows, columns, s, options);
  const search = new SDistanceSearch(rows, columns, s);
  const watch = new LoopWatch(total, { signal: options.signal });
  const progress = new LoopWatch(total, options);
  let done = 0;
  const first = components[0];
  let best: LargestDistance = {
    distance: 0,
    componentSize: first?.length ?? 0,
    from: first?.[0] ?? -1,
    to: first?.[0] ?? -1,
  };
  for (const members of components) {
    if (members.length - 1 <= best.distance) break;
    const candidates = new Candidates(members, best.distance);
    const start = longestRow(rows, members);
    const found = candidates.search(search, start, watch);
    if (found) best = { ...found, componentSize: members.length };
    done += members.length;
    progress.step(done, members.length);
  }
  progress.finish();
  return best;
}

/** Member rows of each component, most first, ties by first member. */
function componentsBySize(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions,
): Uint32Array[] {
  const { labels, count } = sComponents(rows, columns, s, {
    signal: options.signal,
  });
  const sizes = new Uint32Array(count);
  for (let row = 0; row < labels.length; row++) sizes[labels[row]!]!++;
  const components: Uint32Array[] = [];
  const place = new Int32Array(count).fill(-1);
  const filled = new Uint32Array(count);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (sizes[label] === 1 && components.length > 0) continue;
    if (place[label]! < 0) {
      place[label] = components.length;
      components.push(new Uint32Array(sizes[label]!));
    }
    components[place[label]!]![filled[label]!++] = row;
  }
  return components.sort((a, b) => b.length - a.length);
}

function longestRow(rows: Incidence, members: Uint32Array): number {
  let longest = members[0]!;
  for (const row of members) {
    if (rowLength(rows, row) > rowLength(rows, longest)) longest = row;
  }
  return longest;
}

type Pair = Pick<LargestDistance, 'distance' | 'from' | 'to'>;

/** Rows of one component whose eccentricity may yet exceed the best known. */
class Candidates {
  readonly #rows: Uint32Array;
  /** Bounds on the eccentricity of each row of `#rows`. */
  readonly #lower: Uint32Array;
  readonly #upper: Uint32Array;
  #count: number;
  #best: number;

  constructor(members: Uint32Array, best: number) {
    this.#rows = members.slice();
    this.#lower = new Uint32Array(members.length);
    this.#upper = new Uint32Array(members.length).fill(0xffff_ffff);
    this.#count = members.length;
    this.#best = best;
  }

  /** @returns The farthest pair, or undefined if none is farther than known. */
  search(
    search: SDistanceSearch,
    start: number,
    watch: LoopWatch,
  ): Pair | undefined {
    let found: Pair | undefined;
    let row = start;
    for (let turn = 0; this.#count > 0; turn++) {
      const reached = search.run(row, { watch });
      const farthest = search.order[reached - 1]!;
      const eccentricity = search.levels[farthest]!;
      if (eccentricity > this.#best) {
        this.#best = eccentricity;
        found = { distance: eccentricity, from: row, to: farthest };
      }
      this.#tighten(search.levels, row, eccentricity);
      row = this.#pick(turn % 2 === 0);
    }
    return found;
  }

  /** Tightens the bounds by one search's distances and drops what they decide. */
  #tighten(levels: Uint32Array, source: number, eccentricity: number): void {
    let kept = 0;
    for (let i = 0; i < this.#count; i++) {
      const row = this.#rows[i]!;
      const distance = levels[row]!;
      const upper = Math.min(this.#upper[i]!, eccentricity + distance);
      if (row === source || upper <= this.#best) continue;
      const least = Math.max(eccentricity - distance, distance);
      this.#rows[kept] = row;
      this.#upper[kept] = upper;
      this.#lower[kept++] = Math.max(this.#lower[i]!, least);
    }
    this.#count = kept;
  }

  /** Alternately the most and the least eccentric candidate by its bounds. */
  #pick(outermost: boolean): number {
    let picked = 0;
    for (let i = 1; i < this.#count; i++) {
      const better = outermost
        ? this.#upper[i]! > this.#upper[picked]!
        : this.#lower[i]! < this.#lower[picked]!;
      if (better) picked = i;
    }
    return this.#rows[picked]!;
  }
}
