import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { collapseEdges, equalRows } from '#hypergraph/collapse.ts';
import { twoSection } from '#hypergraph/expansions.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, rowMembers } from '#hypergraph/incidence.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import { summarize } from '#topology/summary.ts';
import { computeBetweenness } from '#topology/centrality/betweenness.ts';
import { computeDegree } from '#topology/centrality/degree.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeShortestWalk } from '#topology/walks/distance.ts';
import { describeShared } from '../support/shared.ts';
import { expectClose, expectNumber } from './close-to.ts';
import { goldenNames, readGoldenSet, type GoldenSet } from './golden-set.ts';

/** Fields that only these tests read. */
interface Statistics {
  readonly degree_s3_max5: readonly number[];
  readonly singletons: readonly number[];
  readonly dual: {
    readonly shape: readonly [number, number];
    readonly edge_sizes: readonly number[];
    readonly degrees: readonly number[];
    readonly sha256: string;
  };
  readonly hnx: { readonly info_dict: Readonly<Record<string, number>> };
  readonly xgi: {
    readonly unique_edge_sizes: readonly number[];
    readonly degree_counts: readonly number[];
    readonly degree_histogram: Readonly<Record<string, number>>;
    readonly num_edges_order: Readonly<Record<string, number>>;
    readonly component_sizes: readonly number[];
    readonly duplicates: readonly number[];
    readonly shortest_path_from_node0: readonly (number | 'Infinity')[];
    readonly is_uniform: boolean | number;
    readonly is_connected: boolean;
    readonly max_edge_order: number;
  };
  readonly toplexes: {
    readonly xgi_maximal_strict_edge_idx: readonly number[];
  };
  readonly hgx: {
    readonly s_betweenness_s1_sorted_top10: readonly (readonly [
      readonly number[],
      number,
    ])[];
  };
}

describeShared('golden statistics', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    let golden: Statistics;
    /** Without the nodes that golden libraries leave out. */
    let listedOnly: Hypergraph;
    beforeAll(() => {
      set = readGoldenSet(name);
      golden = set.results as unknown as Statistics;
      const { hypergraph } = set;
      const all = Array.from({ length: hypergraph.edgeCount }, (_, e) => e);
      listedOnly = restrictToEdges(hypergraph, all);
    });

    it('has the degrees in hyperedges of three to five', () => {
      const { hypergraph, index } = set;
      const upToFive = Array.from(
        { length: hypergraph.edgeCount },
        (_, edge) => edge,
      ).filter((edge) => hypergraph.edgeSize(edge) <= 5);
      const kept = restrictToEdges(hypergraph, upToFive, {
        dropEmptied: false,
      });
      const degrees = computeDegree(kept, { s: 3, of: 'nodes' });
      const found = Array.from(index.nodes, (node) => degrees[node]);
      expect(found).toEqual(golden.degree_s3_max5);
    });

    it('has the singletons', () => {
      const { hypergraph, index } = set;
      const found = Array.from(index.edges).flatMap((edge, position) => {
        const [only, ...others] = hypergraph.edgeMembers(edge);
        const isAlone =
          only !== undefined &&
          others.length === 0 &&
          hypergraph.nodeDegree(only) === 1;
        return isAlone ? [position] : [];
      });
      expect(found.length).toBe(golden.singletons.length);
      const ids = golden.singletons.map((i) => set.results.order.edges[i]);
      expect(found.map((i) => set.results.order.edges[i])).toEqual(ids);
    });

    it('has the dual', () => {
      const dual = listedOnly.dual();
      const { order } = set.results;
      expect([dual.nodeCount, dual.edgeCount]).toEqual(golden.dual.shape);
      const sizes = order.nodes.map((id) => dual.edgeSize(dual.edgeIndex(id)));
      expect(sizes).toEqual(golden.dual.edge_sizes);
      const degrees = order.edges.map((id) =>
        dual.nodeDegree(dual.nodeIndex(id)),
      );
      expect(degrees).toEqual(golden.dual.degrees);
      const lines = order.nodes.map((id) => {
        const members = Array.from(
          dual.edgeMembers(dual.edgeIndex(id)),
          (edge) => String(dual.nodeIds.idAt(edge)),
        );
        return `${id}\t${members.sort().join()}`;
      });
      const hash = createHash('sha256').update(lines.join('\n'));
      expect(hash.digest('hex')).toBe(golden.dual.sha256);
    });

    it('has the counts of the summary', () => {
      const { xgi, hnx } = golden;
      const summary = summarize(listedOnly);
      expect(summary.nodes).toBe(hnx.info_dict['nrows']);
      expect(summary.edges).toBe(hnx.info_dict['ncols']);
      expect(summary.incidences).toBe(hnx.info_dict['ncells']);
      expectNumber(summary.density, hnx.info_dict['density']!);
      expectNumber(
        summary.nodes / summary.edges,
        hnx.info_dict['aspect ratio']!,
      );
      const sizes = new Map(summary.sizes);
      expect([...sizes.keys()]).toEqual(xgi.unique_edge_sizes);
      expect(summary.size.max - 1).toBe(xgi.max_edge_order);
      expect(sizes.size === 1).toBe(xgi.is_uniform !== false);
      for (const [order, count] of Object.entries(xgi.num_edges_order)) {
        expect(sizes.get(Number(order) + 1) ?? 0).toBe(count);
      }
      const degrees = Object.fromEntries(summary.degrees);
      expect(degrees).toEqual(xgi.degree_histogram);
      const counts = xgi.degree_counts.map((_, degree) => degrees[degree] ?? 0);
      expect(counts).toEqual(xgi.degree_counts);
      expect(summary.duplicateEdges).toBe(xgi.duplicates.length);
      expect(summary.components === 1).toBe(xgi.is_connected);
    });

    it('has the sizes of components', () => {
      const { members, count } = computeComponents(listedOnly, {
        of: 'nodes',
      });
      const sizes = Array.from(
        { length: count },
        (_, row) => rowMembers(members, row).length,
      );
      expect(sizes).toEqual(golden.xgi.component_sizes);
    });

    it('has the distances from the first node', () => {
      const [first, ...others] = set.index.nodes;
      const found = others.map(
        (node) =>
          computeShortestWalk(set.hypergraph, first!, node, { of: 'nodes' })
            .distance ?? 'Infinity',
      );
      expect([0, ...found]).toEqual(golden.xgi.shortest_path_from_node0);
    });

    it('has the maximal hyperedges without equal ones', () => {
      const { hypergraph, index } = set;
      const classes = equalRows(hypergraph.edges);
      const alone = new Set(
        Array.from({ length: rowCount(classes) }, (_, row) =>
          rowMembers(classes, row),
        )
          .filter((members) => members.length === 1)
          .map(([edge]) => edge),
      );
      const toplexes = findToplexes(hypergraph.edges, hypergraph.nodes);
      const found = toplexes.filter((edge) => alone.has(edge)).sort();
      const expected = golden.toplexes.xgi_maximal_strict_edge_idx.map(
        (position) => index.edges[position]!,
      );
      expect(Array.from(found)).toEqual(expected.sort((a, b) => a - b));
    });

    it('has the weights of the two-section', () => {
      const { order, two_section } = set.results;
      const { source, target, weight } = twoSection(listedOnly, 'normalised');
      const found = new Map<string, number>();
      weight.forEach((value, i) => {
        const pair = [source[i]!, target[i]!].map((node) =>
          String(listedOnly.nodeIds.idAt(node)),
        );
        found.set(JSON.stringify(pair.sort()), value);
      });
      const links = two_section.edges ?? two_section.edges_first500 ?? [];
      expect(links.length).toBeGreaterThan(0);
      const weights = links.map(([i, j]) =>
        found.get(JSON.stringify([order.nodes[i], order.nodes[j]].sort())),
      );
      expectClose(
        weights.map((value) => value ?? NaN),
        links.map(([, , value]) => value),
      );
    });

    it('has the largest betweenness of different hyperedges', () => {
      const { hypergraph } = collapseEdges(set.hypergraph);
      const scores = computeBetweenness(hypergraph, { normalized: true });
      const sorted = Float64Array.from(scores).sort().reverse();
      const top = golden.hgx.s_betweenness_s1_sorted_top10;
      expectClose(
        sorted.subarray(0, top.length),
        top.map(([, value]) => value),
      );
    });
  });
});
