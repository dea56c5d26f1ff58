import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '#numeric/random.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import { nodeLevel } from '#compute/cpu/part-levels.ts';
import { PartMoves } from '#compute/cpu/part-moves.ts';
import {
  majorityObjective,
  pairObjective,
  weightBySize,
} from '#compute/cpu/part-objectives.ts';
import { twoSection } from '#hypergraph/expansions.ts';
import {
  computeGraphModularity,
  computeModularity,
  modularityWorth,
} from '#topology/cohesion/modularity.ts';
import {
  communityMethods,
  findCommunities,
} from '#topology/communities/find-communities.ts';
import {
  hyperlinkCommunities,
  overlappingCommunities,
} from '#topology/communities/hyperlink-communities.ts';
import { compareLabels } from '#topology/communities/label-agreement.ts';
import { mixedMembership } from '#topology/communities/mixed-membership.ts';
import { maximizeModularity } from '#topology/communities/modularity-search.ts';
import { spectralCommunities } from '#topology/communities/spectral.ts';
import { plantedPartitionModel } from '#topology/models/random-sets.ts';
import { plainHypergraph } from '../support/plain-hypergraph.ts';

/** Two blocks of 30 nodes; one hyperedge in ten goes anywhere. */
const planted = plantedPartitionModel(
  { nodes: 60, size: 3, meanDegree: 9, epsilon: 0.9 },
  { seed: 2 },
);
const truth = Array.from({ length: 60 }, (_, node) => (node < 30 ? 0 : 1));

const kinds = ['linear', 'majority', 'strict'] as const;

const seeded = fc.record({
  hypergraph: plainHypergraph,
  seed: fc.integer({ min: 0, max: 1000 }),
});

/** Modularity of the pairs, from the two-section itself. */
const graphQuality = (hypergraph: Hypergraph, labels: Uint32Array): number =>
  computeGraphModularity(twoSection(hypergraph, 'normalised'), labels);

describe('moves', () => {
  it.each([...kinds, 'pairs'] as const)(
    'gain what the modularity gains (%s)',
    (kind) => {
      fc.assert(
        fc.property(seeded, ({ hypergraph, seed }) => {
          const { edges, nodeCount, edgeCount } = hypergraph;
          const random = new Random(seed);
          const sizes = rowLengths(edges);
          const weights = Float64Array.from(sizes, (size) =>
            kind === 'pairs' && size < 2 ? 0 : 1,
          );
          const bySize = weightBySize(sizes, weights);
          const objective =
            kind === 'pairs'
              ? pairObjective(bySize)
              : majorityObjective(bySize, kind, modularityWorth[kind]);
          if (nodeCount === 0 || edgeCount === 0) return;
          const quality = (labels: Uint32Array): number =>
            kind === 'pairs'
              ? graphQuality(hypergraph, labels)
              : computeModularity(hypergraph, labels, { kind }).modularity;
          const parts = Uint32Array.from({ length: nodeCount }, () =>
            random.int(nodeCount),
          );
          const level = nodeLevel(edges, nodeCount, weights);
          const moves = new PartMoves(level, objective, parts);
          for (let step = 0; step < 6; step++) {
            const [v, part] = [random.int(nodeCount), random.int(nodeCount)];
            const before = quality(moves.parts);
            const gain = moves.gainOf(v, part);
            moves.mark();
            moves.move(v, part);
            expect(quality(moves.parts) - before).toBeCloseTo(gain, 10);
            if (step % 2 === 0) continue;
            moves.undo();
            expect(quality(moves.parts)).toBe(before);
          }
          const before = quality(moves.parts);
          const gained = moves.settle(random);
          expect(quality(moves.parts) - before).toBeCloseTo(gained, 9);
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe('modular communities', () => {
  it('are no worse than one community, or all alone', () => {
    fc.assert(
      fc.property(plainHypergraph, fc.constantFrom(...kinds), (h, kind) => {
        const { quality, labels, count } = maximizeModularity(h, { kind });
        const of = (parts: number[]): number =>
          computeModularity(h, parts, { kind }).modularity;
        const nodes = [...new Array(h.nodeCount).keys()];
        expect(quality).toBeGreaterThanOrEqual(of(nodes.map(() => 0)) - 1e-9);
        expect(quality).toBeGreaterThanOrEqual(of(nodes) - 1e-9);
        expect(quality).toBeCloseTo(of([...labels]), 12);
        expect(new Set(labels).size).toBe(count);
      }),
      { numRuns: 60 },
    );
  });

  it('come near the best of all partitions', () => {
    const small = hypergraphFromMembers([
      ['a', 'b', 'c'],
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'e', 'f'],
      ['d', 'e'],
      ['e', 'f', 'g'],
      ['f', 'g'],
    ]);
    const best = Math.max(
      ...partitions(7).map((p) => computeModularity(small, p).modularity),
    );
    expect(maximizeModularity(small).quality).toBeCloseTo(best, 12);
  });

  it('are the same for a seed', () => {
    const [a, b] = [0, 0].map((seed) => maximizeModularity(planted, { seed }));
    expect(a).toEqual(b);
  });
});

/** All partitions of n elements, as labels. */
function partitions(n: number): number[][] {
  if (n === 0) return [[]];
  return partitions(n - 1).flatMap((labels) => {
    const used = Math.max(-1, ...labels) + 1;
    return Array.from({ length: used + 1 }, (_, label) => [...labels, label]);
  });
}

describe('every method', () => {
  const methods = Object.keys(
    communityMethods,
  ) as (keyof typeof communityMethods)[];

  it.each(methods)('%s finds planted blocks', (method) => {
    const { labels, count, quality } = findCommunities(planted, {
      method,
      k: 2,
    });
    expect(count).toBeLessThan(12);
    expect(quality).toBeGreaterThan(0.2);
    expect(compareLabels(labels, truth).nmi).toBeGreaterThan(0.45);
  });

  it('modularity is higher where it departs from the blocks planted', () => {
    const { quality } = findCommunities(planted);
    const given = computeModularity(planted, truth).modularity;
    expect(quality).toBeGreaterThanOrEqual(given);
  });

  it.each(methods)('%s has nothing to find without nodes', (method) => {
    const found = findCommunities(hypergraphFromMembers([]), { method });
    expect(found.count).toBe(0);
    expect(found.quality).toBe(0);
  });
});

describe('spectral communities', () => {
  it('take as many as the gap says', () => {
    const parts = hypergraphFromMembers([
      ['a', 'b', 'c'],
      ['a', 'b'],
      ['d', 'e', 'f'],
      ['e', 'f'],
      ['g', 'h', 'i'],
      ['g', 'i'],
    ]);
    const { labels, count } = spectralCommunities(parts);
    expect(count).toBe(3);
    expect([...labels]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  it('refuse more communities than nodes', () => {
    const small = hypergraphFromMembers([['a', 'b']]);
    expect(() => spectralCommunities(small, { k: 3 })).toThrow('nodes is 2');
  });
});

describe('mixed membership', () => {
  it('climbs the likelihood', () => {
    fc.assert(
      fc.property(plainHypergraph, fc.boolean(), (hypergraph, assortative) => {
        const options = { k: 3, starts: 1, assortative, maxIterations: 30 };
        const { history, memberships } = mixedMembership(hypergraph, options);
        for (let i = 1; i < history.length; i++) {
          const rounding = 1e-9 * Math.abs(history[i]!);
          expect(history[i]!).toBeGreaterThanOrEqual(
            history[i - 1]! - rounding,
          );
        }
        expect(memberships.every((u) => u >= 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('hyperlink communities', () => {
  const hypergraph = hypergraphFromMembers({
    A: ['a', 'b', 'c'],
    B: ['a', 'b'],
    C: ['c', 'd', 'e'],
    D: ['d', 'e'],
    E: [],
  });

  it('join hyperedges that share much, and overlap in nodes', () => {
    const found = hyperlinkCommunities(hypergraph, { height: 0.5 });
    expect([...found.labels]).toEqual([0, 0, 1, 1, 2]);
    const nodes = overlappingCommunities(hypergraph, found);
    expect(nodes).toEqual([[0], [0], [0, 1], [1], [1]]);
  });

  it('average linkage of four distances, by hand', () => {
    const { heights } = hyperlinkCommunities(hypergraph).merges;
    // A–B and C–D at 1/3; the two pairs at (4/5 + 3 · 1)/4; the empty one at 1.
    const expected = [1 / 3, 1 / 3, 0.95, 1];
    heights.forEach((height, i) => expect(height).toBeCloseTo(expected[i]!, 6));
  });

  it('refuse what distances would not fit', () => {
    expect(() => hyperlinkCommunities(hypergraph, { maxEdges: 4 })).toThrow(
      '25 distances',
    );
  });
});

describe('agreement of labels', () => {
  it('is 1 for equal groups under other names, and symmetric', () => {
    const labels = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2 });
    fc.assert(
      fc.property(labels, fc.integer(), (left, seed) => {
        const random = new Random(seed);
        const right = left.map(() => random.int(3));
        const renamed = left.map((label) => `x${7 - label}`);
        const same = compareLabels(left, renamed);
        expect(same.nmi).toBeCloseTo(1, 12);
        expect(same.ari).toBeCloseTo(1, 12);
        const there = compareLabels(left, right);
        const back = compareLabels(right, left);
        expect(there.nmi).toBeCloseTo(back.nmi, 12);
        expect(there.ari).toBeCloseTo(back.ari, 12);
      }),
    );
  });

  it('has the values scikit-learn gives', () => {
    const found = compareLabels([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]);
    expect(found.ari).toBeCloseTo(0.24242424242424243, 12);
    expect(found.nmi).toBeCloseTo(0.5158037429793889, 12);
  });

  it('leaves out what has no label', () => {
    const found = compareLabels([0, null, 1, 1], [5, 5, 6, null]);
    expect(found).toEqual({ nmi: 1, ari: 1, compared: 2 });
    expect(() => compareLabels([1], [])).toThrow('There are 1 labels');
  });
});
