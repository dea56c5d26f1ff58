/**
 * Gauss quadrature of a symmetric tridiagonal matrix T: nodes are its eigenvalues,
 * weights the squares of the first entries of its eigenvectors, so that Σ w f(θ)
 * is entry (1, 1) of f(T).
 * @param diagonal - Length m.
 * @param beside - Entries beside the diagonal, length m − 1 at least.
 * @returns Nodes in no order.
 * @remarks Implicit QL of Golub and Welsch 1969, doi:10.2307/2004418. Time O(m²).
 */
export function gaussQuadrature(
  diagonal: ArrayLike<number>,
  beside: ArrayLike<number>,
): { nodes: Float64Array; weights: Float64Array } {
  const m = diagonal.length;
  const d = Float64Array.from(diagonal);
  const e = new Float64Array(m);
  for (let i = 0; i < m - 1; i++) e[i] = beside[i]!;
  const first = new Float64Array(m);
  if (m > 0) first[0] = 1;
  for (let low = 0; low < m; low++) {
    for (;;) {
      const end = blockEnd(d, e, low);
      if (end === low) break;
      sweep(d, e, first, { low, end });
    }
  }
  return { nodes: d, weights: first.map((value) => value * value) };
}

/** Last index of the block that begins at `low` and is not split yet. */
function blockEnd(d: Float64Array, e: Float64Array, low: number): number {
  let end = low;
  while (end < d.length - 1) {
    const scale = Math.abs(d[end]!) + Math.abs(d[end + 1]!);
    if (Math.abs(e[end]!) <= Number.EPSILON * scale) break;
    end++;
  }
  return end;
}

/** One QL sweep from `end` up to `low`, with Wilkinson's shift. */
function sweep(
  d: Float64Array,
  e: Float64Array,
  first: Float64Array,
  { low, end }: { low: number; end: number },
): void {
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  const root = Math.hypot(half, 1);
  let g = d[end]! - d[low]! + e[low]! / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = end - 1; i >= low; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1]! -= p;
      e[end] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1]! - p;
    const s = (d[i]! - g) * sine + 2 * cosine * b;
    p = sine * s;
    d[i + 1] = g + p;
    g = cosine * s - b;
    const upper = first[i + 1]!;
    first[i + 1] = sine * first[i]! + cosine * upper;
    first[i] = cosine * first[i]! - sine * upper;
  }
  d[low]! -= p;
  e[low] = g;
  e[end] = 0;
}
