import fc from 'fast-check';
import { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';

/**
 * Small hypergraphs with every oddity: empty and equal hyperedges, isolated
 * nodes, singletons; dense enough to overlap in several members.
 */
export function arbitraryHypergraph(
  limits: { maxEdges?: number; maxNodes?: number } = {},
): fc.Arbitrary<Hypergraph> {
  const { maxEdges = 12, maxNodes = 8 } = limits;
  return fc
    .integer({ min: 1, max: maxNodes })
    .chain((nodes) =>
      fc.record({
        nodes: fc.constant(nodes),
        edges: fc.array(
          fc.uniqueArray(fc.nat(nodes - 1), { maxLength: nodes }),
          { maxLength: maxEdges },
        ),
      }),
    )
    .map(({ nodes, edges }) => hypergraphOf(nodes, edges));
}

/** Nodes `n0 …` in order, hyperedges `e0 …` in order. */
export function hypergraphOf(
  nodes: number,
  edges: readonly (readonly number[])[],
): Hypergraph {
  const builder = new HypergraphBuilder();
  for (let node = 0; node < nodes; node++) builder.addNode(`n${node}`);
  edges.forEach((members, index) => {
    const edge = builder.addEdge(`e${index}`);
    for (const node of members) builder.addIncidence(edge, node);
  });
  return builder.build();
}

/** Which side and which s a law is checked for. */
export const arbitrarySide = fc.record({
  of: fc.constantFrom('edges' as const, 'nodes' as const),
  s: fc.integer({ min: 1, max: 4 }),
});
