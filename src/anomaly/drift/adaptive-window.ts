/** Buckets of one size before two are joined. */
const PER_ROW = 5;
/** Rows: 5 · 2³² values, more than any stream brings. */
const ROWS = 32;
/** Values between looks. */
const STRIDE = 32;
/** Fewest values on either side of a cut. */
const LEAST = 32;

/** A change of the mean, from the older to the newer part of the window. */
export interface MeanChange {
  readonly before: number;
  readonly after: number;
}

/**
 * A window over a stream of values in [0, 1] that drops its older part when the
 * mean of the newer part differs by more than chance allows (ADWIN2; Bifet and
 * Gavaldà 2007, doi:10.1137/1.9781611972771.42): cut where
 * |μ₀ − μ₁| ≥ √(2 σ² ln(2 ln n / δ) / m) + ⅔ ln(2 ln n / δ) / m, m the harmonic
 * mean of the two lengths over 2.
 * @remarks Constant memory (160 buckets); amortised O(1) a value.
 */
export class AdaptiveWindow {
  readonly #delta: number;
  /** Sums and sums of squared deviations of the buckets, row by row, newest last. */
  readonly #sums = new Float64Array(ROWS * (PER_ROW + 1));
  readonly #squares = new Float64Array(ROWS * (PER_ROW + 1));
  readonly #used = new Float64Array(ROWS);
  #seen = 0;

  /** @param delta - Chance of a cut in a stream that does not change. */
  constructor(delta: number) {
    this.#delta = delta;
  }

  /** Takes the next value; the change where there is one. */
  add(value: number): MeanChange | undefined {
    this.#insert(0, value, 0);
    for (let row = 0; (this.#used[row] ?? 0) > PER_ROW; row++) this.#join(row);
    if (++this.#seen % STRIDE !== 0) return undefined;
    return this.#cut();
  }

  facts(): Float64Array {
    return Float64Array.of(
      this.#seen,
      ...this.#used,
      ...this.#sums,
      ...this.#squares,
    );
  }

  resume(facts: Float64Array): void {
    const size = ROWS * (PER_ROW + 1);
    this.#seen = facts[0] ?? 0;
    this.#used.set(facts.subarray(1, 1 + ROWS));
    this.#sums.set(facts.subarray(1 + ROWS, 1 + ROWS + size));
    this.#squares.set(facts.subarray(1 + ROWS + size));
  }

  clear(): void {
    this.#used.fill(0);
    this.#seen = 0;
  }

  #insert(row: number, sum: number, square: number): void {
    const used = this.#used[row] ?? 0;
    const at = row * (PER_ROW + 1) + used;
    this.#sums[at] = sum;
    this.#squares[at] = square;
    this.#used[row] = used + 1;
  }

  /** Joins the two oldest buckets of a row into one of the next. */
  #join(row: number): void {
    const at = row * (PER_ROW + 1);
    const [a = 0, b = 0] = this.#sums.subarray(at, at + 2);
    const [u = 0, v = 0] = this.#squares.subarray(at, at + 2);
    const between = (a - b) ** 2 / 2 ** (row + 1);
    if (row + 1 < ROWS) this.#insert(row + 1, a + b, u + v + between);
    this.#dropOldest(row, 2);
  }

  #dropOldest(row: number, count: number): void {
    const at = row * (PER_ROW + 1);
    const end = at + PER_ROW + 1;
    this.#sums.copyWithin(at, at + count, end);
    this.#squares.copyWithin(at, at + count, end);
    this.#used[row] = (this.#used[row] ?? 0) - count;
  }

  #cut(): MeanChange | undefined {
    const { count, sum, variance } = this.#total();
    if (count < 2 * LEAST) return undefined;
    const log = Math.log((2 * Math.log(count)) / this.#delta);
    let older = 0;
    let olderSum = 0;
    for (let row = ROWS - 1; row >= 0; row--) {
      for (let i = 0; i < (this.#used[row] ?? 0); i++) {
        older += 2 ** row;
        olderSum += this.#sums[row * (PER_ROW + 1) + i] ?? 0;
        const newer = count - older;
        if (older < LEAST || newer < LEAST) continue;
        const m = 1 / (1 / older + 1 / newer);
        const bound = Math.sqrt((2 * variance * log) / m) + ((2 / 3) * log) / m;
        const before = olderSum / older;
        const after = (sum - olderSum) / newer;
        if (Math.abs(before - after) < bound) continue;
        this.#keepNewest(newer);
        return { before, after };
      }
    }
    return undefined;
  }

  #total(): { count: number; sum: number; variance: number } {
    let count = 0;
    let sum = 0;
    let square = 0;
    for (let row = 0; row < ROWS; row++) {
      for (let i = 0; i < (this.#used[row] ?? 0); i++) {
        const size = 2 ** row;
        const own = this.#sums[row * (PER_ROW + 1) + i] ?? 0;
        if (count > 0) {
          const gap = own / size - sum / count;
          square += (gap * gap * size * count) / (size + count);
        }
        square += this.#squares[row * (PER_ROW + 1) + i] ?? 0;
        sum += own;
        count += size;
      }
    }
    return { count, sum, variance: square / Math.max(1, count) };
  }

  /** Drops the oldest buckets until `newest` values are left. */
  #keepNewest(newest: number): void {
    let { count } = this.#total();
    for (let row = ROWS - 1; row >= 0; row--) {
      while (count > newest && (this.#used[row] ?? 0) > 0) {
        this.#dropOldest(row, 1);
        count -= 2 ** row;
      }
    }
  }
}
