import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { sharedPath } from '../support/shared.ts';

/** Results on one side (hyperedges or nodes) of one s-line graph. */
export interface GoldenSide {
  readonly components: {
    readonly count: number;
    readonly sizes: readonly number[];
    readonly nontrivial: readonly (readonly number[])[];
  };
  readonly diameters?: {
    readonly max: number;
    readonly per_component_sorted_desc: readonly number[];
  };
  readonly distances?: readonly (number | 'Infinity')[];
  readonly betweenness_normalized?: readonly number[];
  readonly closeness?: readonly number[];
  readonly harmonic_raw?: readonly number[];
  readonly harmonic_hnx_normalized_first5?: readonly number[];
  readonly eccentricity_per_component?: readonly number[];
  readonly nx_core_number?: readonly number[];
  readonly nx_clustering?: readonly number[];
  readonly nx_transitivity?: number;
  readonly nx_degree_assortativity?: GoldenNumber;
}

/** JSON has no name for these two. */
export type GoldenNumber = number | 'NaN' | 'Infinity';

/** Statistics of nodes by XGI's name, as lists. */
export type GoldenStats = Readonly<Record<string, readonly GoldenNumber[]>>;

/** Modularity of one partition by kind. */
export type GoldenModularity = Readonly<
  Record<'linear' | 'majority' | 'strict', number>
>;

/** Cohesion, centralities and spectra; a field that is absent could not be computed. */
export interface GoldenMeasures {
  readonly modularity: {
    readonly mod3_partition: GoldenModularity;
    readonly half_partition: GoldenModularity;
    readonly kumar_seed1?: {
      readonly labels: readonly number[];
      readonly modularity: GoldenModularity;
      readonly conductance: readonly GoldenNumber[];
    };
    readonly last_step_from_kumar?: {
      readonly labels: readonly number[];
      readonly modularity_linear: number;
    };
  };
  readonly conductance: { readonly first_half: number };
  readonly homology: GoldenHomology;
  readonly two_section: {
    readonly m: number;
    readonly total_weight: number;
    readonly igraph_modularity_mod3: number;
    readonly igraph_modularity_half: number;
    readonly igraph_modularity_mod3_unweighted: number;
    readonly strength: readonly number[];
    readonly edges?: readonly (readonly [number, number, number])[];
    readonly edges_first500?: readonly (readonly [number, number, number])[];
  };
  readonly laplacian: {
    readonly hnx_largest_component?: {
      readonly n: number;
      readonly stationary: {
        readonly nodes: readonly number[];
        readonly pi: readonly number[];
      };
      readonly eigenvalues_smallest12: readonly number[];
      readonly eigenvalues_largest3: readonly number[];
      readonly P_row0: {
        readonly node: number;
        readonly row: Readonly<Record<string, number>>;
      };
    };
  };
  readonly xgi: {
    readonly nodes: GoldenStats;
    readonly edges: GoldenStats;
    readonly degree_assortativity_exact: Readonly<
      Record<'uniform' | 'top-2' | 'top-bottom', GoldenNumber>
    >;
    readonly density: number;
    readonly incidence_density: number;
    readonly edit_simpliciality?: GoldenNumber;
    readonly face_edit_simpliciality?: GoldenNumber;
    readonly simplicial_fraction?: GoldenNumber;
    readonly simplicial_edit_distance?: GoldenNumber;
    readonly mean_face_edit_distance?: GoldenNumber;
    readonly size3_subhypergraph_dynamical_assortativity?: {
      readonly n: number;
      readonly m: number;
      readonly dynamical_assortativity: number;
    };
    readonly laplacians: {
      readonly order1_trace: number;
      readonly multiorder_1_2_eig5?: readonly number[];
      readonly normalized_eig_smallest8?: readonly number[];
    };
    readonly intersection_profile_order2_nnz: number;
    readonly encapsulation_dag: {
      readonly edges: number;
      readonly nodes: number;
    };
    readonly clique_graph: {
      readonly m: number;
      readonly transitivity: number;
      readonly avg_clustering: number;
      readonly degree_assortativity: GoldenNumber;
    };
  };
  readonly networkx: {
    readonly clique_graph_core_number: readonly number[];
    readonly bipartite: {
      readonly n: number;
      readonly m: number;
      readonly robins_alexander: number;
    };
    readonly bipartite_core_number: {
      readonly nodes: readonly number[];
      readonly edges: readonly number[];
    };
    readonly bipartite_latapy_dot_nodes: readonly number[];
  };
  readonly hgx: {
    readonly subhypergraph_centrality_log: readonly number[];
    readonly motifs3_observed?: readonly (readonly [
      readonly (readonly number[])[],
      number,
    ])[];
    readonly motifs4_observed?: readonly number[];
    readonly degree_correlation?: readonly (readonly GoldenNumber[])[];
    /** By size: [members, p, validated] of some. */
    readonly 'svh_alpha0.01': Readonly<
      Record<
        string,
        {
          readonly tested: number;
          readonly validated: number;
          readonly rows: readonly (readonly [
            readonly number[],
            number,
            boolean,
          ])[];
        }
      >
    >;
  };
}

/** Homology over GF(2) of the downward closure. */
export interface GoldenHomology {
  readonly gudhi: {
    readonly simplices: readonly number[];
    readonly betti: readonly number[];
  };
  readonly hnx_betti?: Readonly<Record<string, number>>;
  readonly hnx_betti1?: Readonly<Record<string, number>>;
  readonly hnx_chain_complex_k1?: {
    readonly C_sizes: Readonly<Record<string, number>>;
    readonly bd_shapes: Readonly<Record<string, readonly [number, number]>>;
    readonly bd_nnz: Readonly<Record<string, number>>;
  };
  readonly hnx_basis_k1?: { readonly n_generators: number };
}

export interface GoldenLevel {
  readonly line_edge_count?: number;
  readonly node_line_edge_count?: number;
  readonly edges: GoldenSide;
  readonly nodes: GoldenSide;
}

export interface GoldenShape {
  /** [nodes, edges]. */
  readonly shape: readonly [number, number];
  readonly nnz: number;
  readonly toplexes?: number;
}

/** The fields of a `*.golden.json` that tests here read; lists align with `order`. */
export interface GoldenResults extends GoldenMeasures {
  readonly order: {
    readonly nodes: readonly string[];
    readonly edges: readonly string[];
  };
  readonly counts: {
    readonly nodes: number;
    readonly edges: number;
    readonly incidences: number;
    readonly num_components: number;
    readonly density_incidence: number;
  };
  readonly hnx: {
    readonly dist_stats: Readonly<
      Record<string, Readonly<Record<string, number>>>
    >;
  };
  readonly degree: readonly number[];
  readonly degree_s2: readonly number[];
  readonly edge_size: readonly number[];
  readonly toplexes: { readonly member_sets: readonly (readonly number[])[] };
  readonly equivalence_classes: {
    readonly edges: readonly (readonly number[])[];
    readonly nodes: readonly (readonly number[])[];
  };
  readonly collapse: Readonly<
    Record<
      'edges_shape' | 'nodes_shape' | 'nodes_and_edges_shape',
      readonly [number, number]
    >
  >;
  readonly restrict_to_nodes_first_half: GoldenShape;
  readonly restrict_to_edges_first_half: GoldenShape;
  readonly remove_nodes_first_5: GoldenShape;
  readonly line_graph_s1_overlap: readonly (readonly [
    number,
    number,
    number,
  ])[];
  readonly distance_pairs: Readonly<
    Record<'edges' | 'nodes', readonly (readonly [number, number])[]>
  >;
  readonly s: Readonly<Record<string, GoldenLevel>>;
}

/** One data set with its results, and where each golden index lies in it. */
export interface GoldenSet {
  readonly hypergraph: Hypergraph;
  readonly results: GoldenResults;
  /** Element index of each entry of `order.edges` and `order.nodes`. */
  readonly index: Readonly<Record<'edges' | 'nodes', Uint32Array>>;
}

/**
 * Names of the data sets beside the project. Where the folder is absent, one
 * name, so that the suites are still listed and reported as skipped.
 */
export function goldenNames(): string[] {
  const folder = sharedPath('golden');
  if (!existsSync(folder)) return ['toy'];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.hif.json'))
    .map((file) => file.slice(0, -'.hif.json'.length))
    .filter((name) => existsSync(sharedPath('golden', `${name}.golden.json`)));
}

/** Reads a data set and its results. */
export function readGoldenSet(name: string): GoldenSet {
  const hypergraph = readHif(sharedPath('golden', `${name}.hif.json`));
  const results = JSON.parse(
    readFileSync(sharedPath('golden', `${name}.golden.json`), 'utf8'),
  ) as GoldenResults;
  const { order } = results;
  return {
    hypergraph,
    results,
    index: {
      edges: Uint32Array.from(order.edges, (id) => hypergraph.edgeIndex(id)),
      nodes: Uint32Array.from(order.nodes, (id) => hypergraph.nodeIndex(id)),
    },
  };
}

interface HifDocument {
  readonly incidences: readonly {
    readonly edge: string | number;
    readonly node: string | number;
  }[];
  readonly nodes?: readonly { readonly node: string | number }[];
  readonly edges?: readonly { readonly edge: string | number }[];
}

/** Structure only: all that the golden values depend on. */
function readHif(path: string): Hypergraph {
  const document = JSON.parse(readFileSync(path, 'utf8')) as HifDocument;
  const builder = new HypergraphBuilder();
  for (const { edge } of document.edges ?? []) builder.addEdge(edge);
  for (const { node } of document.nodes ?? []) builder.addNode(node);
  for (const { edge, node } of document.incidences) {
    builder.addIncidence(builder.addEdge(edge), builder.addNode(node));
  }
  return builder.build();
}
