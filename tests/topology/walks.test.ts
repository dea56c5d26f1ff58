import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowMembers } from '#hypergraph/incidence.ts';
import { UNREACHED } from '#compute/cpu/s-distances.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeDiameter } from '#topology/walks/diameter.ts';
import {
  computeDistances,
  computeShortestWalk,
} from '#topology/walks/distance.ts';
import {
  computeLineGraph,
  countLineGraphPairs,
  lineGraphLinks,
} from '#topology/walks/line-graph.ts';
import {
  arbitrarySide,
  degenerate,
  hypergraphOf,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

// e0 and e1 share two nodes, e1 and e2 two others, e2 and e3 one, e4 stands alone
const chain = hypergraphOf(9, [
  [0, 1, 2],
  [1, 2, 3, 4],
  [3, 4, 5],
  [5, 6],
  [7, 8],
]);

describe('the s-line graph', () => {
  it('joins edges by what they share', () => {
    const graph = computeLineGraph(chain, { s: 1 });
    expect(graph).toMatchObject({ s: 1, of: 'edges', vertexCount: 5 });
    const { source, target, weight } = lineGraphLinks(graph);
    expect(Array.from(source)).toEqual([0, 1, 2]);
    expect(Array.from(target)).toEqual([1, 2, 3]);
    expect(Array.from(weight)).toEqual([2, 2, 1]);
    expect(graph.ids.textAt(3)).toBe('e3');
  });

  it('of the dual is the node-sharing graph of the original', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, { s, of }) => {
        const other = of === 'edges' ? 'nodes' : 'edges';
        const { ids: _, ...graph } = computeLineGraph(hypergraph, { s, of });
        expect(
          computeLineGraph(hypergraph.dual(), { s, of: other }),
        ).toMatchObject({ ...graph, of: other });
      }),
    );
  });

  it.each([0, -1, 1.5, NaN, Infinity])('refuses s = %d', (s) => {
    expect(() => countLineGraphPairs(chain, { s })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }) as Error,
    );
  });
});

describe('components', () => {
  it('come largest first, singletons last', () => {
    const found = computeComponents(
      hypergraphOf(7, [[6], [0, 1], [2, 3], [3, 4], [4, 5], [1]]),
    );
    expect(found).toMatchObject({ count: 3, singletons: 1 });
    const lists = [0, 1, 2].map((row) =>
      Array.from(rowMembers(found.members, row)),
    );
    expect(lists).toEqual([[2, 3, 4], [1, 5], [0]]);
    expect(Array.from(found.labels)).toEqual([2, 1, 0, 0, 0, 1]);
  });

  it('break ties of size by their first member', () => {
    const found = computeComponents(
      hypergraphOf(4, [[2], [0], [3], [0], [2], [3]]),
    );
    expect(Array.from(found.members.members)).toEqual([0, 4, 1, 3, 2, 5]);
  });

  it('refine as s grows', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, { s, of }) => {
        const coarse = computeComponents(hypergraph, { s, of });
        const fine = computeComponents(hypergraph, { s: s + 1, of });
        const within = new Map<number, number>();
        fine.labels.forEach((label, element) => {
          const parent = coarse.labels[element]!;
          expect(within.get(label) ?? parent).toBe(parent);
          within.set(label, parent);
        });
        expect(fine.count).toBeGreaterThanOrEqual(coarse.count);
      }),
    );
  });

  it.each(degenerate)('place every element of %s', (_, hypergraph) => {
    for (const of of ['edges', 'nodes'] as const) {
      const found = computeComponents(hypergraph, { of });
      const elements =
        of === 'edges' ? hypergraph.edgeCount : hypergraph.nodeCount;
      expect([...found.members.members].sort((a, b) => a - b)).toEqual(
        Array.from({ length: elements }, (_, i) => i),
      );
    }
  });
});

describe('distance', () => {
  it('gives the walk itself', () => {
    expect(computeShortestWalk(chain, 0, 3)).toEqual({
      distance: 3,
      path: Uint32Array.of(0, 1, 2, 3),
    });
    expect(computeShortestWalk(chain, 0, 2, { s: 2 })).toEqual({
      distance: 2,
      path: Uint32Array.of(0, 1, 2),
    });
  });

  it('is null where no s-walk leads', () => {
    const nowhere = { distance: null, path: null };
    expect(computeShortestWalk(chain, 0, 3, { s: 2 })).toEqual(nowhere);
    expect(computeShortestWalk(chain, 0, 4)).toEqual(nowhere);
  });

  it('is zero from an element to itself, however small', () => {
    expect(computeShortestWalk(chain, 3, 3, { s: 9 })).toEqual({
      distance: 0,
      path: Uint32Array.of(3),
    });
  });

  it.each([5, -1, 0.5, NaN])('refuses element %d', (element) => {
    expect(() => computeShortestWalk(chain, 0, element)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }) as Error,
    );
    expect(() => computeDistances(chain, element)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }) as Error,
    );
  });

  it('is a metric, and the walk has its length', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const count =
          side.of === 'edges' ? hypergraph.edgeCount : hypergraph.nodeCount;
        const all = Array.from({ length: count }, (_, from) =>
          Array.from(computeDistances(hypergraph, from, side), (d) =>
            d === UNREACHED ? Infinity : d,
          ),
        );
        all.forEach((row, a) => {
          row.forEach((distance, b) => {
            expect(distance).toBe(all[b]![a]);
            const walk = computeShortestWalk(hypergraph, a, b, side);
            expect(walk.distance ?? Infinity).toBe(distance);
            expect(walk.path?.length ?? Infinity).toBe(distance + 1);
            for (let c = 0; c < count; c++) {
              expect(distance).toBeLessThanOrEqual(row[c]! + all[c]![b]!);
            }
          });
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('diameter', () => {
  it('names the component and two elements that far apart', () => {
    const found = computeDiameter(chain);
    expect(found).toMatchObject({ diameter: 3, component: 4 });
    expect([...found.pair!].sort()).toEqual([0, 3]);
  });

  it('is of the larger component where two share it', () => {
    const hypergraph = hypergraphOf(5, [[0], [0], [1, 2], [2, 3], [1, 3], [4]]);
    expect(computeDiameter(hypergraph)).toMatchObject({
      diameter: 1,
      component: 3,
    });
  });

  it('of nothing is zero', () => {
    expect(computeDiameter(hypergraphOf(0, []))).toEqual({
      diameter: 0,
      component: 0,
      pair: null,
    });
  });
});
