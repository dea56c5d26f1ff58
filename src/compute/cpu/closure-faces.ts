import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** How far {@link countClosureFaces} may go. */
export interface ClosureOptions extends LoopOptions {
  /** Most families of sets to look at. Default 10 million. */
  readonly maxSteps?: number | undefined;
}

const DEFAULT_MAX_STEPS = 1e7;

/** Families that hold less than this share of the largest row's subsets are bounded, not counted. */
const NEGLIGIBLE = 2 ** -60;

type Family = readonly Uint32Array[];

/**
 * Number of distinct sets of columns, the empty one too, that lie in some row.
 * @param rows - Rows ascending.
 * @returns 1 without rows. Exact below 2⁵³; above, to about 11 digits.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if rows overlap in too many
 * ways.
 * @remarks The sets whose rarest column is c are those of the family of rows
 * around c, without the columns dealt with before. In each family, rows inside
 * others go, columns common to all count as a factor of 2, and a single row of n
 * columns has 2ⁿ subsets. Time grows with the ways in which rows overlap, not
 * with the sets counted; in the worst case exponentially.
 */
export function countClosureFaces(
  rows: Incidence,
  options: ClosureOptions = {},
): number {
  const family = Array.from({ length: rowCount(rows) }, (_, row) =>
    rows.members.slice(rows.offsets[row], rows.offsets[row + 1]),
  );
  return new FamilyCount(family, options).count(family);
}

class FamilyCount {
  readonly #maxSteps: number;
  readonly #watch: LoopWatch;
  readonly #negligible: number;
  #steps = 0;

  constructor(family: Family, { maxSteps, ...options }: ClosureOptions) {
    this.#maxSteps = maxSteps ?? DEFAULT_MAX_STEPS;
    this.#watch = new LoopWatch(this.#maxSteps, options);
    const largest = family.reduce((most, set) => Math.max(most, set.length), 0);
    this.#negligible = NEGLIGIBLE * 2 ** largest;
  }

  /** Subsets of any member of the family. */
  count(family: Family): number {
    if (family.length <= 1) return 2 ** (family[0]?.length ?? 0);
    const bound = family.reduce((sum, set) => sum + 2 ** set.length, 0);
    if (bound < this.#negligible) return bound;
    const maximal = withoutContained(family);
    this.#spend(family.length);
    if (maximal.length === 1) return 2 ** maximal[0]!.length;
    const holders = holdersByColumn(maximal);
    let common = 0;
    const shared: number[] = [];
    for (const [column, positions] of holders) {
      if (positions.length === maximal.length) common++;
      else shared.push(column);
    }
    shared.sort((a, b) => holders.get(a)!.length - holders.get(b)!.length);
    const rank = new Map(shared.map((column, i) => [column, i]));
    let faces = 1;
    for (const column of shared) {
      const own = rank.get(column)!;
      const link = holders
        .get(column)!
        .map((position) =>
          maximal[position]!.filter((other) => (rank.get(other) ?? -1) > own),
        );
      faces += this.count(link);
    }
    return faces * 2 ** common;
  }

  #spend(work: number): void {
    this.#steps++;
    this.#watch.step(this.#steps, 20 * work);
    if (this.#steps <= this.#maxSteps) return;
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `Hyperedges overlap in more than ${this.#maxSteps} ways; leave out the largest, or ask for the simplicial or the face-edit measure, which count no faces.`,
      { maxSteps: this.#maxSteps },
    );
  }
}

/** Sets that lie in no other; of equal ones the first. */
function withoutContained(family: Family): Family {
  const bySize = [...family].sort((a, b) => b.length - a.length);
  const kept: Uint32Array[] = [];
  for (const set of bySize) {
    if (!kept.some((larger) => isSubset(set, larger))) kept.push(set);
  }
  return kept;
}

function isSubset(inner: Uint32Array, outer: Uint32Array): boolean {
  let at = 0;
  for (const column of inner) {
    while (at < outer.length && outer[at]! < column) at++;
    if (outer[at] !== column) return false;
    at++;
  }
  return true;
}

/** Per column: positions of the sets that hold it. */
function holdersByColumn(family: Family): Map<number, number[]> {
  const holders = new Map<number, number[]>();
  family.forEach((set, position) => {
    for (const column of set) {
      const own = holders.get(column);
      if (own === undefined) holders.set(column, [position]);
      else own.push(position);
    }
  });
  return holders;
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
  const used = new Set<number>();
  for (const row of kept) {
    for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) {
      used.add(rows.members[i]!);
    }
  }
  const names = new Map<number, number>();
  for (const column of Uint32Array.from(used).sort()) {
    names.set(column, names.size);
  }
  const offsets = new Uint32Array(kept.length + 1);
  kept.forEach((row, i) => {
    offsets[i + 1] = offsets[i]! + rowLength(rows, row);
  });
  const members = new Uint32Array(offsets[kept.length]!);
  let at = 0;
  for (const row of kept) {
    for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) {
      members[at++] = names.get(rows.members[i]!)!;
    }
  }
  return { offsets, members };
}
