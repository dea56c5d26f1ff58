import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Cycle } from './homology.ts';

/**
 * A cycle in the data's names.
 * @param simplices - `dim + 1` columns a simplex.
 * @param nodes - Node of each column.
 */
export function namedCycle(
  { nodeIds }: Hypergraph,
  dim: number,
  simplices: Uint32Array,
  nodes: Uint32Array,
): Cycle {
  const ids = Array.from(simplices, (column) =>
    nodeIds.idAt(nodes[column] ?? 0),
  );
  return {
    dim,
    simplices: Array.from({ length: ids.length / (dim + 1) }, (_, i) =>
      ids.slice(i * (dim + 1), (i + 1) * (dim + 1)),
    ),
  };
}
