import { expect } from 'vitest';
import type { GoldenNumber } from './golden-set.ts';

/** Relative tolerance of golden floats, which have 12 significant digits. */
const TOLERANCE = 1e-9;

/** Expects every value within 1e-9 of its golden value, relatively. */
export function expectClose(
  actual: ArrayLike<number>,
  golden: readonly GoldenNumber[],
): void {
  expect(actual.length).toBe(golden.length);
  const wrong = golden
    .map((value, i) => ({ i, golden: value, actual: actual[i] ?? NaN }))
    .filter(({ golden: g, actual: a }) => !isClose(a, Number(g), TOLERANCE));
  expect(wrong).toEqual([]);
}

/** Expects one value within `tolerance` of its golden value, relatively. */
export function expectNumber(
  actual: number,
  golden: GoldenNumber,
  tolerance = TOLERANCE,
): void {
  const expected = Number(golden);
  if (isClose(actual, expected, tolerance)) return;
  expect(actual).toBe(expected);
}

function isClose(a: number, b: number, tolerance: number): boolean {
  if (Object.is(a, b)) return true;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}
