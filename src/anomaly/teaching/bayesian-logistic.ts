/** One labelled element. */
export interface Lesson {
  readonly features: ArrayLike<number>;
  /** Log odds of an anomaly before any label. */
  readonly logOdds: number;
  readonly isAnomalous: boolean;
}

/** What the labels say of the weights: a normal distribution. */
export interface Posterior {
  readonly mean: Float64Array;
  /** Row-major, d × d. */
  readonly covariance: Float64Array;
  /** Log chance of the labels under the prior, by Laplace's approximation. */
  readonly evidence: number;
}

const MOST_STEPS = 50;
const CLOSE_ENOUGH = 1e-10;
const HALVINGS = 20;

/**
 * Bayesian logistic regression by Laplace's approximation (MacKay 1992,
 * doi:10.1162/neco.1992.4.5.720): label ~ Bernoulli(σ(log odds + x·w)),
 * w ~ N(0, diag(sd²)). Without lessons the posterior is the prior.
 * @param sd - Prior standard deviation of each weight, above 0; length d.
 * @remarks Newton's method on a convex loss: O(steps · (lessons · d² + d³)).
 */
export function learnWeights(
  lessons: readonly Lesson[],
  sd: Float64Array,
): Posterior {
  const width = sd.length;
  let mean = new Float64Array(width);
  let loss = lossOf(lessons, sd, mean);
  let factor = choleskyOf(curvature(lessons, sd, mean), width);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = gradientOf(lessons, sd, mean);
    const move = solve(factor, gradient, width);
    let size = 1;
    let next = mean;
    let nextLoss = loss;
    for (let half = 0; half < HALVINGS; half++, size /= 2) {
      const by = size;
      next = mean.map((value, k) => value - by * (move[k] ?? 0));
      nextLoss = lossOf(lessons, sd, next);
      if (nextLoss <= loss) break;
    }
    const gain = loss - nextLoss;
    if (!(gain > 0)) break;
    mean = next;
    loss = nextLoss;
    factor = choleskyOf(curvature(lessons, sd, mean), width);
    if (gain < CLOSE_ENOUGH) break;
  }
  let logDeterminant = 0;
  for (let k = 0; k < width; k++) {
    logDeterminant += 2 * Math.log(factor[k * width + k] ?? 1);
    logDeterminant += 2 * Math.log(sd[k] ?? 1);
  }
  return {
    mean,
    covariance: inverseOf(factor, width),
    evidence: -loss - logDeterminant / 2,
  };
}

/** Σ xₖ wₖ. */
export function dot(x: ArrayLike<number>, w: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < w.length; k++) sum += (x[k] ?? 0) * (w[k] ?? 0);
  return sum;
}

/** xᵀ C x, the variance of x·w. */
export function varianceAlong(
  x: ArrayLike<number>,
  covariance: Float64Array,
): number {
  const width = x.length;
  let sum = 0;
  for (let i = 0; i < width; i++) {
    if (x[i] === 0) continue;
    const row = covariance.subarray(i * width, (i + 1) * width);
    sum += (x[i] ?? 0) * dot(x, row);
  }
  return sum;
}

/** Lower triangle L with A = L Lᵀ; row-major. */
export function choleskyOf(a: Float64Array, width: number): Float64Array {
  const l = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * width + j] ?? 0;
      for (let k = 0; k < j; k++) {
        sum -= (l[i * width + k] ?? 0) * (l[j * width + k] ?? 0);
      }
      l[i * width + j] =
        i === j
          ? Math.sqrt(Math.max(sum, 1e-12))
          : sum / (l[j * width + j] ?? 1);
    }
  }
  return l;
}

export function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function lossOf(
  lessons: readonly Lesson[],
  sd: Float64Array,
  w: Float64Array,
): number {
  let loss = 0;
  for (const { features, logOdds, isAnomalous } of lessons) {
    const z = logOdds + dot(features, w);
    const margin = isAnomalous ? z : -z;
    loss += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
  }
  w.forEach((value, k) => (loss += (value / (sd[k] ?? 1)) ** 2 / 2));
  return loss;
}

function gradientOf(
  lessons: readonly Lesson[],
  sd: Float64Array,
  w: Float64Array,
): Float64Array {
  const gradient = w.map((value, k) => value / (sd[k] ?? 1) ** 2);
  for (const { features, logOdds, isAnomalous } of lessons) {
    const error = chance(logOdds + dot(features, w)) - (isAnomalous ? 1 : 0);
    for (let k = 0; k < w.length; k++) {
      gradient[k] = (gradient[k] ?? 0) + error * (features[k] ?? 0);
    }
  }
  return gradient;
}

function curvature(
  lessons: readonly Lesson[],
  sd: Float64Array,
  w: Float64Array,
): Float64Array {
  const width = w.length;
  const h = new Float64Array(width * width);
  sd.forEach((value, k) => (h[k * width + k] = value ** -2));
  for (const { features, logOdds } of lessons) {
    const p = chance(logOdds + dot(features, w));
    for (let i = 0; i < width; i++) {
      const left = p * (1 - p) * (features[i] ?? 0);
      if (left === 0) continue;
      for (let j = 0; j < width; j++) {
        const at = i * width + j;
        h[at] = (h[at] ?? 0) + left * (features[j] ?? 0);
      }
    }
  }
  return h;
}

/** x with L Lᵀ x = b. */
function solve(l: Float64Array, b: Float64Array, width: number): Float64Array {
  const x = b.slice();
  for (let i = 0; i < width; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (l[i * width + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (l[i * width + i] ?? 1);
  }
  for (let i = width - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < width; k++) {
      sum -= (l[k * width + i] ?? 0) * (x[k] ?? 0);
    }
    x[i] = sum / (l[i * width + i] ?? 1);
  }
  return x;
}

function inverseOf(l: Float64Array, width: number): Float64Array {
  const inverse = new Float64Array(width * width);
  for (let k = 0; k < width; k++) {
    const unit = new Float64Array(width);
    unit[k] = 1;
    inverse.set(solve(l, unit, width), k * width);
  }
  return inverse;
}
