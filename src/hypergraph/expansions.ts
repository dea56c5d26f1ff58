import { GrowableFloat64, GrowableUint32 } from '#numeric/growable.ts';
import type { Hypergraph } from './hypergraph.ts';

/** A weighted undirected graph as columns: link `i` joins `source[i]` < `target[i]`. */
export interface PairGraph {
  readonly vertexCount: number;
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
}

/**
 * How much a hyperedge of size k gives each pair of its members: 1 (`shared`),
 * or 1/(k − 1) (`normalised`), which keeps every node's strength equal to its
 * number of hyperedges of two or more members (Kumar et al. 2020,
 * doi:10.1007/s41109-020-00300-3).
 */
export type TwoSectionWeight = 'shared' | 'normalised';

/**
 * Two-section (clique expansion): nodes joined where they share a hyperedge.
 * Links by source, then target.
 * @remarks Time O(Σ sizes²), memory O(links + nodes).
 */
export function twoSection(
  hypergraph: Hypergraph,
  weighting: TwoSectionWeight = 'shared',
): PairGraph {
  const { nodes, edges, nodeCount } = hypergraph;
  const source = new GrowableUint32();
  const target = new GrowableUint32();
  const weight = new GrowableFloat64();
  const sum = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const touched: number[] = [];
    for (const edge of hypergraph.nodeEdges(node)) {
      const end = edges.offsets[edge + 1]!;
      const share =
        weighting === 'shared' ? 1 : 1 / (hypergraph.edgeSize(edge) - 1);
      for (let i = edges.offsets[edge]!; i < end; i++) {
        const other = edges.members[i]!;
        if (other <= node) continue;
        if (sum[other] === 0) touched.push(other);
        sum[other]! += share;
      }
    }
    touched.sort((a, b) => a - b);
    for (const other of touched) {
      source.push(node);
      target.push(other);
      weight.push(sum[other]!);
      sum[other] = 0;
    }
  }
  return {
    vertexCount: nodes.offsets.length - 1,
    source: source.view(),
    target: target.view(),
    weight: weight.view(),
  };
}

/**
 * Star expansion (bipartite graph): vertex `v` < nodeCount is a node, vertex
 * nodeCount + e is hyperedge `e`; one link an incidence, weighted by the
 * incidence's weight (1 where it has none).
 * @remarks O(incidences).
 */
export function starExpansion(hypergraph: Hypergraph): PairGraph {
  const { nodes, nodeCount, edgeCount, incidenceCount } = hypergraph;
  const weights = hypergraph.incidencesByNode().column('weight')?.numbers();
  const source = new Uint32Array(incidenceCount);
  const target = new Uint32Array(incidenceCount);
  const weight = new Float64Array(incidenceCount);
  for (let node = 0; node < nodeCount; node++) {
    for (let i = nodes.offsets[node]!; i < nodes.offsets[node + 1]!; i++) {
      source[i] = node;
      target[i] = nodeCount + nodes.members[i]!;
      const known = weights?.[i] ?? 1;
      weight[i] = Number.isNaN(known) ? 1 : known;
    }
  }
  return { vertexCount: nodeCount + edgeCount, source, target, weight };
}
