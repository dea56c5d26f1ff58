import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** How far {@link countClosureFaces} may go. */
export interface ClosureOptions extends LoopOptions {
  /** Smallest face that counts. */
  readonly minSize: number;
  /** Most faces common to several rows to walk over. Default 10⁸. */
  readonly maxFaces?: number | undefined;
}

const DEFAULT_MAX_FACES = 1e8;

/**
 * Number of distinct sets of at least `minSize` columns that lie in some row.
 * @param rows - Rows ascending. Equal and contained rows change nothing.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if too many sets lie in
 * several rows.
 * @remarks Sets are grown column by column with the rows that still hold them;
 * as soon as a single row is left, its remaining subsets are a sum of binomial
 * coefficients. So only sets common to two or more rows cost time. Exact below
 * 2⁵³, and to 15 digits above.
 */
export function countClosureFaces(
  rows: Incidence,
  options: ClosureOptions,
): number {
  const total = rowCount(rows);
  const all = Uint32Array.from({ length: total }, (_, row) => row);
  const starts = rows.offsets.slice(0, total);
  return new FaceWalk(rows, options).count(all, starts, 0);
}

class FaceWalk {
  readonly #rows: Incidence;
  readonly #minSize: number;
  readonly #maxFaces: number;
  readonly #watch: LoopWatch;
  #walked = 0;

  constructor(rows: Incidence, options: ClosureOptions) {
    this.#rows = rows;
    this.#minSize = options.minSize;
    this.#maxFaces = options.maxFaces ?? DEFAULT_MAX_FACES;
    this.#watch = new LoopWatch(this.#maxFaces, options);
  }

  /**
   * Faces that extend the current one, which itself is not counted.
   * @param holders - Rows that hold it.
   * @param places - For each, where its later members begin.
   */
  count(holders: Uint32Array, places: Uint32Array, size: number): number {
    const { offsets, members } = this.#rows;
    if (holders.length === 1) {
      const rest = offsets[holders[0]! + 1]! - places[0]!;
      return subsetsOfAtLeast(rest, Math.max(1, this.#minSize - size));
    }
    const groups = this.#groupByNext(holders, places);
    let faces = 0;
    for (const [column, positions] of groups) {
      this.#spend(positions.length);
      const kept: number[] = [];
      const next: number[] = [];
      for (const position of positions) {
        const row = holders[position]!;
        let place = places[position]!;
        while (members[place] !== column) place++;
        kept.push(row);
        next.push(place + 1);
      }
      if (size + 1 >= this.#minSize) faces++;
      faces += this.count(
        Uint32Array.from(kept),
        Uint32Array.from(next),
        size + 1,
      );
    }
    return faces;
  }

  /** Per column that comes later in some holder: positions of those holders. */
  #groupByNext(
    holders: Uint32Array,
    places: Uint32Array,
  ): Map<number, number[]> {
    const { offsets, members } = this.#rows;
    const groups = new Map<number, number[]>();
    for (let position = 0; position < holders.length; position++) {
      const end = offsets[holders[position]! + 1]!;
      for (let place = places[position]!; place < end; place++) {
        const column = members[place]!;
        const group = groups.get(column);
        if (group === undefined) groups.set(column, [position]);
        else group.push(position);
      }
    }
    return groups;
  }

  #spend(work: number): void {
    this.#walked++;
    this.#watch.step(this.#walked, work);
    if (this.#walked <= this.#maxFaces) return;
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `More than ${this.#maxFaces} faces lie in several hyperedges; leave out the largest hyperedges, or ask for the simplicial or the face-edit measure, which need no list of faces.`,
      { maxFaces: this.#maxFaces },
    );
  }
}

/**
 * Subsets with at least `least` elements of a set of `size`.
 * @remarks Exact below 2⁵³.
 */
export function subsetsOfAtLeast(size: number, least: number): number {
  let below = 0;
  let binomial = 1;
  for (let k = 0; k < least && k <= size; k++) {
    below += binomial;
    binomial = (binomial * (size - k)) / (k + 1);
  }
  return least > size ? 0 : 2 ** size - below;
}

/** Proper subsets of a row of `size` that have at least `minSize` elements. */
export function properFaces(size: number, minSize: number): number {
  return Math.max(0, subsetsOfAtLeast(size, minSize) - 1);
}

/** Rows listed, with columns renumbered to those they use; rows stay ascending. */
export function compactRows(rows: Incidence, kept: Uint32Array): Incidence {
  const names = new Map<number, number>();
  const used = new Set<number>();
  for (const row of kept) {
    for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) {
      used.add(rows.members[i]!);
    }
  }
  for (const column of Uint32Array.from(used).sort()) {
    names.set(column, names.size);
  }
  const offsets = new Uint32Array(kept.length + 1);
  kept.forEach(
    (row, i) => (offsets[i + 1] = offsets[i]! + rowLength(rows, row)),
  );
  const members = new Uint32Array(offsets[kept.length]!);
  let at = 0;
  for (const row of kept) {
    for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) {
      members[at++] = names.get(rows.members[i]!)!;
    }
  }
  return { offsets, members };
}
