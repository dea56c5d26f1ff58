import { expect } from 'vitest';

/** Equality of long arrays of numbers, named by the first difference; `toEqual` takes seconds for millions. */
export function expectWords(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    if (actual[i] !== expected[i])
      expect([i, actual[i]]).toEqual([i, expected[i]]);
  }
}
