import { ReferenceScores } from './reference-scores.ts';

/** Scores remembered. */
const RING = 2000;
/** Scores after which the tail is fitted anew. */
const REFIT = 100;

/** The last 2000 scores, read in order as of the last fit. */
export class RecentScores {
  count = 0;
  #values = new Float64Array(0);
  #fitted = new ReferenceScores(new Float64Array(0));
  #sorted = new Float64Array(0);
  #sinceFit = Infinity;

  add(score: number): void {
    if (this.count === this.#values.length && this.count < RING) {
      const grown = new Float64Array(Math.min(RING, 2 * this.count + 64));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.count % RING] = score;
    this.count++;
    this.#sinceFit++;
  }

  read(): ReferenceScores {
    // young rings change fast; later a twentieth of the ring is soon enough
    if (this.#sinceFit >= Math.min(REFIT, 1 + this.count / 20)) {
      this.#fit(this.#values.slice(0, Math.min(this.count, RING)).sort());
      this.#sinceFit = 0;
    }
    return this.#fitted;
  }

  /** Everything known, as numbers: what {@link resume} takes. */
  facts(): Float64Array {
    const kept = this.#values.subarray(0, Math.min(this.count, RING));
    return Float64Array.from([
      this.count,
      this.#sinceFit,
      this.#sorted.length,
      ...this.#sorted,
      ...kept,
    ]);
  }

  /** Goes on from {@link facts}, bit for bit. */
  resume(facts: Float64Array): void {
    const [count = 0, sinceFit = Infinity, sorted = 0] = facts;
    this.count = count;
    this.#sinceFit = sinceFit;
    this.#fit(facts.slice(3, 3 + sorted));
    this.#values = facts.slice(3 + sorted);
  }

  #fit(sorted: Float64Array<ArrayBuffer>): void {
    this.#sorted = sorted;
    this.#fitted = new ReferenceScores(sorted);
  }
}
