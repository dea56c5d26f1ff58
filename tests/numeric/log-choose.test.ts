import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logChoose, logFactorial } from '#numeric/log-choose.ts';

/** ln C(n, k) by exact integers. */
function exact(n: number, k: number): number {
  let value = 1n;
  for (let i = 1n; i <= BigInt(k); i++)
    value = (value * (BigInt(n) - i + 1n)) / i;
  const digits = value.toString();
  const head = Number(`0.${digits.slice(0, 17)}`);
  return Math.log(head) + digits.length * Math.LN10;
}

describe('logarithms of counts', () => {
  it('of factorials go on smoothly', () => {
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(5)).toBeCloseTo(Math.log(120), 12);
    for (const n of [255, 256, 300, 1e6]) {
      const step = logFactorial(n) - logFactorial(n - 1);
      expect(step).toBeCloseTo(Math.log(n), 7);
    }
  });

  it('of choices are exact', () => {
    const pairs = fc
      .integer({ min: 0, max: 3000 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })));
    fc.assert(
      fc.property(pairs, ([n, k]) => {
        const wanted = exact(n, Math.min(k, n - k));
        expect(Math.abs(logChoose(n, k) - wanted)).toBeLessThan(
          1e-11 * Math.max(1, wanted),
        );
        expect(logChoose(n, k)).toBeCloseTo(logChoose(n, n - k), 9);
      }),
    );
  });

  it('of a few of very many do not cancel', () => {
    // ln of n^k/k!, the rest is below 10⁻⁹
    const k = 1000;
    expect(logChoose(1e16, k)).toBeCloseTo(
      k * Math.log(1e16) - logFactorial(k),
      6,
    );
    expect(logChoose(3, 4)).toBe(-Infinity);
    expect(logChoose(1e300, 2)).toBeCloseTo(600 * Math.LN10 - Math.LN2, 9);
  });
});
