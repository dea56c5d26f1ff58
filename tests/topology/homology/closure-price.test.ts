import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFaces,
  eulerCharacteristic,
} from '#compute/cpu/closure-counts.ts';
import { binomial, priceClosure } from '#compute/cpu/closure-price.ts';
import {
  estimateClosure,
  refuseLargeClosure,
} from '#topology/homology/closure-price.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { computePersistence } from '#topology/homology/persistence.ts';
import {
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../../support/plain-hypergraph.ts';
import { subsetsOf } from '../../support/reference/cohesion.ts';
import { lumpyHypergraph } from '../../support/lumpy-hypergraph.ts';

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

describe('counts of faces', () => {
  it('are those of a list', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const { edges, nodes } = hypergraph;
        const faces = new Set(
          memberLists(hypergraph).flatMap((list) =>
            subsetsOf(new Set(list), 1),
          ),
        );
        const bySize = range(1, 6).map(
          (size) =>
            [...faces].filter((face) => face.split(',').length === size).length,
        );
        expect(countFaces(edges, nodes, 5)).toEqual(bySize);
        const sizes = [...faces].map((face) => face.split(',').length);
        const euler = sizes.reduce(
          (sum, size) => sum + (size % 2 === 1 ? 1 : -1),
          0,
        );
        expect(eulerCharacteristic(edges, nodes)).toBe(euler);
      }),
    );
  });

  it('of large hyperedges that overlap come from binomials', () => {
    const { edges, nodes } = hypergraphOf(3000, [
      range(0, 2000),
      range(1000, 3000),
    ]);
    const both = [1, 2, 3].map(
      (k) => 2 * binomial(2000, k) - binomial(1000, k),
    );
    expect(countFaces(edges, nodes, 3)).toEqual(both);
    expect(eulerCharacteristic(edges, nodes)).toBe(1);
  });

  it('end where they would take too long', () => {
    const { edges, nodes } = hypergraphOf(20, [
      range(0, 12),
      range(4, 16),
      range(8, 20),
    ]);
    expect(countFaces(edges, nodes, 3, { maxSteps: 5 })).toBeNull();
    expect(eulerCharacteristic(edges, nodes, { maxSteps: 5 })).toBeNull();
  });
});

describe('the price of a closure', () => {
  it('is exact where nothing overlaps', () => {
    const { edges, nodes } = hypergraphOf(20, [range(0, 12), range(12, 20)]);
    expect(priceClosure(edges, nodes, 3)).toEqual({
      upper: binomial(12, 3) + binomial(8, 3),
      estimate: binomial(12, 3) + binomial(8, 3),
      error: 0,
    });
  });

  it('lies within five of its standard errors, and below the bound', () => {
    fc.assert(
      fc.property(lumpyHypergraph, fc.nat(), ({ edges, nodes }, seed) => {
        const exact = countFaces(edges, nodes, 3)!;
        for (const width of [1, 2, 3]) {
          const price = priceClosure(edges, nodes, width, { seed });
          const count = exact[width - 1]!;
          expect(price.upper).toBeGreaterThanOrEqual(count);
          const slack = 5 * price.error * price.estimate + 1e-6 * count;
          expect(Math.abs(price.estimate - count)).toBeLessThanOrEqual(slack);
        }
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  it('asks for the first holder only where many hold a subset', () => {
    const many = Array.from({ length: 2200 }, (_, i) => [0, 1, 2 + (i % 50)]);
    const { edges, nodes } = hypergraphOf(52, many);
    const { estimate, error } = priceClosure(edges, nodes, 3);
    expect(Math.abs(estimate - 50)).toBeLessThan(5 * error * estimate + 1e-9);
    const pairs = priceClosure(edges, nodes, 2);
    expect(Math.abs(pairs.estimate - 101)).toBeLessThan(
      5 * pairs.error * pairs.estimate,
    );
  });

  it('refuses before anything is listed, with counts', () => {
    const large = hypergraphOf(5000, [range(0, 5000)]);
    const refused = expect.objectContaining({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('2.08e+10') as string,
      details: {
        dim: 2,
        maxSimplices: 1e9,
        simplices: [5000, 12497500, 20820835000],
      },
    }) as Error;
    const options = { maxDim: 2, maxSimplices: 1e9 };
    expect(() => {
      refuseLargeClosure(large, options);
    }).toThrow(refused);
    expect(() => computeHomology(large, { ...options, maxDim: 1 })).toThrow(
      refused,
    );
    expect(() => computePersistence(large, { ...options, maxDim: 1 })).toThrow(
      refused,
    );
    expect(computeHomology(large, { maxDim: 1 }).betti).toEqual([1, 0]);
    expect(estimateClosure(large)).toHaveLength(3);
  });
});
