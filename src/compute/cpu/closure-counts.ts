import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowMembers, type Incidence } from '#hypergraph/incidence.ts';
import { binomial } from './closure-price.ts';

export interface CountOptions extends LoopOptions {
  /** Most steps, each about a member looked at. Default 10⁸. */
  readonly maxSteps?: number | undefined;
}

const DEFAULT_STEPS = 1e8;

/**
 * How many sets of 1, 2, … `most` columns lie in some row.
 * @param columns - The same matrix by column.
 * @returns Entry `k − 1` for sets of k; exact below 2⁵³. Null where that takes
 * more than `maxSteps`.
 * @throws PolyadError CANCELLED
 * @remarks Columns of the same rows are counted together, by binomials; sets are
 * extended from rare columns to frequent ones, and the last column of each is
 * counted, not listed. Time about the sets of `most` − 1.
 */
export function countFaces(
  rows: Incidence,
  columns: Incidence,
  most: number,
  options: CountOptions = {},
): number[] | null {
  const count = new FaceCount(new ColumnClasses(rows, columns), options);
  const found = count.count(most);
  return found === null ? null : Array.from(found).slice(1);
}

/**
 * Euler characteristic of the downward closure of the rows, all dimensions.
 * @returns 0 without columns; null where it takes more than `maxSteps`.
 * @throws PolyadError CANCELLED
 * @remarks Σ (−1)^dim over the closure by the recursion of {@link countFaces}, in
 * which cones add nothing. Worst case exponential.
 */
export function eulerCharacteristic(
  rows: Incidence,
  columns: Incidence,
  options: CountOptions = {},
): number | null {
  const count = new FaceCount(new ColumnClasses(rows, columns), options);
  const signed = count.signed();
  return signed === null ? null : 1 - signed;
}

/** Columns of the same rows as one, with their number; rare ones first. */
class ColumnClasses {
  /** Per row: its classes, ascending. */
  readonly rows: Uint32Array[];
  /** Columns of each class. */
  readonly sizes: Float64Array;

  constructor(rows: Incidence, columns: Incidence) {
    const byRows = new Map<string, { holders: Uint32Array; size: number }>();
    for (let column = 0; column < rowCount(columns); column++) {
      const holders = rowMembers(columns, column);
      if (holders.length === 0) continue;
      const key = holders.join();
      const known = byRows.get(key);
      if (known === undefined) byRows.set(key, { holders, size: 1 });
      else known.size++;
    }
    const classes = [...byRows.values()].sort(
      (a, b) => a.holders.length - b.holders.length,
    );
    const lists = Array.from({ length: rowCount(rows) }, (): number[] => []);
    classes.forEach(({ holders }, own) => {
      for (const row of holders) lists[row]!.push(own);
    });
    this.rows = lists.map((list) => Uint32Array.from(list));
    this.sizes = Float64Array.from(classes, ({ size }) => size);
  }
}

/** Rows from a place on: entry 2i is the row, 2i + 1 the place. */
type Family = Uint32Array;

/** Thrown inside, caught inside: too many steps. */
class OutOfSteps extends Error {}

class FaceCount {
  readonly #classes: ColumnClasses;
  readonly #maxSteps: number;
  readonly #watch: LoopWatch;
  /** Per row: columns from each place on. */
  readonly #weights: Float64Array[];
  readonly #seen: Uint32Array;
  #question = 0;
  #steps = 0;

  constructor(
    classes: ColumnClasses,
    { maxSteps = DEFAULT_STEPS, ...loop }: CountOptions,
  ) {
    this.#classes = classes;
    this.#maxSteps = maxSteps;
    this.#watch = new LoopWatch(1, loop);
    this.#seen = new Uint32Array(classes.sizes.length);
    this.#weights = classes.rows.map((row) => {
      const weights = new Float64Array(row.length + 1);
      for (let i = row.length - 1; i >= 0; i--) {
        weights[i] = weights[i + 1]! + classes.sizes[row[i]!]!;
      }
      return weights;
    });
  }

  count(most: number): Float64Array | null {
    return this.#within(() => this.#count(this.#all(), most));
  }

  signed(): number | null {
    return this.#within(() => this.#signed(this.#all()));
  }

  #within<Result>(run: () => Result): Result | null {
    try {
      return run();
    } catch (error) {
      if (error instanceof OutOfSteps) return null;
      throw error;
    }
  }

  #all(): Family {
    const family = new Uint32Array(2 * this.#classes.rows.length);
    this.#classes.rows.forEach((_, row) => (family[2 * row] = row));
    return family;
  }

  /** Sets of 0, 1, … `most` columns in the family. */
  #count(family: Family, most: number): Float64Array {
    const counts = new Float64Array(most + 1);
    counts[0] = 1;
    if (family.length === 2) {
      const all = this.#weights[family[0]!]![family[1]!]!;
      for (let k = 1; k <= most; k++) counts[k] = binomial(all, k);
      return counts;
    }
    if (most <= 1) {
      if (most === 1) counts[1] = this.#unionWeight(family);
      return counts;
    }
    for (const [own, link] of this.#links(family)) {
      const size = this.#classes.sizes[own]!;
      const rest = this.#count(link, most - 1);
      for (let k = 1; k <= most; k++) {
        for (let taken = 1; taken <= k; taken++) {
          counts[k]! += binomial(size, taken) * rest[k - taken]!;
        }
      }
    }
    return counts;
  }

  /** Sum over the sets in the family, the empty one too, of (−1) to their size. */
  #signed(family: Family): number {
    if (family.length === 2) {
      return family[1] === this.#classes.rows[family[0]!]!.length ? 1 : 0;
    }
    const links = this.#links(family);
    for (const link of links.values()) {
      if (link.length === family.length) return 0;
    }
    for (let i = 0; i < family.length; i += 2) {
      const length = this.#classes.rows[family[i]!]!.length - family[i + 1]!;
      if (length > 0 && length === links.size) return 0;
    }
    let sum = 1;
    for (const link of links.values()) sum -= this.#signed(link);
    return sum;
  }

  /** Columns in the family. */
  #unionWeight(family: Family): number {
    const question = ++this.#question;
    let weight = 0;
    for (let i = 0; i < family.length; i += 2) {
      const row = this.#classes.rows[family[i]!]!;
      for (let place = family[i + 1]!; place < row.length; place++) {
        const own = row[place]!;
        if (this.#seen[own] === question) continue;
        this.#seen[own] = question;
        weight += this.#classes.sizes[own]!;
      }
      this.#spend(row.length - family[i + 1]!);
    }
    return weight;
  }

  /** By class: the rows that hold it, from the place after it on. */
  #links(family: Family): Map<number, Family> {
    const lists = new Map<number, number[]>();
    for (let i = 0; i < family.length; i += 2) {
      const row = this.#classes.rows[family[i]!]!;
      for (let place = family[i + 1]!; place < row.length; place++) {
        const own = row[place]!;
        const list = lists.get(own);
        if (list === undefined) lists.set(own, [family[i]!, place + 1]);
        else list.push(family[i]!, place + 1);
      }
      this.#spend(8 * (row.length - family[i + 1]!));
    }
    const links = new Map<number, Family>();
    lists.forEach((list, own) => links.set(own, Uint32Array.from(list)));
    return links;
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#maxSteps) throw new OutOfSteps();
    this.#watch.step(0, steps);
  }
}
