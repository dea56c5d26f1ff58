import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  computeMotifs,
  computeSampledMotifs,
  motifCounts,
} from '#topology/motifs/motifs.ts';
import { memberSets } from '../support/reference/line-graph.ts';
import { motifsByDefinition } from '../support/reference/motifs.ts';
import {
  degenerate,
  hypergraphOf,
  memberLists,
  plainHypergraph,
} from '../support/plain-hypergraph.ts';

/** Hyperedges of up to `largest` members that overlap a good deal. */
function overlapping(largest: number, edges: number): Hypergraph {
  const random = new Random(largest);
  const nodes = 2 * largest;
  return hypergraphOf(
    nodes,
    Array.from({ length: edges }, () => {
      const start = random.int(nodes - 1);
      const size = 1 + random.int(Math.min(largest, nodes - start));
      return Array.from({ length: size }, (_, i) => start + i);
    }),
  );
}

describe('h-motifs', () => {
  it('equal the reference', () => {
    fc.assert(
      fc.property(plainHypergraph, (hypergraph) => {
        const expected = motifsByDefinition(memberSets(hypergraph));
        expect(motifCounts(computeMotifs(hypergraph))).toEqual(expected);
      }),
    );
  });

  it.each([20, 32, 33, 64, 65, 100])(
    'equal the reference for hyperedges of up to %i members',
    (largest) => {
      const hypergraph = overlapping(largest, 40);
      expect(motifCounts(computeMotifs(hypergraph))).toEqual(
        motifsByDefinition(memberSets(hypergraph)),
      );
    },
  );

  it.each(degenerate)('are none in %s', (_, hypergraph) => {
    expect(computeMotifs(hypergraph).total).toBe(0);
  });

  it('are 26, in order of their names', () => {
    const { patterns } = computeMotifs(hypergraphOf(0, []));
    expect(patterns).toHaveLength(26);
    expect([...patterns].sort()).toEqual(patterns);
  });

  it('stay when nodes are renamed, and hyperedges repeated', () => {
    fc.assert(
      fc.property(plainHypergraph, fc.integer(), (hypergraph, seed) => {
        const names = Array.from(
          { length: hypergraph.nodeCount },
          (_, node) => node,
        );
        new Random(seed).shuffle(names);
        const lists = memberLists(hypergraph).map((members) =>
          members.map((node) => names[node]!),
        );
        const renamed = hypergraphOf(names.length, [...lists, ...lists]);
        expect(computeMotifs(renamed)).toEqual(computeMotifs(hypergraph));
      }),
    );
  });

  it('sum to the paths and triangles of the line graph', () => {
    // three hyperedges on one node: one triangle; a fourth meets only the last
    const hypergraph = hypergraphOf(5, [
      [0, 1],
      [0, 2],
      [0, 3],
      [3, 4],
    ]);
    const { total, open, closed } = computeMotifs(hypergraph);
    expect({ total, open, closed }).toEqual({ total: 3, open: 2, closed: 1 });
  });
});

describe('sampled h-motifs', () => {
  const hypergraph = overlapping(12, 150);
  const exact = computeMotifs(hypergraph);

  it('lie within four standard errors of the exact counts', () => {
    const sampled = computeSampledMotifs(hypergraph, { samples: 2000 });
    sampled.counts.forEach((count, i) => {
      const away = Math.abs(count - exact.counts[i]!);
      expect(away).toBeLessThanOrEqual(4 * sampled.errors[i]! + 1e-9);
    });
    expect(Math.abs(sampled.total - exact.total)).toBeLessThan(
      4 * sampled.totalError,
    );
    expect(sampled.totalError).toBeLessThan(exact.total / 20);
  });

  it('have errors that fall with the root of the sample', () => {
    const few = computeSampledMotifs(hypergraph, { samples: 500, seed: 1 });
    const many = computeSampledMotifs(hypergraph, { samples: 8000, seed: 1 });
    const ratio = few.totalError / many.totalError;
    expect(ratio).toBeGreaterThan(3);
    expect(ratio).toBeLessThan(5);
  });

  it('are exact where every pair sees the same', () => {
    const star = hypergraphOf(6, [
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
    ]);
    const sampled = computeSampledMotifs(star, { samples: 10 });
    expect(sampled.counts).toEqual(computeMotifs(star).counts);
    expect(sampled.totalError).toBe(0);
  });

  it('depend on the seed alone', () => {
    const options = { samples: 50, seed: 7 };
    const one = computeSampledMotifs(hypergraph, options);
    expect(computeSampledMotifs(hypergraph, options)).toEqual(one);
    const other = computeSampledMotifs(hypergraph, { ...options, seed: 8 });
    expect(other.counts).not.toEqual(one.counts);
  });

  it.each(degenerate)('are none in %s', (_, empty) => {
    expect(computeSampledMotifs(empty, { samples: 5 }).total).toBe(0);
  });

  it('need two samples', () => {
    expect(() => computeSampledMotifs(hypergraph, { samples: 1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});
