import { indicesWhere } from '#numeric/indices-where.ts';
import { Hypergraph } from '#hypergraph/hypergraph.ts';
import { restrictToEdges } from '#hypergraph/restrict.ts';
import { MemberTrie } from '#compute/cpu/member-trie.ts';
import type { ModelOptions } from './generated.ts';
import { completeHypergraph } from './random-sets.ts';

/** Options of {@link complementHypergraph}. */
export interface ComplementOptions extends ModelOptions {
  /** Default 1. */
  readonly minSize?: number | undefined;
  /** Default: of the largest hyperedge. */
  readonly maxSize?: number | undefined;
}

/**
 * The sets of nodes that are no hyperedge, of some sizes; nodes stay. By size, then
 * by members.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED (from their number, before
 * anything is made), CANCELLED
 * @remarks Lists all sets of these sizes: for small hypergraphs.
 */
export function complementHypergraph(
  hypergraph: Hypergraph,
  options: ComplementOptions = {},
): Hypergraph {
  const { edges, edgeCount, nodeCount } = hypergraph;
  const { minSize = 1 } = options;
  let largest = minSize;
  for (let edge = 0; edge < edgeCount; edge++) {
    largest = Math.max(largest, hypergraph.edgeSize(edge));
  }
  const { maxSize = largest } = options;
  const all = completeHypergraph(
    { nodes: nodeCount, minSize, maxSize },
    options,
  );
  const known = new MemberTrie(edges, nodeCount, (size) => size > 0);
  const missing = indicesWhere(all.edgeCount, (edge) => {
    const members = all.edgeMembers(edge);
    return !known.has(members, [...members.keys()]);
  });
  const rest = restrictToEdges(all, missing, { dropEmptied: false });
  return new Hypergraph({
    edges: rest.edges,
    nodes: rest.nodes,
    edgeIds: rest.edgeIds,
    nodeIds: hypergraph.nodeIds,
    nodeProperties: hypergraph.nodeProperties,
  });
}
