import { PolyadError } from '#errors/polyad-error.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowMembers } from '#hypergraph/incidence.ts';
import { findToplexes } from '#compute/toplexes.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import {
  computeComponents,
  type Components,
} from '#topology/walks/components.ts';
import {
  computeLineGraph,
  countLineGraphPairs,
  lineGraphLinks,
  type LineGraph,
  type LineGraphSize,
} from '#topology/walks/line-graph.ts';
import { RowStream } from './row-stream.ts';
import type { Measures, TopologyOptions } from './topology-measure.ts';

/** Where two elements share at least s: `[a, b, overlap]`. */
export type LineGraphRow = readonly [string, string, number];

/** Results of the measures on the s-line graph. */
export interface WalkResults {
  linegraph: {
    s: number;
    of: ElementKind;
    vertices: number;
    pairs: number;
    edges: RowStream<LineGraphRow>;
  };
  components: {
    s: number;
    of: ElementKind;
    count: number;
    singletons: number;
    components: RowStream<string[]>;
  };
  toplexes: { count: number; toplexes: RowStream<string> };
}

export const walkMeasures: Measures<WalkResults> = {
  linegraph: lineGraph,
  components,
  toplexes: (hypergraph, _options, loop) => {
    const found = findToplexes(hypergraph.edges, hypergraph.nodes, loop);
    return toplexesResult(hypergraph, found);
  },
};

/** @param found - Hyperedge indices, ascending. */
export function toplexesResult(
  { edgeIds }: Hypergraph,
  found: Uint32Array,
): WalkResults['toplexes'] {
  return {
    count: found.length,
    toplexes: new RowStream(found.length, (row) =>
      edgeIds.textAt(found[row] ?? 0),
    ),
  };
}

function lineGraph(
  hypergraph: Hypergraph,
  options: TopologyOptions,
  loop: ComputeOptions,
): WalkResults['linegraph'] {
  if (options.countOnly === true) {
    const size = countLineGraphPairs(hypergraph, { ...options, ...loop });
    return lineGraphSizeResult(size);
  }
  return lineGraphResult(computeLineGraph(hypergraph, { ...options, ...loop }));
}

export function lineGraphResult(graph: LineGraph): WalkResults['linegraph'] {
  const { source, target, weight } = lineGraphLinks(graph);
  const id = (index: number | undefined): string =>
    graph.ids.textAt(index ?? 0);
  return withRows(
    graph,
    new RowStream(graph.pairCount, (pair) => [
      id(source[pair]),
      id(target[pair]),
      weight[pair] ?? 0,
    ]),
  );
}

/** A line graph whose pairs are only counted. */
export function lineGraphSizeResult(
  size: LineGraphSize,
): WalkResults['linegraph'] {
  return withRows(size, new RowStream<LineGraphRow>(0, noRow));
}

function withRows(
  size: LineGraphSize,
  edges: RowStream<LineGraphRow>,
): WalkResults['linegraph'] {
  const { s, of, vertexCount, pairCount } = size;
  return { s, of, vertices: vertexCount, pairs: pairCount, edges };
}

function noRow(): never {
  throw new PolyadError('INTERNAL', 'An empty list was asked for a row.');
}

function components(
  hypergraph: Hypergraph,
  options: TopologyOptions,
  loop: ComputeOptions,
): WalkResults['components'] {
  return componentsResult(
    computeComponents(hypergraph, { ...options, ...loop }),
  );
}

export function componentsResult(found: Components): WalkResults['components'] {
  const { s, of, count, singletons, members, ids } = found;
  const rows = new RowStream(count - singletons, (row) =>
    Array.from(rowMembers(members, row), (element) => ids.textAt(element)),
  );
  return { s, of, count, singletons, components: rows };
}
