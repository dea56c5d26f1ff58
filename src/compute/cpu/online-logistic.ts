import type { Random } from '#numeric/random.ts';

/** How a head learns. */
export interface LearningOptions {
  /** First weights, one a feature. */
  readonly prior: readonly number[];
  /** Features whose weight may be negative. */
  readonly free: readonly number[];
  /** Weight of a made example against a real one. */
  readonly balance: number;
  readonly rate: number;
  /** Earlier examples of each kind gone over again at each step. */
  readonly replay: number;
}

/** Examples of each kind remembered. */
const RING = 1024;
const FIRST_BIAS = -2;

/**
 * Logistic model of made against real examples, trained as they come: AdaGrad
 * (Duchi et al. 2011), weights kept non-negative but for the free ones, a few
 * remembered examples gone over again at each step.
 */
export class OnlineLogistic {
  /** One a feature, and the bias. */
  readonly weights: Float64Array;
  readonly #squares: Float64Array;
  readonly #ring: Float64Array;
  readonly #features: number;
  readonly #isFree: Uint8Array;
  readonly #how: LearningOptions;
  #steps = 0;

  constructor(how: LearningOptions) {
    const features = (this.#features = how.prior.length);
    this.#how = how;
    this.weights = Float64Array.from([...how.prior, FIRST_BIAS]);
    this.#squares = new Float64Array(features + 1).fill(1);
    this.#ring = new Float64Array(2 * RING * features);
    this.#isFree = new Uint8Array(features + 1);
    this.#isFree[features] = 1;
    for (const feature of how.free) this.#isFree[feature] = 1;
  }

  tables(): Float64Array[] {
    return [this.weights, this.#squares, this.#ring];
  }

  get steps(): number {
    return this.#steps;
  }

  set steps(count: number) {
    this.#steps = count;
  }

  /** ln odds that standardised features `z`, from `at`, are made. */
  logit(z: Float64Array, at = 0): number {
    const weights = this.weights;
    const features = this.#features;
    let sum = weights[features]!;
    for (let k = 0; k < features; k++) sum += weights[k]! * z[at + k]!;
    return sum;
  }

  /** Learns one real and one made example, and some of earlier ones. */
  learn(real: Float64Array, made: Float64Array, random: Random): void {
    const features = this.#features;
    const place = this.#steps % RING;
    this.#ring.set(real, place * features);
    this.#ring.set(made, (RING + place) * features);
    this.#steps++;
    this.#step(real, 0, false);
    this.#step(made, 0, true);
    const known = Math.min(this.#steps, RING);
    for (let r = 0; r < this.#how.replay; r++) {
      const before = Math.floor(random.float() * known);
      const beside = Math.floor(random.float() * known);
      this.#step(this.#ring, before * features, false);
      this.#step(this.#ring, (RING + beside) * features, true);
    }
  }

  #step(z: Float64Array, at: number, isMade: boolean): void {
    const { weights } = this;
    const squares = this.#squares;
    const features = this.#features;
    const rate = this.#how.rate;
    const chance = 1 / (1 + Math.exp(-this.logit(z, at)));
    const error = isMade ? this.#how.balance * (chance - 1) : chance;
    for (let k = 0; k <= features; k++) {
      const slope = k < features ? error * z[at + k]! : error;
      squares[k]! += slope * slope;
      const weight = weights[k]! - (rate * slope) / Math.sqrt(squares[k]!);
      weights[k] = weight < 0 && this.#isFree[k] === 0 ? 0 : weight;
    }
  }
}

/** Values before the mean moves slowly. */
const WARM_UP = 20;
const SLOWEST = 5e-5;
const LEAST_VARIANCE = 0.01;
const LEAST_Z = -6;
const MOST_Z = 20;

/** Running mean and variance of features, to standardise them by. */
export class RunningScale {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  count = 0;

  constructor(features: number) {
    this.means = new Float64Array(features);
    this.variances = new Float64Array(features).fill(1);
  }

  add(values: Float64Array): void {
    const gain = Math.max(1 / (++this.count + WARM_UP), SLOWEST);
    for (let k = 0; k < this.means.length; k++) {
      const off = values[k]! - this.means[k]!;
      this.means[k]! += gain * off;
      this.variances[k]! +=
        gain * (off * off * (1 - gain) - this.variances[k]!);
    }
  }

  /** z = (value − mean) / √(variance + 0.01), between −6 and 20, into `z`. */
  standardise(values: Float64Array, z: Float64Array): void {
    for (let k = 0; k < this.means.length; k++) {
      const off = values[k]! - this.means[k]!;
      const t = off / Math.sqrt(this.variances[k]! + LEAST_VARIANCE);
      z[k] = t < LEAST_Z ? LEAST_Z : t > MOST_Z ? MOST_Z : t;
    }
  }
}
