import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** Members of every hyperedge by its id, in order of id. */
export function membersOf(hypergraph: Hypergraph): Record<string, string[]> {
  return Object.fromEntries(
    Array.from({ length: hypergraph.edgeCount }, (_, edge) => [
      hypergraph.edgeIds.textAt(edge),
      Array.from(hypergraph.edgeMembers(edge), (node) =>
        hypergraph.nodeIds.textAt(node),
      ).sort(),
    ]),
  );
}
