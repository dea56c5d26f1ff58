import { beforeAll, describe, expect, it } from 'vitest';
import { collapseEdges } from '#hypergraph/collapse.ts';
import { computeEigenvector } from '#topology/centrality/eigenvector.ts';
import { computeKatz } from '#topology/centrality/katz.ts';
import { computeNodeEdge } from '#topology/centrality/node-edge.ts';
import { computeSubhypergraph } from '#topology/centrality/subhypergraph.ts';
import { computeTransitionRow } from '#topology/walks/transition.ts';
import { computeWalk } from '#topology/centrality/walk.ts';
import { largestComponent } from '#hypergraph/connected-components.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import { describeShared } from '../support/shared.ts';
import { expectClose, expectNumber } from './close-to.ts';
import { goldenNames, readGoldenSet, type GoldenSet } from './golden-set.ts';

/** Golden eigenvectors stop at a change of 10⁻⁶. */
const ITERATED = 1e-6;
const ABSENT = 'the golden file has no value here';
const APART = 'XGI has no value for a hypergraph in several parts';

describeShared('golden iterated centrality', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    beforeAll(() => {
      set = readGoldenSet(name);
    });

    function listed(
      scores: ArrayLike<number>,
      of: 'edges' | 'nodes' = 'nodes',
    ): number[] {
      return Array.from(set.index[of], (i) => scores[i]!);
    }

    it('has the clique eigenvector', ({ skip }) => {
      const golden = set.results.xgi.nodes['clique_eigenvector_centrality'];
      if (!golden) return skip(ABSENT);
      if (golden.includes('NaN')) return skip(APART);
      const found = computeEigenvector(set.hypergraph, { of: 'nodes' });
      expect(found.converged).toBe(true);
      listed(found.values).forEach((value, i) => {
        expectNumber(value, golden[i]!, ITERATED);
      });
    });

    it('has the node–edge scores after as many steps', ({ skip }) => {
      const { nodes, edges } = set.results.xgi;
      const golden = nodes['node_edge_centrality'];
      if (!golden) return skip(ABSENT);
      if (golden.includes('NaN')) return skip(APART);
      const found = computeNodeEdge(set.hypergraph, {
        of: 'nodes',
        tolerance: 1e-6,
        maxIterations: 100,
      });
      expectClose(listed(found.values), golden);
      expectClose(
        listed(found.otherValues, 'edges'),
        edges['node_edge_centrality']!,
      );
    });

    it('has the Katz scores with the α of XGI', () => {
      const { hypergraph } = set;
      const all = Array.from({ length: hypergraph.edgeCount }, (_, e) => e);
      const listedOnly = restrictToEdges(hypergraph, all);
      const { values } = computeKatz(listedOnly, {
        of: 'nodes',
        alpha: 'half-power',
      });
      const found = set.results.order.nodes.map(
        (id) => values[listedOnly.nodeIndex(id)]!,
      );
      expectClose(found, set.results.xgi.nodes['katz_centrality']!);
    });

    it('has the subhypergraph centralities of the different edges', () => {
      const { hypergraph } = collapseEdges(set.hypergraph);
      const found = computeSubhypergraph(hypergraph, { of: 'nodes' });
      expect(found.converged).toBe(true);
      // golden has these in the order of Hypergraphx, which it does not tell
      const ascending = (a: number, b: number): number => a - b;
      const golden = [...set.results.hgx.subhypergraph_centrality_log];
      golden.sort(ascending);
      listed(found.values)
        .sort(ascending)
        .forEach((value, i) => {
          // and rounding in place of 0
          expect(Math.abs(value - golden[i]!)).toBeLessThanOrEqual(
            1e-9 * Math.max(1, golden[i]!),
          );
        });
    });

    it('has the stationary distribution of the largest component', ({
      skip,
    }) => {
      const golden = set.results.laplacian.hnx_largest_component;
      if (!golden) return skip(ABSENT);
      const component = largestComponent(set.hypergraph);
      const { order } = set.results;
      expect(component.nodeCount).toBe(golden.n);
      const { values } = computeWalk(component, { of: 'nodes' });
      const found = golden.stationary.nodes.map(
        (i) => values[component.nodeIndex(order.nodes[i]!)]!,
      );
      found.forEach((value, i) => {
        expectNumber(value, golden.stationary.pi[i]!, 1e-9);
      });
      const start = component.nodeIndex(order.nodes[golden.P_row0.node]!);
      const row = computeTransitionRow(component, start);
      for (const [i, probability] of Object.entries(golden.P_row0.row)) {
        const node = component.nodeIndex(order.nodes[Number(i)]!);
        expectNumber(row[node]!, probability);
      }
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    });
  });
});
