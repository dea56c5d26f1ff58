import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { withoutShortRows } from './wedge-counter.ts';

/** Level or predecessor of a row that was not reached. */
export const UNREACHED = 0xffff_ffff;

/** What one breadth-first search found. */
export interface SDistances {
  /** Steps from the source, or {@link UNREACHED}; length = rows. */
  readonly levels: Uint32Array;
  /** The row before on a shortest s-walk; the source's own is itself. */
  readonly predecessors: Uint32Array;
}

/**
 * Shortest s-walks from one row to all others.
 * @param s - At least 1; a row shorter than `s` reaches only itself.
 * @param options - `target`: stop as soon as this row is reached.
 * @throws PolyadError CANCELLED
 * @remarks See {@link SDistanceSearch}.
 */
export function sDistances(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: LoopOptions & { readonly source: number; readonly target?: number },
): SDistances {
  const search = new SDistanceSearch(rows, columns, s);
  const watch = new LoopWatch(rowCount(rows), options);
  search.run(options.source, { watch, target: options.target });
  watch.finish();
  return search;
}

/** How one search is to run. */
export interface SearchOptions {
  readonly watch: LoopWatch;
  readonly target?: number | undefined;
}

/**
 * Breadth-first search over s-adjacency through the incidence lists; keeps its
 * arrays from one search to the next. The line graph is never built.
 *
 * For s = 1 each column list is walked once a search, O(incidences). For s > 1
 * overlaps of the row at hand with unreached rows are counted; reached rows move
 * behind the live end of each list they are met in, so that they are met in it
 * only once.
 */
export class SDistanceSearch implements SDistances {
  readonly levels: Uint32Array;
  readonly predecessors: Uint32Array;
  /** The first `reached` entries are the rows reached, nearest first. */
  readonly order: Uint32Array;
  reached = 0;
  readonly #rows: Incidence;
  readonly #s: number;
  readonly #lists: Incidence;
  /** s = 1: where walked, the list's start; s > 1: end of the live entries. */
  readonly #ends: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #touched: Uint32Array;

  constructor(rows: Incidence, columns: Incidence, s: number) {
    const total = rowCount(rows);
    this.levels = new Uint32Array(total).fill(UNREACHED);
    this.predecessors = new Uint32Array(total).fill(UNREACHED);
    this.order = new Uint32Array(total);
    this.#rows = rows;
    this.#s = s;
    const lists = withoutShortRows(rows, columns, s);
    // searches for s > 1 reorder the lists, so those must be a copy
    this.#lists =
      s > 1 && lists === columns
        ? { offsets: lists.offsets, members: lists.members.slice() }
        : lists;
    this.#ends = lists.offsets.slice(1);
    this.#counts = new Uint32Array(s > 1 ? total : 0);
    this.#touched = new Uint32Array(s > 1 ? total : 0);
  }

  /**
   * Searches from `source`; replaces what the last search found.
   * @returns Number of rows reached, the source included.
   */
  run(source: number, { watch, target }: SearchOptions): number {
    this.#forget();
    this.#reach(source, source, 0);
    for (let next = 0; next < this.reached; next++) {
      if (target !== undefined && this.levels[target] !== UNREACHED) break;
      const row = this.order[next]!;
      if (rowLength(this.#rows, row) < this.#s) continue;
      const work = this.#s === 1 ? this.#expand(row) : this.#expandByCount(row);
      watch.step(next, work);
    }
    return this.reached;
  }

  #reach(row: number, predecessor: number, level: number): void {
    this.levels[row] = level;
    this.predecessors[row] = predecessor;
    this.order[this.reached++] = row;
  }

  /** Takes back the last search: only what it reached, and the lists it met. */
  #forget(): void {
    const { offsets, members } = this.#rows;
    const ends = this.#lists.offsets;
    for (let i = 0; i < this.reached; i++) {
      const row = this.order[i]!;
      this.levels[row] = UNREACHED;
      this.predecessors[row] = UNREACHED;
      for (let p = offsets[row]!; p < offsets[row + 1]!; p++) {
        this.#ends[members[p]!] = ends[members[p]! + 1]!;
      }
    }
    this.reached = 0;
  }

  #expand(row: number): number {
    const { offsets, members } = this.#rows;
    const starts = this.#lists.offsets;
    const lists = this.#lists.members;
    const ends = this.#ends;
    const levels = this.levels;
    const level = levels[row]! + 1;
    const end = offsets[row + 1]!;
    let work = end - offsets[row]!;
    for (let p = offsets[row]!; p < end; p++) {
      const column = members[p]!;
      const start = starts[column]!;
      const stop = ends[column]!;
      for (let q = start; q < stop; q++) {
        const other = lists[q]!;
        if (levels[other] === UNREACHED) this.#reach(other, row, level);
      }
      ends[column] = start;
      work += stop - start;
    }
    return work;
  }

  #expandByCount(row: number): number {
    const { offsets, members } = this.#rows;
    const starts = this.#lists.offsets;
    const lists = this.#lists.members;
    const ends = this.#ends;
    const levels = this.levels;
    const counts = this.#counts;
    const touched = this.#touched;
    const s = this.#s;
    const level = levels[row]! + 1;
    const end = offsets[row + 1]!;
    let work = end - offsets[row]!;
    let met = 0;
    for (let p = offsets[row]!; p < end; p++) {
      const column = members[p]!;
      const start = starts[column]!;
      let stop = ends[column]!;
      work += stop - start;
      for (let q = start; q < stop;) {
        const other = lists[q]!;
        if (levels[other] !== UNREACHED) {
          lists[q] = lists[--stop]!;
          lists[stop] = other;
          continue;
        }
        const count = counts[other]! + 1;
        counts[other] = count;
        if (count === 1) touched[met++] = other;
        else if (count === s) this.#reach(other, row, level);
        q++;
      }
      ends[column] = stop;
    }
    for (let t = 0; t < met; t++) counts[touched[t]!] = 0;
    return work;
  }
}
