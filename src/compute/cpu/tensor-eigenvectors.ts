import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import type { HyperedgeTensor } from './hyperedge-tensor.ts';

/** When to stop. */
export interface IterationOptions extends LoopOptions {
  /** Residual to reach. Default 10⁻¹⁰. */
  readonly tolerance?: number | undefined;
  /** Default 10,000. */
  readonly maxIterations?: number | undefined;
}

/** Scores and how far the iteration came. */
export interface IteratedScores {
  readonly values: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** What is left of the equation that the scores should satisfy; each says of which. */
  readonly residual: number;
}

export const DEFAULT_TOLERANCE = 1e-10;
export const DEFAULT_ITERATIONS = 10_000;

/**
 * Positive vector with A x^{r−1} = λ x^{[r−1]}.
 * @returns Largest entry 1. The residual is (λ⁺ − λ⁻)/λ⁻ for the bounds λ⁻ ≤ λ ≤
 * λ⁺ that the vector proves.
 * @throws PolyadError CANCELLED
 * @remarks Power method of Ng, Qi and Zhou 2009, doi:10.1137/09074838X, shifted so
 * that it does not swing. Connected edges only.
 */
export function hEigenvector(
  tensor: HyperedgeTensor,
  size: number,
  options: IterationOptions = {},
): IteratedScores {
  const { tolerance = DEFAULT_TOLERANCE, maxIterations = DEFAULT_ITERATIONS } =
    options;
  const watch = new LoopWatch(maxIterations, options);
  const power = tensor.rank - 1;
  let x = new Float64Array(size).fill(1);
  const y = new Float64Array(size);
  let residual = Infinity;
  let iterations = 0;
  while (iterations < maxIterations) {
    tensor.apply(x, y);
    iterations++;
    watch.step(iterations, tensor.work);
    let low = Infinity;
    let high = 0;
    for (let i = 0; i < size; i++) {
      const ratio = y[i]! / x[i]! ** power;
      y[i] = ratio;
      low = Math.min(low, ratio);
      high = Math.max(high, ratio);
    }
    residual = (high - low) / low;
    if (residual <= tolerance || !Number.isFinite(residual)) break;
    const shift = low / 4;
    const next = x.map((value, i) => value * (y[i]! + shift) ** (1 / power));
    x = scaledToOne(next);
  }
  watch.finish();
  return { values: x, converged: residual <= tolerance, iterations, residual };
}

/**
 * Vector of no negative entry with A x^{r−1} = λ x, for |x| = 1, that is a local
 * maximum of A xʳ on the sphere.
 * @returns Largest entry 1. The residual is ‖A x^{r−1} − λ x‖/λ for |x| = 1.
 * @throws PolyadError CANCELLED
 * @remarks Shifted symmetric power method of Kolda and Mayo 2011,
 * doi:10.1137/100801482, from the all-ones vector; the shift grows where A xʳ
 * would fall. Such vectors are not unique, and may be zero off a few edges.
 */
export function zEigenvector(
  tensor: HyperedgeTensor,
  size: number,
  options: IterationOptions = {},
): IteratedScores {
  const { tolerance = DEFAULT_TOLERANCE, maxIterations = DEFAULT_ITERATIONS } =
    options;
  const watch = new LoopWatch(maxIterations, options);
  let x = new Float64Array(size).fill(1);
  let y = new Float64Array(size);
  tensor.apply(x, y);
  let state = rayleigh(tensor.rank, x, y);
  let shift = 1;
  let iterations = 1;
  while (state.residual > tolerance && iterations < maxIterations) {
    const factor = shift * state.value;
    const next = scaledToOne(x.map((entry, i) => y[i]! + factor * entry));
    const image = new Float64Array(size);
    tensor.apply(next, image);
    iterations++;
    watch.step(iterations, tensor.work);
    const found = rayleigh(tensor.rank, next, image);
    if (
      found.logObjective < state.logObjective - 1e-12 &&
      shift < tensor.rank
    ) {
      shift *= 2;
      continue;
    }
    x = next;
    y = image;
    state = found;
  }
  watch.finish();
  const { residual } = state;
  return { values: x, converged: residual <= tolerance, iterations, residual };
}

/** λ for x as it is scaled, the relative residual, and log A xʳ for |x| = 1. */
function rayleigh(
  rank: number,
  x: Float64Array,
  y: Float64Array,
): { value: number; residual: number; logObjective: number } {
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    xx += x[i]! * x[i]!;
    xy += x[i]! * y[i]!;
  }
  const value = xy / xx;
  let away = 0;
  for (let i = 0; i < x.length; i++) away += (y[i]! - value * x[i]!) ** 2;
  return {
    value,
    residual: Math.sqrt(away / xx) / value,
    logObjective: Math.log(xy) - (rank / 2) * Math.log(xx),
  };
}

function scaledToOne(x: Float64Array): Float64Array<ArrayBuffer> {
  let largest = 0;
  for (const entry of x) largest = Math.max(largest, entry);
  return Float64Array.from(x, (entry) => entry / largest);
}
