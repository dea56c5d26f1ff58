import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { sComponents } from './s-components.ts';
import {
  sNeighbors,
  type NeighborOptions,
  type SNeighbors,
} from './s-neighbors.ts';

/** Sums over the distances from each row to every row it can reach. */
export interface DistanceTotals {
  /** Rows reached, the row itself excluded. */
  readonly reached: Uint32Array;
  /** Σ d. */
  readonly sum: Float64Array;
  /** Σ 1/d. */
  readonly inverseSum: Float64Array;
  /** The largest d; zero for singletons. */
  readonly eccentricity: Uint32Array;
}

/** Sources searched at once, one bit each. */
const BATCH = 32;

/**
 * Distance totals of every row in the s-line graph.
 * @param s - At least 1.
 * @throws PolyadError CANCELLED
 * @remarks Breadth-first search from 32 sources at once with one bit a source
 * (Then et al. 2014, doi:10.14778/2735496.2735507), sources of a component side
 * by side. Distances are symmetric, so a row that 5 sources reach at distance 3
 * adds 5 × 3 to its own sum. Time O(n/32 · m) over n rows and m links where
 * searches overlap well; for s = 1, m is the number of incidences. Memory
 * O(rows + columns), and for s > 1 the links, if they fit `maxStoredPairs`.
 */
export function distanceTotals(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: NeighborOptions = {},
): DistanceTotals {
  const sources = sourcesByComponent(rows, columns, s, options);
  const step =
    s === 1
      ? new IncidenceStep(rows, columns)
      : new NeighborStep(sNeighbors(rows, columns, s, options));
  const search = new BatchSearch(rowCount(rows), step);
  const watch = new LoopWatch(sources.length, options);
  for (let first = 0; first < sources.length; first += BATCH) {
    search.run(sources.subarray(first, first + BATCH), watch, first);
  }
  watch.finish();
  return search;
}

/** Rows that are not singletons, component by component. */
function sourcesByComponent(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: NeighborOptions,
): Uint32Array {
  const { labels, count } = sComponents(rows, columns, s, {
    signal: options.signal,
  });
  const sizes = new Uint32Array(count);
  for (let row = 0; row < labels.length; row++) sizes[labels[row]!]!++;
  const starts = new Uint32Array(count);
  let total = 0;
  for (let component = 0; component < count; component++) {
    starts[component] = total;
    if (sizes[component]! > 1) total += sizes[component]!;
  }
  const sources = new Uint32Array(total);
  for (let row = 0; row < labels.length; row++) {
    const component = labels[row]!;
    if (sizes[component]! > 1) sources[starts[component]!++] = row;
  }
  return sources;
}

/** Rows on which a search stands, and by bit the sources it came from. */
interface Frontier {
  readonly masks: Int32Array;
  readonly active: Uint32Array;
  size: number;
}

/** Moves a frontier on by one step of the s-line graph. */
interface FrontierStep {
  /**
   * Fills `to` with the rows next to `from` not in `seen`, source by source.
   * @returns Elementary steps taken.
   */
  advance(from: Frontier, to: Frontier, seen: Int32Array): number;
  /** Takes back what the batch just ended left behind. */
  reset(): void;
}

function newFrontier(size: number): Frontier {
  return {
    masks: new Int32Array(size),
    active: new Uint32Array(size),
    size: 0,
  };
}

class NeighborStep implements FrontierStep {
  readonly #neighbors: SNeighbors;

  constructor(neighbors: SNeighbors) {
    this.#neighbors = neighbors;
  }

  advance(from: Frontier, to: Frontier, seen: Int32Array): number {
    const neighbors = this.#neighbors;
    const { masks, active } = to;
    let size = 0;
    let work = 0;
    for (let i = 0; i < from.size; i++) {
      const row = from.active[i]!;
      const mask = from.masks[row]!;
      from.masks[row] = 0;
      neighbors.find(row);
      const { list, end } = neighbors;
      for (let k = neighbors.start; k < end; k++) {
        const other = list[k]!;
        const added = mask & ~seen[other]!;
        if (added === 0) continue;
        const known = masks[other]!;
        if (known === 0) active[size++] = other;
        masks[other] = known | added;
      }
      work += neighbors.work;
    }
    to.size = size;
    return work;
  }

  reset(): void {
    // nothing is kept from step to step
  }
}

/** One step for s = 1 as two half steps, to columns and back; no line graph. */
class IncidenceStep implements FrontierStep {
  readonly #rows: Incidence;
  readonly #columns: Incidence;
  readonly #met: Frontier;
  readonly #seen: Int32Array;
  readonly #touched: Uint32Array;
  #touchedSize = 0;

  constructor(rows: Incidence, columns: Incidence) {
    const total = rowCount(columns);
    this.#rows = rows;
    this.#columns = columns;
    this.#met = newFrontier(total);
    this.#seen = new Int32Array(total);
    this.#touched = new Uint32Array(total);
  }

  advance(from: Frontier, to: Frontier, seen: Int32Array): number {
    const work = spread(this.#rows, from, this.#met, this.#seen);
    this.#markSeen();
    return work + spread(this.#columns, this.#met, to, seen);
  }

  reset(): void {
    for (let i = 0; i < this.#touchedSize; i++)
      this.#seen[this.#touched[i]!] = 0;
    this.#touchedSize = 0;
  }

  #markSeen(): void {
    const { masks, active, size } = this.#met;
    for (let i = 0; i < size; i++) {
      const column = active[i]!;
      if (this.#seen[column] === 0) this.#touched[this.#touchedSize++] = column;
      this.#seen[column]! |= masks[column]!;
    }
  }
}

/** Passes the masks of `from` along the lists of `incidence`; empties `from`. */
function spread(
  incidence: Incidence,
  from: Frontier,
  to: Frontier,
  seen: Int32Array,
): number {
  const { offsets, members } = incidence;
  const { masks, active } = to;
  let size = 0;
  let work = 0;
  for (let i = 0; i < from.size; i++) {
    const row = from.active[i]!;
    const mask = from.masks[row]!;
    from.masks[row] = 0;
    const end = offsets[row + 1]!;
    for (let p = offsets[row]!; p < end; p++) {
      const member = members[p]!;
      const added = mask & ~seen[member]!;
      if (added === 0) continue;
      const known = masks[member]!;
      if (known === 0) active[size++] = member;
      masks[member] = known | added;
    }
    work += rowLength(incidence, row) + 1;
  }
  to.size = size;
  return work;
}

class BatchSearch implements DistanceTotals {
  readonly reached: Uint32Array;
  readonly sum: Float64Array;
  readonly inverseSum: Float64Array;
  readonly eccentricity: Uint32Array;
  readonly #step: FrontierStep;
  readonly #seen: Int32Array;
  readonly #touched: Uint32Array;
  #touchedSize = 0;
  #from: Frontier;
  #to: Frontier;

  constructor(total: number, step: FrontierStep) {
    this.reached = new Uint32Array(total);
    this.sum = new Float64Array(total);
    this.inverseSum = new Float64Array(total);
    this.eccentricity = new Uint32Array(total);
    this.#step = step;
    this.#seen = new Int32Array(total);
    this.#touched = new Uint32Array(total);
    this.#from = newFrontier(total);
    this.#to = newFrontier(total);
  }

  /** @param sources - At most 32 rows. */
  run(sources: Uint32Array, watch: LoopWatch, done: number): void {
    this.#start(sources);
    for (let distance = 1; this.#from.size > 0; distance++) {
      const work = this.#step.advance(this.#from, this.#to, this.#seen);
      this.#record(distance);
      [this.#from, this.#to] = [this.#to, this.#from];
      watch.step(done, work);
    }
    for (let i = 0; i < this.#touchedSize; i++)
      this.#seen[this.#touched[i]!] = 0;
    this.#touchedSize = 0;
    this.#step.reset();
  }

  #start(sources: Uint32Array): void {
    for (let bit = 0; bit < sources.length; bit++) {
      const source = sources[bit]!;
      this.#from.masks[source] = 1 << bit;
      this.#from.active[bit] = source;
      this.#seen[source] = 1 << bit;
      this.#touched[bit] = source;
    }
    this.#from.size = sources.length;
    this.#touchedSize = sources.length;
  }

  /** Every row in the new frontier is at `distance` from as many sources as it has bits. */
  #record(distance: number): void {
    const { masks, active, size } = this.#to;
    const seen = this.#seen;
    const inverse = 1 / distance;
    for (let i = 0; i < size; i++) {
      const row = active[i]!;
      const mask = masks[row]!;
      if (seen[row] === 0) this.#touched[this.#touchedSize++] = row;
      seen[row]! |= mask;
      const sources = bitCount(mask);
      this.reached[row]! += sources;
      this.sum[row]! += sources * distance;
      this.inverseSum[row]! += sources * inverse;
      if (distance > this.eccentricity[row]!) this.eccentricity[row] = distance;
    }
  }
}

/** Bits set in a 32-bit word. */
function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
