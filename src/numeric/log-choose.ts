/** ln n! of n = 0 … 255. */
const SMALL = new Float64Array(256);
for (let n = 2; n < SMALL.length; n++) SMALL[n] = SMALL[n - 1]! + Math.log(n);

/** ln n! for an integer n from 0; relative error about 10⁻¹⁶. */
export function logFactorial(n: number): number {
  if (n < SMALL.length) return SMALL[n]!;
  return (n + 0.5) * Math.log(n) - n + HALF_LOG_TURN + stirlingRest(n);
}

const HALF_LOG_TURN = 0.5 * Math.log(2 * Math.PI);

/** What Stirling's formula leaves of ln n!. */
function stirlingRest(n: number): number {
  const square = n * n;
  return (1 / 12 - (1 / 360 - 1 / (1260 * square)) / square) / n;
}

/**
 * ln of the number of ways to choose k of n; −∞ where there is none.
 * @param n - Integers from 0, or any number above 2⁵³, which need not be exact.
 * @remarks O(min(k, 256)); stable where k is a small part of a large n.
 */
export function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity;
  const few = Math.min(k, n - k);
  if (few === 0) return 0;
  if (n < SMALL.length) return SMALL[n]! - SMALL[k]! - SMALL[n - k]!;
  if (few < SMALL.length) {
    let sum = -SMALL[few]!;
    for (let i = 0; i < few; i++) sum += Math.log(n - i);
    return sum;
  }
  const rest = n - few;
  return (
    few * Math.log(n) -
    (rest + 0.5) * Math.log1p(-few / n) -
    few +
    stirlingRest(n) -
    stirlingRest(rest) -
    logFactorial(few)
  );
}
