import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bottleneckDistance,
  wassersteinDistance,
} from '#topology/homology/diagram-distance.ts';
import type { Bars } from '#topology/homology/persistence.ts';

type Point = readonly [number, number];

function barsOf(points: readonly Point[]): Bars {
  return {
    dims: new Uint32Array(points.length).fill(1),
    births: Float64Array.from(points, ([birth]) => birth),
    deaths: Float64Array.from(points, ([, death]) => death),
    generators: undefined,
    leftOut: 0,
  };
}

/** Gaps of every way to match, by trying all. */
function allMatchings(
  left: readonly Point[],
  right: readonly Point[],
): number[][] {
  const [first, ...rest] = left;
  const half = ([birth, death]: Point): number => (death - birth) / 2;
  if (first === undefined) return [right.map(half)];
  const alone = allMatchings(rest, right).map((gaps) => [half(first), ...gaps]);
  const paired = right.flatMap((other, j) => {
    const gap = Math.max(
      Math.abs(first[0] - other[0]),
      Math.abs(first[1] - other[1]),
    );
    return allMatchings(
      rest,
      right.filter((_, k) => k !== j),
    ).map((gaps) => [gap, ...gaps]);
  });
  return [...alone, ...paired];
}

const diagram = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 }))
    .map(([birth, length]): Point => [birth, birth + length]),
  { maxLength: 4 },
);

describe('distances between diagrams', () => {
  it('are the least over all matchings', () => {
    fc.assert(
      fc.property(diagram, diagram, (left, right) => {
        const matchings = allMatchings(left, right);
        const [a, b] = [barsOf(left), barsOf(right)];
        const largest = matchings.map((gaps) => Math.max(0, ...gaps));
        expect(bottleneckDistance(a, b)).toBe(Math.min(...largest));
        for (const order of [1, 2]) {
          const sums = matchings.map((gaps) =>
            gaps.reduce((sum, gap) => sum + gap ** order, 0),
          );
          expect(wassersteinDistance(a, b, { order })).toBeCloseTo(
            Math.min(...sums) ** (1 / order),
            9,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of bars without end pair them by birth', () => {
    const left = barsOf([
      [1, Infinity],
      [5, Infinity],
      [2, 4],
    ]);
    const right = barsOf([
      [6, Infinity],
      [1.5, Infinity],
    ]);
    expect(bottleneckDistance(left, right)).toBe(1);
    expect(wassersteinDistance(left, right)).toBe(2.5);
    expect(bottleneckDistance(left, barsOf([[1, Infinity]]))).toBe(Infinity);
    expect(wassersteinDistance(left, barsOf([]))).toBe(Infinity);
  });

  it('look at one dimension', () => {
    expect(bottleneckDistance(barsOf([[0, 8]]), barsOf([]), { dim: 2 })).toBe(
      0,
    );
  });

  it('refuse orders below 1 and diagrams too large', () => {
    const empty = barsOf([]);
    expect(() => wassersteinDistance(empty, empty, { order: 0.5 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
    const large = barsOf(Array.from({ length: 3001 }, (_, i) => [i, i + 1]));
    expect(() => bottleneckDistance(large, empty)).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });
});
