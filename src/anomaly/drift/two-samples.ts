/**
 * Largest distance between the distributions of two samples (Kolmogorov and
 * Smirnov), in [0, 1].
 * @param reference - Ascending.
 * @param recent - Ascending.
 * @remarks O(n + m).
 */
export function ksDistance(
  reference: ArrayLike<number>,
  recent: ArrayLike<number>,
): number {
  let left = 0;
  let right = 0;
  let most = 0;
  while (left < reference.length && right < recent.length) {
    const value = Math.min(reference[left] ?? 0, recent[right] ?? 0);
    while (left < reference.length && (reference[left] ?? 0) <= value) left++;
    while (right < recent.length && (recent[right] ?? 0) <= value) right++;
    const gap = Math.abs(left / reference.length - right / recent.length);
    if (gap > most) most = gap;
  }
  return most;
}

/**
 * Chance of a distance at least so large between two samples of one
 * distribution: the asymptotic series with the correction of Stephens (1970).
 * Ties make it larger than it is, so it errs to silence.
 */
export function ksChance(distance: number, n: number, m: number): number {
  const root = Math.sqrt((n * m) / (n + m));
  const lambda = (root + 0.12 + 0.11 / root) * distance;
  // below this the series converges slowly, and the chance is 1 to 1e-7
  if (lambda < 0.3) return 1;
  let sum = 0;
  for (let j = 1; j <= 100; j++) {
    const term = 2 * (j % 2 === 1 ? 1 : -1) * Math.exp(-2 * (j * lambda) ** 2);
    sum += term;
    if (Math.abs(term) < 1e-16) break;
  }
  return Math.min(1, Math.max(0, sum));
}

/** Cells of the stability index. */
const CELLS = 10;

/**
 * Population stability index over the deciles of the reference:
 * Σ (b − a) ln(b / a) of the shares a and b. Equal values stay in one cell, so
 * of a value that fills several deciles they count as one. Half a value is added to
 * each cell, so that an empty one is finite. Below 0.1 little changed, above 0.25 much.
 * @param reference - Ascending, not empty.
 * @param recent - Ascending, not empty.
 */
export function stabilityIndex(
  reference: ArrayLike<number>,
  recent: ArrayLike<number>,
): number {
  const bounds = new Set<number>();
  for (let cell = 1; cell < CELLS; cell++) {
    const at = Math.floor((cell * reference.length) / CELLS);
    bounds.add(reference[at] ?? 0);
  }
  const edges = [...bounds, Infinity];
  const before = shares(reference, edges);
  const after = shares(recent, edges);
  return before.reduce((sum, a, cell) => {
    const b = after[cell] ?? a;
    return sum + (b - a) * Math.log(b / a);
  }, 0);
}

/** Share of the values up to each edge and above the one before. */
function shares(sorted: ArrayLike<number>, edges: readonly number[]): number[] {
  let at = 0;
  return edges.map((edge) => {
    const start = at;
    while (at < sorted.length && (sorted[at] ?? 0) <= edge) at++;
    return (at - start + 0.5) / (sorted.length + edges.length / 2);
  });
}
