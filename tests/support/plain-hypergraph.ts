import fc from 'fast-check';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { arbitraryHypergraph } from './arbitrary-hypergraph.ts';

/**
 * Small hypergraphs without properties but with empty and equal hyperedges,
 * isolated nodes and singletons; dense enough to overlap in several members.
 */
export const plainHypergraph: fc.Arbitrary<Hypergraph> = arbitraryHypergraph({
  maxNodes: 9,
  maxEdges: 12,
  maxIncidences: 60,
  ids: 'text',
  weights: false,
  roles: false,
  times: false,
  kinds: false,
  properties: false,
});

/** Which elements, and how many members they must share. */
export const arbitrarySide = fc.record({
  of: fc.constantFrom('edges' as const, 'nodes' as const),
  s: fc.integer({ min: 1, max: 4 }),
});

/** Nodes `n0 …` and hyperedges `e0 …` in order. */
export function hypergraphOf(
  nodes: number,
  edges: readonly (readonly number[])[],
): Hypergraph {
  const builder = new HypergraphBuilder();
  for (let node = 0; node < nodes; node++) builder.addNode(`n${node}`);
  for (const [index, members] of edges.entries()) {
    const edge = builder.addEdge(`e${index}`);
    for (const node of members) builder.addIncidence(edge, node);
  }
  return builder.build();
}

/** Members of each hyperedge as plain lists. */
export function memberLists(hypergraph: Hypergraph): number[][] {
  return Array.from({ length: hypergraph.edgeCount }, (_, edge) =>
    Array.from(hypergraph.edgeMembers(edge)),
  );
}

/** Inputs at the edge of what there is, by name. */
export const degenerate: readonly (readonly [string, Hypergraph])[] = [
  ['nothing at all', hypergraphOf(0, [])],
  ['isolated nodes only', hypergraphOf(3, [])],
  ['empty edges only', hypergraphOf(0, [[], []])],
  ['empty edges and isolated nodes', hypergraphOf(2, [[], []])],
  ['one singleton', hypergraphOf(1, [[0]])],
  ['equal singletons', hypergraphOf(1, [[0], [0], [0]])],
  [
    'equal edges, an empty one and an isolated node',
    hypergraphOf(4, [[0, 1, 2], [], [0, 1, 2], [2]]),
  ],
];
