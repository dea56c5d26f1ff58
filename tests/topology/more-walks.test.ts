import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowMembers } from '#hypergraph/incidence.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeAverageDistance } from '#topology/walks/average-distance.ts';
import { computeDiameter } from '#topology/walks/diameter.ts';
import { computeShortestWalk } from '#topology/walks/distance.ts';
import { findNeighbors, isConnected } from '#topology/walks/neighbors.ts';
import {
  computeWeightedDistances,
  computeWeightedShortestWalk,
  findShortestWalks,
} from '#topology/walks/shortest-walks.ts';
import { idRows, sharedByStep } from '#topology/walks/walk-path.ts';
import {
  arbitrarySide,
  hypergraphOf,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';
import {
  allDistances,
  lineGraphPairs,
  memberSets,
} from '../support/reference/line-graph.ts';

// two ways from e0 to e3: by e1, which shares two nodes on both sides, or by e2
const diamond = hypergraphOf(7, [
  [0, 1, 2],
  [1, 2, 3, 4],
  [0, 5],
  [3, 4, 5],
  [6],
]);

const texts = (walks: readonly Uint32Array[]): string[] =>
  walks.map((walk) => walk.join(' '));

describe('all shortest walks', () => {
  it('come in order, as many as there are', () => {
    expect(findShortestWalks(diamond, 0, 3)).toEqual({
      distance: 2,
      count: 2,
      walks: [Uint32Array.of(0, 1, 3), Uint32Array.of(0, 2, 3)],
    });
    const one = findShortestWalks(diamond, 0, 3, { limit: 1 });
    expect(one.count).toBe(2);
    expect(texts(one.walks)).toEqual(['0 1 3']);
    expect(findShortestWalks(diamond, 0, 4)).toEqual({
      distance: null,
      count: 0,
      walks: [],
    });
    expect(texts(findShortestWalks(diamond, 4, 4).walks)).toEqual(['4']);
    expect(() => findShortestWalks(diamond, 0, 3, { limit: -1 })).toThrow(
      'limit',
    );
  });

  it('are what a search by definition lists', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const distance = allDistances(memberSets(hypergraph, side.of), side.s);
        const n = distance.length;
        const walks = (from: number, to: number): string[] => {
          if (from === to) return [String(to)];
          return Array.from({ length: n }, (_, next) => next)
            .filter(
              (next) =>
                distance[from]![next] === 1 &&
                distance[next]![to]! + 1 === distance[from]![to],
            )
            .flatMap((next) =>
              walks(next, to).map((rest) => `${from} ${rest}`),
            );
        };
        for (let from = 0; from < Math.min(n, 4); from++) {
          for (let to = 0; to < n; to++) {
            const reachable = distance[from]![to]! < Infinity;
            const expected = reachable ? walks(from, to) : [];
            const options = { ...side, limit: 1e6 };
            const found = findShortestWalks(hypergraph, from, to, options);
            expect(texts(found.walks)).toEqual(expected);
            expect(found.count).toBe(expected.length);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of a grid of choices are counted without listing them', () => {
    // 40 pairs of equal hyperedges in a chain: 2³⁹ walks, the last is fixed
    const chain = hypergraphOf(
      41,
      Array.from({ length: 80 }, (_, i) => [i >> 1, (i >> 1) + 1]),
    );
    const found = findShortestWalks(chain, 0, 79, { limit: 2 });
    expect(found).toMatchObject({ distance: 39, count: 2 ** 38 });
    expect(found.walks.length).toBe(2);
  });
});

describe('walks by length', () => {
  it('go where more is shared', () => {
    expect(computeWeightedShortestWalk(diamond, 0, 3)).toEqual({
      distance: 1,
      path: Uint32Array.of(0, 1, 3),
    });
    expect(computeWeightedShortestWalk(diamond, 0, 4)).toEqual({
      distance: null,
      path: null,
    });
  });

  it('are shortest by Bellman and Ford, and plain ones where steps are 1', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const sets = memberSets(hypergraph, side.of);
        if (sets.length === 0) return;
        const best = sets.map((_, i) => (i === 0 ? 0 : Infinity));
        const links = lineGraphPairs(sets, side.s);
        for (let round = 0; round < sets.length; round++) {
          for (const [i, j, overlap] of links) {
            best[i] = Math.min(best[i]!, best[j]! + 1 / overlap);
            best[j] = Math.min(best[j]!, best[i] + 1 / overlap);
          }
        }
        const found = computeWeightedDistances(hypergraph, 0, side);
        found.forEach((distance, to) => {
          if (best[to] === Infinity) expect(distance).toBe(Infinity);
          else expect(distance).toBeCloseTo(best[to]!, 12);
          const even = { ...side, stepLength: () => 1 };
          expect(
            computeWeightedShortestWalk(hypergraph, 0, to, even).distance,
          ).toBe(computeShortestWalk(hypergraph, 0, to, side).distance);
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('what a walk shares', () => {
  it('is listed step by step', () => {
    const path = Uint32Array.of(0, 1, 3);
    const shared = sharedByStep(diamond, path);
    const id = (node: number): string => diamond.nodeIds.textAt(node);
    expect(idRows(shared, id)).toEqual([
      ['n1', 'n2'],
      ['n3', 'n4'],
    ]);
    const nodes = sharedByStep(diamond, Uint32Array.of(1, 2), { of: 'nodes' });
    expect([...rowMembers(nodes, 0)]).toEqual([0, 1]);
    expect(sharedByStep(diamond, Uint32Array.of(4)).offsets.length).toBe(1);
  });

  it('is at least s members', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const { members } = computeComponents(hypergraph, side);
        if (members.members.length < 2) return;
        const [from, to] = members.members;
        const { path } = computeShortestWalk(hypergraph, from!, to!, side);
        if (!path) return;
        const { offsets } = sharedByStep(hypergraph, path, side);
        offsets.subarray(1).forEach((end, step) => {
          expect(end - offsets[step]!).toBeGreaterThanOrEqual(side.s);
        });
      }),
    );
  });
});

describe('neighbours', () => {
  it('are those that share enough', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const sets = memberSets(hypergraph, side.of);
        const pairs = lineGraphPairs(sets, side.s);
        sets.forEach((_, element) => {
          const expected = pairs
            .filter(([i, j]) => i === element || j === element)
            .map(([i, j, overlap]) => [i === element ? j : i, overlap])
            .sort(([a], [b]) => a! - b!);
          const found = findNeighbors(hypergraph, element, side);
          expect(
            Array.from(found.neighbors, (n, i) => [n, found.overlaps[i]]),
          ).toEqual(expected);
        });
        const { count } = computeComponents(hypergraph, side);
        expect(isConnected(hypergraph, side)).toBe(count <= 1);
      }),
    );
  });
});

describe('the average distance', () => {
  it('is the mean over pairs that a walk joins', () => {
    fc.assert(
      fc.property(plainHypergraph, arbitrarySide, (hypergraph, side) => {
        const distance = allDistances(memberSets(hypergraph, side.of), side.s);
        const all = distance.flatMap((row, i) => row.filter((_, j) => j !== i));
        const finite = all.filter((d) => d < Infinity);
        const sum = finite.reduce((total, d) => total + d, 0);
        const inverse = finite.reduce((total, d) => total + 1 / d, 0);
        const found = computeAverageDistance(hypergraph, side);
        expect(found.pairs).toBe(finite.length / 2);
        expect(found.mean).toBeCloseTo(
          finite.length === 0 ? 0 : sum / finite.length,
          12,
        );
        expect(found.efficiency).toBeCloseTo(
          all.length === 0 ? 0 : inverse / all.length,
          12,
        );
        expect(found.diameter).toBe(computeDiameter(hypergraph, side).diameter);
      }),
    );
  });

  it('of a sample of all is exact, and bounds always hold', () => {
    fc.assert(
      fc.property(
        plainHypergraph,
        arbitrarySide,
        fc.integer({ min: 2, max: 9 }),
        fc.nat(99),
        (hypergraph, side, samples, seed) => {
          const exact = computeAverageDistance(hypergraph, side);
          const all = { ...side, samples: 1000 };
          expect(computeAverageDistance(hypergraph, all)).toEqual(exact);
          const { sampled, diameter } = computeAverageDistance(hypergraph, {
            ...side,
            samples,
            seed,
          });
          if (!sampled) return;
          expect(diameter).toBe(sampled.diameter[0]);
          expect(exact.diameter).toBeGreaterThanOrEqual(sampled.diameter[0]);
          expect(exact.diameter).toBeLessThanOrEqual(sampled.diameter[1]);
        },
      ),
    );
  });

  it('lies in the intervals of most samples', () => {
    const ring = hypergraphOf(
      120,
      Array.from({ length: 120 }, (_, i) =>
        i % 3 === 0 ? [i, (i + 1) % 120, (i * 7) % 120] : [i, (i + 1) % 120],
      ),
    );
    const exact = computeAverageDistance(ring);
    let inside = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { sampled } = computeAverageDistance(ring, { samples: 30, seed });
      const [low, high] = sampled!.mean;
      inside += Number(low <= exact.mean && exact.mean <= high);
    }
    expect(inside).toBeGreaterThan(85);
  });

  it('refuses one sample, which has no spread', () => {
    expect(() => computeAverageDistance(diamond, { samples: 1 })).toThrow(
      'samples is 1',
    );
  });
});
