/**
 * Weights that change, their sum, and draws in proportion to them: a binary tree
 * of sums, each computed from its two parts, so that rounding never piles up.
 */
export class SumTree {
  readonly #leaves: number;
  readonly #sums: Float64Array;

  constructor(count: number) {
    let leaves = 1;
    while (leaves < count) leaves *= 2;
    this.#leaves = leaves;
    this.#sums = new Float64Array(2 * leaves);
  }

  get total(): number {
    return this.#sums[1]!;
  }

  /** O(log count). */
  set(index: number, weight: number): void {
    let at = this.#leaves + index;
    if (this.#sums[at] === weight) return;
    this.#sums[at] = weight;
    for (at >>>= 1; at > 0; at >>>= 1) {
      this.#sums[at] = this.#sums[2 * at]! + this.#sums[2 * at + 1]!;
    }
  }

  /** The index below whose weights `share` of the total lies; weight 0 is never hit. O(log count). */
  find(share: number): number {
    let rest = share * this.total;
    let at = 1;
    while (at < this.#leaves) {
      at *= 2;
      const left = this.#sums[at]!;
      if ((rest >= left && this.#sums[at + 1]! > 0) || left === 0) {
        rest -= left;
        at++;
      }
    }
    return at - this.#leaves;
  }
}
