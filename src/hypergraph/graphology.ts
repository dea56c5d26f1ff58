import { UndirectedGraph } from 'graphology';
import type { PairGraph } from './expansions.ts';
import type { Hypergraph } from './hypergraph.ts';
import type { IdTable } from './id-table.ts';

/** Prefixes that keep the keys of nodes and hyperedges apart in one graph. */
const NODE_KEY = 'node:';
const EDGE_KEY = 'edge:';

/**
 * A pairwise graph of nodes (two-section) or hyperedges (s-line graph) as a
 * graphology graph: keys are the ids, links carry `weight`.
 * @param ids - Ids of the vertices, `pairs.vertexCount` of them.
 * @remarks O(vertices + links) objects: meant for graphs that graphology's
 * algorithms can take.
 */
export function toGraphology(pairs: PairGraph, ids: IdTable): UndirectedGraph {
  const graph = new UndirectedGraph();
  const keys = Array.from({ length: ids.count }, (_, i) => ids.textAt(i));
  for (const key of keys) graph.mergeNode(key);
  addLinks(graph, pairs, keys);
  return graph;
}

/**
 * The star expansion as a graphology graph: keys are `node:ID` and `edge:ID`;
 * vertices carry `id`, `part` (`node` or `edge`) and the element's properties.
 */
export function starToGraphology(
  hypergraph: Hypergraph,
  pairs: PairGraph,
): UndirectedGraph {
  const graph = new UndirectedGraph();
  const keys: string[] = [];
  for (const part of ['node', 'edge'] as const) {
    const ids = part === 'node' ? hypergraph.nodeIds : hypergraph.edgeIds;
    const properties =
      part === 'node' ? hypergraph.nodeProperties : hypergraph.edgeProperties;
    for (let i = 0; i < ids.count; i++) {
      const id = ids.textAt(i);
      const key = (part === 'node' ? NODE_KEY : EDGE_KEY) + id;
      keys.push(key);
      graph.mergeNode(key, { ...properties.row(i), id, part });
    }
  }
  addLinks(graph, pairs, keys);
  return graph;
}

function addLinks(
  graph: UndirectedGraph,
  pairs: PairGraph,
  keys: readonly string[],
): void {
  for (let i = 0; i < pairs.source.length; i++) {
    graph.mergeUndirectedEdge(keys[pairs.source[i]!], keys[pairs.target[i]!], {
      weight: pairs.weight[i]!,
    });
  }
}
