/**
 * Least false-discovery rate at which each hypothesis would be rejected
 * (Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x):
 * q₍ᵢ₎ = min over j ≥ i of n p₍ⱼ₎ / j, at most 1.
 * @param p - p-values in [0, 1].
 * @returns q-values in the same order.
 * @remarks O(n log n). Valid for independent or positively dependent p-values.
 */
export function falseDiscoveryRates(p: Float64Array): Float64Array {
  const total = p.length;
  const order = Uint32Array.from(p, (_, i) => i);
  order.sort((a, b) => (p[a] ?? 1) - (p[b] ?? 1) || a - b);
  const q = new Float64Array(total);
  let least = 1;
  for (let rank = total; rank >= 1; rank--) {
    const at = order[rank - 1] ?? 0;
    least = Math.min(least, ((p[at] ?? 1) * total) / rank);
    q[at] = least;
  }
  return q;
}
