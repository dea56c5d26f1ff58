import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths, type Incidence } from '#hypergraph/incidence.ts';
import { graphCores } from '#compute/cpu/cores.ts';
import { countFourCycles } from '#compute/cpu/four-cycles.ts';

/** Core numbers in the graph of nodes and hyperedges. */
export interface BipartiteCores {
  readonly nodes: Uint32Array;
  readonly edges: Uint32Array;
}

/**
 * Core numbers of nodes and hyperedges in the bipartite graph of incidences.
 * Unlike {@link computeCores}, a hyperedge needs as many nodes as a node needs
 * hyperedges.
 * @throws PolyadError CANCELLED
 * @remarks Time O(incidences).
 */
export function computeBipartiteCores(
  hypergraph: Hypergraph,
  options: LoopOptions = {},
): BipartiteCores {
  const { nodes, edges, nodeCount } = hypergraph;
  const cores = graphCores(joined(nodes, edges), options);
  return { nodes: cores.slice(0, nodeCount), edges: cores.slice(nodeCount) };
}

/** Adjacency of the bipartite graph: nodes, then hyperedges. */
function joined(nodes: Incidence, edges: Incidence): Incidence {
  const nodeCount = nodes.offsets.length - 1;
  const incidences = nodes.members.length;
  const offsets = new Uint32Array(nodeCount + edges.offsets.length);
  offsets.set(nodes.offsets);
  edges.offsets.forEach((offset, i) => {
    offsets[nodeCount + i] = incidences + offset;
  });
  const members = new Uint32Array(2 * incidences);
  nodes.members.forEach((edge, i) => (members[i] = nodeCount + edge));
  members.set(edges.members, incidences);
  return { offsets, members };
}

/** Paths and cycles of the bipartite graph. */
export interface BipartiteClustering {
  /** Pairs of nodes in two common hyperedges, each pair of hyperedges once. */
  readonly fourCycles: number;
  /** Paths of three incidences. */
  readonly threePaths: number;
  /** 4 · fourCycles / threePaths; 0 without such paths. */
  readonly coefficient: number;
}

/**
 * Share of paths of three incidences that close to a cycle of four (Robins and
 * Alexander 2004, doi:10.1023/B:CMOT.0000032580.12184.c0).
 * @throws PolyadError CANCELLED
 * @remarks Time O(Σ sizes²), memory O(nodes + hyperedges).
 */
export function computeBipartiteClustering(
  hypergraph: Hypergraph,
  options: LoopOptions = {},
): BipartiteClustering {
  const { nodes, edges } = hypergraph;
  const fourCycles = countFourCycles(nodes, edges, options);
  const degrees = rowLengths(nodes);
  let threePaths = 0;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const others = hypergraph.edgeSize(edge) - 1;
    for (const node of hypergraph.edgeMembers(edge)) {
      threePaths += ((degrees[node] ?? 1) - 1) * others;
    }
  }
  const coefficient = threePaths === 0 ? 0 : (4 * fourCycles) / threePaths;
  return { fourCycles, threePaths, coefficient };
}
