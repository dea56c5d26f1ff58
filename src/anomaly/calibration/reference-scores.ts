import { lowerBound } from '#numeric/sorted-search.ts';

/** Fewer references than this fit no tail, and a class of so few borrows all. */
export const FEWEST_REFERENCES = 200;
/** Share of the references beyond which the tail is modelled. */
const TAIL_SHARE = 0.02;
/** Share of the references above the start of the band that the tail is fitted to. */
const FIT_SHARE = 0.1;

/** Scores of one class in order, and the exponential tail fitted to them. */
export class ReferenceScores {
  readonly count: number;
  readonly #sorted: Float64Array;
  readonly #threshold: number;
  readonly #scale: number;

  /** @param sorted - Ascending; kept, not copied. */
  constructor(sorted: Float64Array) {
    this.#sorted = sorted;
    this.count = sorted.length;
    const tail = Math.floor(this.count * (1 - TAIL_SHARE));
    const enough = this.count >= FEWEST_REFERENCES;
    this.#threshold = enough ? (sorted[tail] ?? Infinity) : Infinity;
    this.#scale = enough ? this.#fitScale(tail) : 0;
  }

  /** Mean excess over the start of the band that ends, censored, at `tail`. */
  #fitScale(tail: number): number {
    const first = Math.floor(this.count * (1 - FIT_SHARE));
    const start = this.#sorted[first] ?? 0;
    let sum = (this.count - tail) * (this.#threshold - start);
    for (let i = first + 1; i < tail; i++)
      sum += (this.#sorted[i] ?? 0) - start;
    return sum / (tail - first);
  }

  reachesTail(score: number): boolean {
    return this.#scale > 0 && score > this.#threshold;
  }

  /**
   * −ln p of a score.
   * @param isReference - Whether the score is one of these itself.
   */
  evidence(score: number, isReference: boolean): number {
    if (this.reachesTail(score)) {
      const excess = (score - this.#threshold) / this.#scale;
      return excess - Math.log(TAIL_SHARE);
    }
    const higher = this.count - lowerBound(this.#sorted, score);
    return -Math.log(
      isReference
        ? higher / Math.max(1, this.count)
        : (higher + 1) / (this.count + 1),
    );
  }
}
