/** Discoveries that are remembered. */
const REMEMBERED = 64;
/** Makes the series γ sum to just under 1: its sum without it, over all j ≥ 1, is 13.9. */
const SCALE = 0.0722;

/**
 * False-discovery rates for p-values that come one after another: LORD++
 * (Ramdas et al. 2017, arXiv:1710.00499). With half of the rate as first wealth
 * the level of test t is α · cₜ, where
 * cₜ = ½ γₜ + ½ γ(t − τ₁) + Σ γ(t − τⱼ) over the later discoveries τⱼ; so
 * q = p / cₜ is the least rate at which this test, after this past, is a
 * discovery. γⱼ = 0.0722 ln(max(j, 2)) / (j exp √ln j).
 *
 * Only the last 64 discoveries count: earlier ones would only raise levels, so
 * the promise holds and memory is constant. It holds for independent p-values of
 * ordinary events.
 * @remarks O(64) a test.
 */
export class OnlineFdr {
  readonly rate: number;
  #tests = 0;
  #found = 0;
  readonly #times = new Float64Array(REMEMBERED);

  /** @param rate - Share of false alarms accepted, in (0, 1). */
  constructor(rate: number) {
    this.rate = rate;
  }

  /**
   * Takes the next p-value.
   * @returns q, at most 1; a discovery is q ≤ rate.
   */
  next(p: number): number {
    const now = ++this.#tests;
    let level = gamma(now) / 2;
    const first = Math.max(0, this.#found - REMEMBERED);
    for (let found = first; found < this.#found; found++) {
      const time = this.#times[found % REMEMBERED] ?? 0;
      level += gamma(now - time) * (found === 0 ? 0.5 : 1);
    }
    const q = Math.min(1, p / level);
    if (q <= this.rate) this.#times[this.#found++ % REMEMBERED] = now;
    return q;
  }

  facts(): Float64Array {
    return Float64Array.of(this.#tests, this.#found, ...this.#times);
  }

  resume(facts: Float64Array): void {
    this.#tests = facts[0] ?? 0;
    this.#found = facts[1] ?? 0;
    this.#times.set(facts.subarray(2));
  }
}

function gamma(j: number): number {
  const log = Math.log(Math.max(j, 2));
  return (SCALE * log) / (j * Math.exp(Math.sqrt(Math.log(j))));
}
