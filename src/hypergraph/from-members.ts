import type { Hypergraph } from './hypergraph.ts';
import { HypergraphBuilder } from './hypergraph-builder.ts';
import type { Id } from './id-table.ts';

/**
 * A hypergraph from plain lists: `{ A: ['a', 'b'], B: ['b'] }`, or
 * `[['a', 'b'], ['b']]` with row numbers for ids.
 * @remarks O(incidences); made for small inputs and tests, use
 * {@link HypergraphBuilder} for large ones.
 */
export function hypergraphFromMembers(
  relations:
    Readonly<Record<string, readonly Id[]>> | readonly (readonly Id[])[],
): Hypergraph {
  const numbered = Array.isArray(relations);
  const builder = new HypergraphBuilder({ sequentialEdges: numbered });
  for (const [id, members] of Object.entries<readonly Id[]>(relations)) {
    const edge = numbered ? builder.addNextEdge() : builder.addEdge(id);
    for (const member of members) {
      builder.addIncidence(edge, builder.addNode(member));
    }
  }
  return builder.build();
}
