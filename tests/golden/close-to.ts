import { expect } from 'vitest';

/** Relative tolerance of golden floats, which have 12 significant digits. */
const TOLERANCE = 1e-9;

/** Expects every value within 1e-9 of its golden value, relatively. */
export function expectClose(
  actual: ArrayLike<number>,
  golden: readonly number[],
): void {
  expect(actual.length).toBe(golden.length);
  const wrong = golden
    .map((value, i) => ({ i, golden: value, actual: actual[i] ?? NaN }))
    .filter(
      ({ golden: g, actual: a }) =>
        !(Math.abs(a - g) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(g))),
    );
  expect(wrong).toEqual([]);
}
