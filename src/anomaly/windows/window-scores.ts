/** Windows looked back on. */
const HISTORY = 64;
/** The middle of these many windows before is what was to be expected. */
const RECENT = 8;
/** Phases are compared once there are these many periods. */
const PERIODS = 2;
/** Until these many periods are known, a season's turns would stand out. */
const UNSCORED = 3;
/** Weight of independence in the correlation; found by trial, see the README. */
const SHRINK = 0.7;
/** Windows needed before anything is unusual. */
const FEWEST = 8;
const MAD_TO_SD = 1.4826;
/** A deviation of a feature that hardly ever changes counts at most this much. */
const FURTHEST = 6;

/** How far a window is from what came before, and which features make it. */
export interface WindowScores {
  /** Squared Mahalanobis distance of each window; 0 for the first eight, or three periods. */
  readonly score: Float64Array;
  /** Row by window: what each feature adds to the score. */
  readonly contributions: readonly Float64Array[];
  /** Row by window: what each feature was expected to be. */
  readonly expected: readonly Float64Array[];
}

/**
 * Scores windows by their residuals: each feature less the median of the eight
 * windows before, or of the same phase where there is a season; divided by its
 * median absolute deviation over the last 64, of the same phase once eight are known, and all together by the inverse of
 * their correlation, shrunk by seven tenths towards independence. The score zᵀ C⁻¹ z is
 * the sum of z_k (C⁻¹ z)_k, one addend a feature.
 *
 * Residuals rather than differences of successive windows: after a burst the
 * next window would differ as much.
 * @param columns - Values of each feature by window.
 * @param period - Windows in a season; 0 for none.
 * @remarks O(windows · (64 · features² + features³)).
 */
export function scoreWindows(
  columns: readonly Float64Array[],
  period: number,
): WindowScores {
  const windows = columns[0]?.length ?? 0;
  const residuals: Float64Array[] = [];
  const expected: Float64Array[] = [];
  const contributions: Float64Array[] = [];
  const score = new Float64Array(windows);
  for (let w = 0; w < windows; w++) {
    const before = baseline(w, period);
    const middle = Float64Array.from(columns, (column) =>
      before.length === 0
        ? (column[w] ?? 0)
        : median(before.map((i) => column[i] ?? 0)),
    );
    expected.push(middle);
    const own = middle.map((value, k) => (columns[k]?.[w] ?? 0) - value);
    const history = residuals.slice(Math.max(0, w - HISTORY));
    const alike = samePhase(residuals, w, period);
    const parts =
      w < FEWEST || w < UNSCORED * period
        ? new Float64Array(columns.length)
        : partsOf(own, history, alike.length < FEWEST ? history : alike);
    contributions.push(parts);
    score[w] = parts.reduce((sum, part) => sum + part, 0);
    residuals.push(own);
  }
  return { score, contributions, expected };
}

/** Windows that say what was to be expected of window `w`. */
function baseline(w: number, period: number): number[] {
  if (period > 1 && w >= PERIODS * period) {
    const same: number[] = [];
    for (let i = w - period; i >= 0 && same.length < RECENT; i -= period) {
      same.push(i);
    }
    return same;
  }
  const first = Math.max(0, w - RECENT);
  return Array.from({ length: w - first }, (_, i) => first + i);
}

/** Residuals of the same phase that are known, the last 64 at most. */
function samePhase(
  residuals: readonly Float64Array[],
  w: number,
  period: number,
): Float64Array[] {
  if (period <= 1) return [];
  return residuals
    .filter((_, i) => i % period === w % period && i >= PERIODS * period)
    .slice(-HISTORY);
}

/**
 * @param history - Residuals that tell how features go together.
 * @param alike - Residuals that tell how large they usually are.
 */
function partsOf(
  own: Float64Array,
  history: readonly Float64Array[],
  alike: readonly Float64Array[],
): Float64Array {
  const scales = own.map((_, k) => {
    const sizes = alike.map((row) => Math.abs(row[k] ?? 0));
    return MAD_TO_SD * median(sizes);
  });
  const standard = (row: Float64Array): Float64Array =>
    row.map((value, k) => {
      const scale = scales[k] ?? 0;
      // what never changed and does now is as far as anything gets
      const z = scale > 1e-9 ? value / scale : Math.sign(value) * FURTHEST;
      return Math.max(-FURTHEST, Math.min(FURTHEST, z));
    });
  const z = standard(own);
  const past = history.map(standard);
  const solved = solve(correlation(past, own.length), z);
  return z.map((value, k) => value * (solved[k] ?? 0));
}

/** Correlation of clipped residuals, shrunk towards independence. */
function correlation(
  rows: readonly Float64Array[],
  size: number,
): Float64Array[] {
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const norms = Float64Array.from({ length: size }, (_, k) =>
    Math.sqrt(rows.reduce((sum, row) => sum + (row[k] ?? 0) ** 2, 0)),
  );
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const both = rows.reduce(
        (s, row) => s + (row[a] ?? 0) * (row[b] ?? 0),
        0,
      );
      const norm = (norms[a] ?? 0) * (norms[b] ?? 0);
      const value = a === b ? 1 : norm > 0 ? (1 - SHRINK) * (both / norm) : 0;
      (matrix[a] ?? [])[b] = value;
      (matrix[b] ?? [])[a] = value;
    }
  }
  return matrix;
}

/** C x = z by Cholesky; C is positive definite, being shrunk. */
function solve(matrix: readonly Float64Array[], z: Float64Array): Float64Array {
  const size = z.length;
  const at = (rows: readonly Float64Array[], i: number, j: number): number =>
    rows[i]?.[j] ?? 0;
  const lower = matrix.map(() => new Float64Array(size));
  for (let i = 0; i < size; i++) {
    const row = lower[i] ?? new Float64Array(size);
    for (let j = 0; j <= i; j++) {
      let sum = at(matrix, i, j);
      for (let k = 0; k < j; k++) sum -= (row[k] ?? 0) * at(lower, j, k);
      row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / at(lower, j, j);
    }
  }
  const x = z.slice();
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++)
      x[i] = (x[i] ?? 0) - at(lower, i, k) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / at(lower, i, i);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) {
      x[i] = (x[i] ?? 0) - at(lower, k, i) * (x[k] ?? 0);
    }
    x[i] = (x[i] ?? 0) / at(lower, i, i);
  }
  return x;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >>> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1
    ? upper
    : ((sorted[half - 1] ?? 0) + upper) / 2;
}
