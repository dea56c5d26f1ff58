import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowerBound, upperBound } from '#numeric/sorted-search.ts';

it('positions in sorted numbers are those that counting gives', () => {
  const number = fc.integer({ min: -5, max: 5 });
  fc.assert(
    fc.property(fc.array(number, { maxLength: 20 }), number, (list, wanted) => {
      const sorted = Float64Array.from(list).sort();
      const below = list.filter((value) => value < wanted).length;
      const upTo = list.filter((value) => value <= wanted).length;
      expect(lowerBound(sorted, wanted)).toBe(below);
      expect(upperBound(sorted, wanted)).toBe(upTo);
    }),
  );
});
