import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MinHeap } from '#numeric/min-heap.ts';

describe('a heap', () => {
  it('gives the smallest first, ties by item', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(5))), (pairs) => {
        const heap = new MinHeap();
        for (const [item, key] of pairs) heap.push(item, key);
        expect(heap.size).toBe(pairs.length);
        const popped: [number, number][] = [];
        for (let next = heap.pop(); next; next = heap.pop()) {
          popped.push([next.item, next.key]);
        }
        expect(popped).toEqual(pairs.sort(([i, a], [j, b]) => a - b || i - j));
      }),
    );
  });
});
