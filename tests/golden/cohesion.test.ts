import { beforeAll, describe, expect, it } from 'vitest';
import { collapseEdges } from '#hypergraph/collapse.ts';
import { twoSection } from '#hypergraph/expansions.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import { computeAssortativity } from '#topology/cohesion/assortativity.ts';
import {
  computeBipartiteClustering,
  computeBipartiteCores,
} from '#topology/cohesion/bipartite.ts';
import { computeClustering } from '#topology/cohesion/clustering.ts';
import { computeConductance } from '#topology/cohesion/conductance.ts';
import {
  computeDensity,
  computeIncidenceDensity,
} from '#topology/cohesion/density.ts';
import { computeSimilarityGraph } from '#topology/cohesion/edge-similarity.ts';
import { computeEncapsulation } from '#topology/cohesion/encapsulation.ts';
import {
  computeLineAssortativity,
  computeLineClustering,
  computeLineCores,
} from '#topology/cohesion/line-graph-measures.ts';
import {
  computeGraphModularity,
  computeModularity,
  computeTwoSectionStrengths,
} from '#topology/cohesion/modularity.ts';
import { computeAverageNeighborDegree } from '#topology/cohesion/neighbor-degree.ts';
import {
  computeLocalSimpliciality,
  computeSimpliciality,
  computeSimplicialFraction,
} from '#topology/cohesion/simpliciality.ts';
import { computeSizeCorrelation } from '#topology/cohesion/size-correlation.ts';
import { describeShared } from '../support/shared.ts';
import { expectClose, expectNumber } from './close-to.ts';
import {
  goldenNames,
  readGoldenSet,
  type GoldenNumber,
  type GoldenSet,
} from './golden-set.ts';

const levels = ['1', '2', '3', '4', '5'];
const sides = ['edges', 'nodes'] as const;
const kinds = ['linear', 'majority', 'strict'] as const;
const ABSENT = 'the golden file has no value here';

describeShared('golden cohesion', 'golden', () => {
  describe.each(goldenNames())('%s', (name) => {
    let set: GoldenSet;
    /** Without the nodes that golden libraries leave out. */
    let listedOnly: Hypergraph;
    beforeAll(() => {
      set = readGoldenSet(name);
      const { hypergraph } = set;
      const all = Array.from({ length: hypergraph.edgeCount }, (_, e) => e);
      listedOnly = restrictToEdges(hypergraph, all);
    });

    /** Scores of the nodes (hyperedges) golden lists, in its order. */
    function listed(
      scores: ArrayLike<number>,
      of: 'edges' | 'nodes' = 'nodes',
    ): number[] {
      return Array.from(set.index[of], (i) => scores[i]!);
    }

    /** A partition of all nodes from one of those listed; the others get part 0. */
    function labelsOf(label: (position: number) => number): Uint32Array {
      const labels = new Uint32Array(set.hypergraph.nodeCount);
      set.index.nodes.forEach((node, i) => (labels[node] = label(i)));
      return labels;
    }

    const partitions = {
      mod3_partition: (position: number) => position % 3,
      half_partition: (position: number) =>
        Number(position >= Math.floor(set.index.nodes.length / 2)),
    };

    describe.each(sides)('of %s', (of) => {
      it.each(levels)('has the s-line graph measures at s = %s', (level) => {
        const golden = set.results.s[level]![of];
        const options = { s: Number(level), of };
        const cores = computeLineCores(set.hypergraph, options);
        expect(listed(cores, of)).toEqual(golden.nx_core_number);
        const clustering = computeLineClustering(set.hypergraph, options);
        expectClose(listed(clustering.scores, of), golden.nx_clustering!);
        expectNumber(clustering.transitivity, golden.nx_transitivity!);
        const value = computeLineAssortativity(set.hypergraph, options);
        if (golden.nx_degree_assortativity !== undefined)
          expectNumber(value, golden.nx_degree_assortativity);
      });
    });

    it('has the clustering coefficients of XGI', () => {
      const { nodes } = set.results.xgi;
      const projection = computeClustering(set.hypergraph, {
        kind: 'projection',
      });
      expectClose(listed(projection.scores), nodes['clustering_coefficient']!);
      for (const share of ['union', 'min', 'max'] as const) {
        const { scores } = computeClustering(set.hypergraph, {
          kind: 'two-node',
          share,
        });
        expectClose(listed(scores), nodes[`two_node_clustering_${share}`]!);
      }
    });

    it('has the local clustering coefficients of XGI', ({ skip }) => {
      const golden =
        set.results.xgi.nodes['local_clustering_coefficient_intids'];
      if (!golden) return skip(ABSENT);
      const { scores } = computeClustering(set.hypergraph, { kind: 'local' });
      expectClose(listed(scores), golden);
    });

    it('has the average neighbour degrees', () => {
      expectClose(
        listed(computeAverageNeighborDegree(set.hypergraph)),
        set.results.xgi.nodes['average_neighbor_degree']!,
      );
    });

    it('has the densities', () => {
      const { density, incidence_density } = set.results.xgi;
      expectNumber(computeDensity(listedOnly), density);
      expectNumber(computeIncidenceDensity(listedOnly), incidence_density);
    });

    it('has the assortativities', () => {
      const { xgi } = set.results;
      for (const kind of ['uniform', 'top-2', 'top-bottom'] as const) {
        expectNumber(
          computeAssortativity(set.hypergraph, { kind }),
          xgi.degree_assortativity_exact[kind],
        );
      }
      expectNumber(
        computeAssortativity(set.hypergraph, { kind: 'degree' }),
        xgi.clique_graph.degree_assortativity,
      );
    });

    it('has the dynamical assortativity of the triples', ({ skip }) => {
      const golden =
        set.results.xgi.size3_subhypergraph_dynamical_assortativity;
      if (!golden) return skip(ABSENT);
      const { hypergraph } = set;
      const triples = Array.from(
        { length: hypergraph.edgeCount },
        (_, edge) => edge,
      ).filter((edge) => hypergraph.edgeSize(edge) === 3);
      const restricted = restrictToEdges(hypergraph, triples);
      expect(restricted.nodeCount).toBe(golden.n);
      expect(restricted.edgeCount).toBe(golden.m);
      expectNumber(
        computeAssortativity(restricted, { kind: 'dynamical' }),
        golden.dynamical_assortativity,
      );
    });

    it('has the clique graph', () => {
      const { clique_graph: golden } = set.results.xgi;
      const { networkx } = set.results;
      const cores = computeLineCores(set.hypergraph, { of: 'nodes' });
      expect(listed(cores)).toEqual(networkx.clique_graph_core_number);
      const clustering = computeLineClustering(listedOnly, { of: 'nodes' });
      expectNumber(clustering.transitivity, golden.transitivity);
      expectNumber(clustering.mean, golden.avg_clustering);
    });

    it('has the simplicial fraction', () => {
      expectNumber(
        computeSimplicialFraction(set.hypergraph),
        set.results.xgi.simplicial_fraction!,
      );
    });

    it('has the simpliciality', ({ skip }) => {
      const golden = set.results.xgi;
      if (golden.edit_simpliciality === undefined) return skip(ABSENT);
      const found = computeSimpliciality(set.hypergraph);
      expectNumber(found.editSimpliciality, golden.edit_simpliciality);
      expectNumber(
        1 - found.editSimpliciality,
        golden.simplicial_edit_distance!,
      );
      expectNumber(
        found.faceEditSimpliciality,
        golden.face_edit_simpliciality!,
      );
      expectNumber(
        1 - found.faceEditSimpliciality,
        golden.mean_face_edit_distance!,
      );
    });

    it('has the simpliciality around every node', ({ skip }) => {
      const { nodes } = set.results.xgi;
      if (!nodes['local_simplicial_fraction']) return skip(ABSENT);
      const found = computeLocalSimpliciality(set.hypergraph);
      expectEach(
        listed(found.simplicialFraction),
        nodes['local_simplicial_fraction'],
      );
      expectEach(
        listed(found.editSimpliciality),
        nodes['local_edit_simpliciality']!,
      );
      expectEach(
        listed(found.faceEditSimpliciality),
        nodes['local_face_edit_simpliciality']!,
      );
    });

    it('has the encapsulation graph and the intersection profile', () => {
      const { xgi } = set.results;
      const dag = computeEncapsulation(set.hypergraph);
      expect(dag.members).toHaveLength(xgi.encapsulation_dag.edges);
      const graph = computeSimilarityGraph(set.hypergraph);
      expect(2 * graph.pairCount + set.hypergraph.edgeCount).toBe(
        xgi.intersection_profile_order2_nnz,
      );
    });

    it('has the two-section', () => {
      const golden = set.results.two_section;
      const graph = twoSection(listedOnly, 'normalised');
      expect(graph.weight).toHaveLength(golden.m);
      expectNumber(
        graph.weight.reduce((sum, weight) => sum + weight, 0),
        golden.total_weight,
      );
      expectClose(
        listed(computeTwoSectionStrengths(set.hypergraph)),
        golden.strength,
      );
    });

    it('has the graph modularities of the two-section', () => {
      const golden = set.results.two_section;
      const graph = twoSection(set.hypergraph, 'normalised');
      const mod3 = labelsOf(partitions.mod3_partition);
      const half = labelsOf(partitions.half_partition);
      expectNumber(
        computeGraphModularity(graph, mod3),
        golden.igraph_modularity_mod3,
      );
      expectNumber(
        computeGraphModularity(graph, half),
        golden.igraph_modularity_half,
      );
      const unweighted = { ...graph, weight: graph.weight.map(() => 1) };
      expectNumber(
        computeGraphModularity(unweighted, mod3),
        golden.igraph_modularity_mod3_unweighted,
      );
    });

    it.each(['mod3_partition', 'half_partition'] as const)(
      'has the modularities of the %s',
      (partition) => {
        const labels = labelsOf(partitions[partition]);
        for (const kind of kinds) {
          expectNumber(
            computeModularity(set.hypergraph, labels, { kind }).modularity,
            set.results.modularity[partition][kind],
          );
        }
      },
    );

    it("has the modularities and conductances of Kumar's partition", ({
      skip,
    }) => {
      const golden = set.results.modularity.kumar_seed1;
      if (!golden) return skip(ABSENT);
      const labels = labelsOf((i) => golden.labels[i]!);
      for (const kind of kinds) {
        expectNumber(
          computeModularity(set.hypergraph, labels, { kind }).modularity,
          golden.modularity[kind],
        );
      }
      const found = golden.conductance.map((_, part) => {
        const nodes = set.index.nodes.filter(
          (_node, i) => golden.labels[i] === part,
        );
        return computeConductance(set.hypergraph, nodes).conductance;
      });
      expectEach(found, golden.conductance);
    });

    it('has the modularity of the last-step partition', ({ skip }) => {
      const golden = set.results.modularity.last_step_from_kumar;
      if (!golden) return skip(ABSENT);
      const labels = labelsOf((i) => golden.labels[i]!);
      expectNumber(
        computeModularity(set.hypergraph, labels).modularity,
        golden.modularity_linear,
      );
    });

    it('has the conductance of the first half', () => {
      const { nodes } = set.index;
      const half = nodes.subarray(0, Math.floor(nodes.length / 2));
      expectNumber(
        computeConductance(set.hypergraph, half).conductance,
        set.results.conductance.first_half,
      );
    });

    it('has the bipartite measures of networkx', ({ skip }) => {
      const { bipartite, ...golden } = set.results.networkx;
      const { order } = set.results;
      if (bipartite.n !== order.nodes.length + order.edges.length)
        return skip('golden gives nodes and hyperedges of one name one vertex');
      const cores = computeBipartiteCores(set.hypergraph);
      const { bipartite_core_number: expected } = golden;
      expect(listed(cores.nodes)).toEqual(expected.nodes);
      expect(listed(cores.edges, 'edges')).toEqual(expected.edges);
      expectNumber(
        computeBipartiteClustering(set.hypergraph).coefficient,
        bipartite.robins_alexander,
      );
      const { scores } = computeClustering(set.hypergraph, {
        kind: 'two-node',
      });
      expectClose(listed(scores), golden.bipartite_latapy_dot_nodes);
    });

    it('has the correlations between degrees by size', ({ skip }) => {
      const golden = set.results.hgx.degree_correlation;
      if (!golden) return skip(ABSENT);
      const merged = collapseEdges(listedOnly).hypergraph;
      const { sizes, values } = computeSizeCorrelation(merged);
      expect(sizes).toHaveLength(golden.length);
      expectEach(Array.from(values), golden.flat());
    });
  });
});

function expectEach(
  actual: readonly number[],
  golden: readonly GoldenNumber[],
): void {
  expect(actual).toHaveLength(golden.length);
  actual.forEach((value, i) => expectNumber(value, golden[i]!));
}
