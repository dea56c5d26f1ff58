import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DisjointSets } from '#numeric/disjoint-sets.ts';

describe('disjoint sets', () => {
  it('equal a naive merging of labels', () => {
    const pair = fc.tuple(fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 15 }), (pairs) => {
        const sets = new DisjointSets(10);
        let smallest = Array.from({ length: 10 }, (_, i) => i);
        for (const [left, right] of pairs) {
          const [a, b] = [smallest[left]!, smallest[right]!];
          const least = Math.min(a, b);
          smallest = smallest.map((x) => (x === a || x === b ? least : x));
          expect(sets.unite(left, right)).toBe(least);
        }
        expect(smallest.map((_, i) => sets.find(i))).toEqual(smallest);
        const roots = [...new Set(smallest)];
        expect(sets.labels().count).toBe(roots.length);
        expect(Array.from(sets.labels().labels)).toEqual(
          smallest.map((root) => roots.indexOf(root)),
        );
      }),
    );
  });
});
