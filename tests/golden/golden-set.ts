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
export interface GoldenResults {
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
