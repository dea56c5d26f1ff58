import { beforeAll, describe, expect, it } from 'vitest';
import { summarize } from '#topology/summary.ts';
import { computeDegree } from '#topology/centrality/degree.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import { describeShared } from '../support/shared.ts';
import { expectClose } from './close-to.ts';
import { goldenNames, readGoldenSet, type GoldenSet } from './golden-set.ts';

describeShared('golden structure', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    beforeAll(() => {
      set = readGoldenSet(name);
    });

    it('has the counts', () => {
      const { counts } = set.results;
      const summary = summarize(set.hypergraph);
      expect(summary.nodes - summary.isolatedNodes).toBe(counts.nodes);
      expect(summary.edges - summary.emptyEdges).toBe(counts.edges);
      expect(summary.incidences).toBe(counts.incidences);
      expect(summary.components).toBe(counts.num_components);
      // golden leaves isolated nodes out of the denominator
      const nodes = summary.nodes / counts.nodes;
      expectClose([summary.density * nodes], [counts.density_incidence]);
    });

    it('has the distributions', () => {
      const stats = set.results.hnx.dist_stats;
      const summary = summarize(set.hypergraph);
      const degrees = summary.degrees.filter(([degree]) => degree > 0);
      expect(fromPairs(degrees)).toEqual(stats['node degree hist']);
      expect(fromPairs(summary.sizes)).toEqual(stats['edge size hist']);
      const { min, mean, median, max } = stats['edge size centrality stats']!;
      expectClose(
        [summary.size.min, summary.size.mean],
        [Number(min), Number(mean)],
      );
      expectClose(
        [summary.size.median, summary.size.max],
        [Number(median), Number(max)],
      );
    });

    it('has the degrees and sizes', () => {
      const { hypergraph, index, results } = set;
      const degrees = computeDegree(hypergraph, { of: 'nodes' });
      const sizes = computeDegree(hypergraph, { of: 'edges' });
      const degreesS2 = computeDegree(hypergraph, { of: 'nodes', s: 2 });
      expect(at(degrees, index.nodes)).toEqual(results.degree);
      expect(at(sizes, index.edges)).toEqual(results.edge_size);
      expect(at(degreesS2, index.nodes)).toEqual(results.degree_s2);
    });

    it('has the toplexes', () => {
      const { hypergraph, index, results } = set;
      const toplexes = findToplexes(hypergraph.edges, hypergraph.nodes);
      const sets = (members: Iterable<ArrayLike<number>>) =>
        [...members].map((one) => Array.from(one).sort().join()).sort();
      expect(
        sets([...toplexes].map((edge) => hypergraph.edgeMembers(edge))),
      ).toEqual(
        sets(
          results.toplexes.member_sets.map((members) =>
            members.map((node) => index.nodes[node]!),
          ),
        ),
      );
    });
  });
});

function fromPairs(pairs: readonly (readonly [number, number])[]) {
  return Object.fromEntries(pairs);
}

function at(values: Float64Array, index: Uint32Array): number[] {
  return Array.from(index, (i) => values[i]!);
}
