import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeHomology } from '#topology/homology/homology.ts';
import {
  computeSPersistence,
  sBetti,
} from '#topology/homology/s-persistence.ts';
import {
  arbitrarySide,
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../../support/plain-hypergraph.ts';

describe('homology of s-overlaps', () => {
  it('is that of the nerve written out for each s', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, { of, s }) => {
        const side = of === 'edges' ? hypergraph : hypergraph.dual();
        const bars = computeSPersistence(hypergraph, { of, maxDim: 2 });
        // a simplex for every choice of s members: all that hold them
        const lists = memberLists(side);
        const nerve = choices(side.nodeCount, s).map((chosen) =>
          [...lists.keys()].filter((edge) =>
            chosen.every((node) => lists[edge]!.includes(node)),
          ),
        );
        const { betti } = computeHomology(hypergraphOf(side.edgeCount, nerve));
        expect([0, 1, 2].map((dim) => sBetti(bars, dim, s))).toEqual(betti);
      }),
      { numRuns: 200 },
    );
  });

  it('ends with that of the closure', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const bars = computeSPersistence(hypergraph, { maxDim: 2 });
        expect([0, 1, 2].map((dim) => sBetti(bars, dim, 1))).toEqual(
          computeHomology(hypergraph).betti,
        );
      }),
    );
  });

  it('has a loop of three that share two each until all share one', () => {
    const three = hypergraphOf(7, [
      [0, 1, 2, 3, 6],
      [2, 3, 4, 5, 6],
      [4, 5, 0, 1, 6],
    ]);
    const bars = computeSPersistence(three);
    const columns = Array.from(bars.dims, (dim, i) => [
      dim,
      bars.starts[i],
      bars.ends[i],
    ]);
    expect(columns).toEqual([
      [0, 5, 3],
      [0, 5, 3],
      [0, 5, 0],
      [1, 3, 1],
    ]);
  });

  it('refuses data that share too many sets', () => {
    const many = hypergraphOf(
      9,
      [...Array(9).keys()].map((left) =>
        [...Array(9).keys()].filter((node) => node !== left),
      ),
    );
    expect(() => computeSPersistence(many, { maxSets: 100 })).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });
});

/** All sets of `size` numbers below `count`. */
function choices(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  return [...Array(count).keys()].flatMap((last) =>
    choices(last, size - 1).map((rest) => [...rest, last]),
  );
}
