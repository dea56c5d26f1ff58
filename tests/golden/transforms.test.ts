import { beforeAll, describe, expect, it } from 'vitest';
import {
  collapseEdges,
  collapseNodes,
  collapseNodesAndEdges,
  equalRows,
} from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, rowMembers } from '#hypergraph/incidence.ts';
import {
  removeNodes,
  restrictToEdges,
  restrictToNodes,
} from '#hypergraph/restrict.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import { describeShared } from '../support/shared.ts';
import {
  goldenNames,
  readGoldenSet,
  type GoldenSet,
  type GoldenShape,
} from './golden-set.ts';

describeShared('golden transforms', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    /** The set as the golden libraries see it: without isolated nodes. */
    let connected: Hypergraph;
    beforeAll(() => {
      set = readGoldenSet(name);
      connected = restrictToNodes(set.hypergraph, set.index.nodes);
    });

    it.each(['edges', 'nodes'] as const)('has the classes of equal %s', (of) => {
      const { hypergraph, index, results } = set;
      const rows = equalRows(hypergraph[of]);
      const listed = new Set(index[of]);
      const classes = Array.from({ length: rowCount(rows) }, (_, row) =>
        Array.from(rowMembers(rows, row)).filter((i) => listed.has(i)),
      ).filter((members) => members.length > 1);
      const golden = results.equivalence_classes[of].map((members) =>
        members.map((i) => index[of][i]!).sort((a, b) => a - b),
      );
      expect(classes.map(String).sort()).toEqual(golden.map(String).sort());
    });

    it('has the shapes after collapsing', () => {
      const { collapse } = set.results;
      const edges = collapseEdges(connected).hypergraph;
      const nodes = collapseNodes(connected).hypergraph;
      const both = collapseNodesAndEdges(connected).hypergraph;
      expect(shape(edges)).toEqual(collapse.edges_shape);
      expect(shape(nodes)).toEqual(collapse.nodes_shape);
      expect(shape(both)).toEqual(collapse.nodes_and_edges_shape);
    });

    it('has the shapes of restrictions and removals', () => {
      const { index, results, hypergraph } = set;
      const half = (of: 'edges' | 'nodes') =>
        index[of].subarray(0, Math.floor(index[of].length / 2));
      expectShape(
        restrictToNodes(hypergraph, half('nodes')),
        results.restrict_to_nodes_first_half,
      );
      expectShape(
        restrictToEdges(hypergraph, half('edges')),
        results.restrict_to_edges_first_half,
      );
      expectShape(
        removeNodes(hypergraph, index.nodes.subarray(0, 5), {
          dropEmptied: true,
        }),
        results.remove_nodes_first_5,
      );
    });
  });
});

/** [nodes, edges]. */
function shape(hypergraph: Hypergraph): [number, number] {
  return [hypergraph.nodeCount, hypergraph.edgeCount];
}

function expectShape(hypergraph: Hypergraph, golden: GoldenShape): void {
  expect(shape(hypergraph)).toEqual(golden.shape);
  expect(hypergraph.incidenceCount).toBe(golden.nnz);
  if (golden.toplexes === undefined) return;
  expect(findToplexes(hypergraph.edges, hypergraph.nodes)).toHaveLength(
    golden.toplexes,
  );
}
