import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** How far {@link countClosureFaces} may go. */
export interface ClosureOptions extends LoopOptions {
  /** Most members of overlapping rows to look at. Default 100 million, some seconds. */
  readonly maxSteps?: number | undefined;
}

const DEFAULT_MAX_STEPS = 1e8;

/** Families that hold less than this share of the largest row's subsets are bounded, not counted. */
const NEGLIGIBLE = 2 ** -60;

/** A row of so many columns has more subsets than a double can say. */
const OVERFLOW_SIZE = 1024;

type Family = readonly Uint32Array[];

/** How many columns one stands for; 1 where nothing is said. */
type Weights = ReadonlyMap<number, number>;

/**
 * Number of distinct sets of columns, the empty one too, that lie in some row.
 * @param rows - Rows ascending.
 * @returns 1 without rows. Exact below 2⁵³; above, to about 11 digits; Infinity
 * from 2¹⁰²⁴ on.
 * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED if rows overlap in too many
 * ways.
 * @remarks The sets whose rarest column is c are those of the family of rows
 * around c, without the columns dealt with before. In each family, rows inside
 * others go, columns held by the same rows count as one, columns common to all
 * are a factor of 2 each, and a single row of n columns has 2ⁿ subsets. Time grows
 * with the ways in which rows overlap, not with the sets counted; in the worst
 * case exponentially.
 */
export function countClosureFaces(
  rows: Incidence,
  options: ClosureOptions = {},
): number {
  const family = Array.from({ length: rowCount(rows) }, (_, row) =>
    rows.members.slice(rows.offsets[row], rows.offsets[row + 1]),
  );
  const largest = family.reduce((most, set) => Math.max(most, set.length), 0);
  if (largest >= OVERFLOW_SIZE) return Infinity;
  return new FamilyCount(largest, options).count(family, new Map());
}

class FamilyCount {
  readonly #maxSteps: number;
  readonly #watch: LoopWatch;
  readonly #negligible: number;
  #steps = 0;

  constructor(largest: number, { maxSteps, ...options }: ClosureOptions) {
    this.#maxSteps = maxSteps ?? DEFAULT_MAX_STEPS;
    this.#watch = new LoopWatch(this.#maxSteps, options);
    this.#negligible = NEGLIGIBLE * 2 ** largest;
  }

  /** Subsets of any member of the family. */
  count(family: Family, weights: Weights): number {
    const subsets = (set: Uint32Array): number => 2 ** weightOf(set, weights);
    const [first, second] = family;
    if (first === undefined) return 1;
    if (second === undefined) return subsets(first);
    const bound = family.reduce((sum, set) => sum + subsets(set), 0);
    if (bound < this.#negligible) return bound;
    const { maximal, holders } = this.#maximalOf(family);
    if (maximal.length === 1) return subsets(maximal[0]!);
    const twins = twinClasses(holders, weights);
    // the last class is the one in most sets
    const isShared = twins.at(-1)?.positions.length === maximal.length;
    const common = isShared ? (twins.pop()?.weight ?? 0) : 0;
    const rank = new Map(twins.map(({ column }, i) => [column, i]));
    const merged = new Map(twins.map((c) => [c.column, c.weight]));
    const reduced = maximal.map((set) => set.filter((c) => rank.has(c)));
    let faces = 1;
    twins.forEach(({ weight, positions }, own) => {
      const link = positions.map((position) => {
        this.#spend(reduced[position]!.length);
        return reduced[position]!.filter((c) => rank.get(c)! > own);
      });
      faces += (2 ** weight - 1) * this.count(link, merged);
    });
    return faces * 2 ** common;
  }

  /** Sets that lie in no other, of equal ones the first, and which of them hold each column. */
  #maximalOf(family: Family): { maximal: Family; holders: Holders } {
    const bySize = [...family].sort((a, b) => b.length - a.length);
    const maximal: Uint32Array[] = [];
    const holders: Holders = new Map();
    for (const set of bySize) {
      this.#spend(set.length);
      let near: readonly number[] | undefined;
      for (const column of set) {
        const own = holders.get(column) ?? [];
        if (near === undefined || own.length < near.length) near = own;
      }
      const isInside = near
        ? near.some((position) => this.#isSubset(set, maximal[position]!))
        : maximal.length > 0;
      if (isInside) continue;
      for (const column of set) {
        const own = holders.get(column);
        if (own === undefined) holders.set(column, [maximal.length]);
        else own.push(maximal.length);
      }
      maximal.push(set);
    }
    return { maximal, holders };
  }

  #isSubset(inner: Uint32Array, outer: Uint32Array): boolean {
    let at = 0;
    for (const column of inner) {
      while (at < outer.length && outer[at]! < column) at++;
      if (outer[at] !== column) break;
      at++;
    }
    this.#spend(at);
    return inner.length === 0 || outer[at - 1] === inner.at(-1);
  }

  #spend(work: number): void {
    this.#steps += work + 1;
    this.#watch.step(this.#steps, 8 * (work + 1));
    if (this.#steps <= this.#maxSteps) return;
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `Hyperedges overlap in too many ways to count the faces of their closure: more than ${this.#maxSteps} steps. Leave out the largest, or ask for the simplicial or the face-edit measure, which count no faces.`,
      { maxSteps: this.#maxSteps },
    );
  }
}

/** Per column: positions of the sets that hold it, ascending. */
type Holders = Map<number, number[]>;

/** Columns held by the same sets, as one. */
interface TwinClass {
  /** One of them. */
  readonly column: number;
  /** How many they are. */
  weight: number;
  readonly positions: readonly number[];
}

/** Classes of columns, those in the fewest sets first. */
function twinClasses(holders: Holders, weights: Weights): TwinClass[] {
  const classes = new Map<string, TwinClass>();
  for (const [column, positions] of holders) {
    const weight = weights.get(column) ?? 1;
    const key = positions.join();
    const known = classes.get(key);
    if (known) known.weight += weight;
    else classes.set(key, { column, weight, positions });
  }
  return [...classes.values()].sort(
    (a, b) => a.positions.length - b.positions.length,
  );
}

function weightOf(set: Uint32Array, weights: Weights): number {
  let sum = 0;
  for (const column of set) sum += weights.get(column) ?? 1;
  return sum;
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
