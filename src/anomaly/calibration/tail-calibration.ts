/** Below this many references a class borrows those of all classes. */
const FEWEST_REFERENCES = 200;
/** Share of the references beyond which the tail is modelled. */
const TAIL_SHARE = 0.02;
/** Share of the references above the start of the band that the tail is fitted to. */
const FIT_SHARE = 0.1;
const CLASS_LIMIT = 256;

/** How rare each score is among ordinary ones. */
export interface Calibration {
  /** Chance that an ordinary element of the same class scores at least as high. */
  readonly p: Float64Array;
  /** 1 where `p` lies beyond the 98th percentile and comes from the fitted tail. */
  readonly extrapolated: Uint8Array;
}

export interface CalibrationInput {
  readonly scores: Float64Array;
  /** Class of each element, below 256; a score is compared within its class. */
  readonly classes: Uint8Array;
  /** Elements that show what is ordinary; all where null. */
  readonly isReference: ((element: number) => boolean) | null;
}

/**
 * Turns scores into p-values, class by class (Mondrian conformal; Vovk et al.
 * 2005, doi:10.1007/b106715): p = (references at least as high + 1) / (n + 1),
 * an element not counting against itself.
 *
 * Beyond the 98th percentile p = 0.02 · exp(−(score − threshold) / scale). The
 * scale is the maximum-likelihood mean excess over the 90th percentile with all
 * beyond the 98th taken as censored: up to one element in fifty may be anomalous
 * without hiding itself and its like by stretching the tail. Classes with fewer
 * than 200 references use all classes together; where those are fewer too, ranks
 * alone are used.
 * @remarks O(n log n).
 */
export function calibrate(input: CalibrationInput): Calibration {
  const { scores, classes } = input;
  const pooled = ReferenceScores.of(input, null);
  const byClass: (ReferenceScores | undefined)[] = Array.from(
    { length: CLASS_LIMIT },
    () => undefined,
  );
  const p = new Float64Array(scores.length);
  const extrapolated = new Uint8Array(scores.length);
  for (let element = 0; element < scores.length; element++) {
    const which = classes[element] ?? 0;
    let references = byClass[which];
    if (!references) {
      const own = ReferenceScores.of(input, which);
      references = own.count < FEWEST_REFERENCES ? pooled : own;
      byClass[which] = references;
    }
    const score = scores[element] ?? 0;
    const isReference = input.isReference?.(element) ?? true;
    extrapolated[element] = references.reachesTail(score) ? 1 : 0;
    p[element] = references.chance(score, isReference);
  }
  return { p, extrapolated };
}

/** Scores of one class in order, and the exponential tail fitted to them. */
class ReferenceScores {
  readonly count: number;
  readonly #sorted: Float64Array;
  readonly #threshold: number;
  readonly #scale: number;

  static of(
    { scores, classes, isReference }: CalibrationInput,
    which: number | null,
  ): ReferenceScores {
    const kept = scores.filter(
      (_, element) =>
        (which === null || classes[element] === which) &&
        (isReference?.(element) ?? true),
    );
    return new ReferenceScores(kept.sort());
  }

  private constructor(sorted: Float64Array) {
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

  chance(score: number, isReference: boolean): number {
    if (this.reachesTail(score)) {
      const excess = (score - this.#threshold) / this.#scale;
      return TAIL_SHARE * Math.exp(-excess);
    }
    const higher = this.count - lowerBound(this.#sorted, score);
    return isReference
      ? higher / Math.max(1, this.count)
      : (higher + 1) / (this.count + 1);
  }
}

/** First position whose value is at least `value`. */
function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
