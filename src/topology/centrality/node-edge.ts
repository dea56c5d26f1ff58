import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  nodeEdgeScores,
  type NodeEdgeFunctions,
} from '#compute/cpu/node-edge-scores.ts';
import type { IteratedScores } from '#compute/cpu/tensor-eigenvectors.ts';
import { sStructure } from '../s-structure.ts';
import {
  hypergraphParts,
  scoresByPart,
  type IteratedOptions,
} from './iterated-scores.ts';

/** Options of {@link computeNodeEdge}. */
export interface NodeEdgeOptions extends IteratedOptions, NodeEdgeFunctions {}

/** Scores of elements in `values`, and of what they share in `otherValues`. */
export interface NodeEdge extends IteratedScores {
  readonly otherValues: Float64Array;
}

/**
 * Non-linear node–edge centrality: a node scores by its hyperedges, a hyperedge by
 * its nodes. Each component by itself, scores of its elements and of its shared
 * side each summing to its share of elements. `s` is not used.
 * @param options - `of`: whose scores are in `values`; the functions are named for
 * nodes and hyperedges of the hypergraph that `of: 'nodes'` sees.
 * @returns The residual is ‖Δx‖ + ‖Δy‖ of the last step.
 * @throws PolyadError CANCELLED
 * @remarks Source and cost: {@link nodeEdgeScores}.
 */
export function computeNodeEdge(
  hypergraph: Hypergraph,
  options: NodeEdgeOptions = {},
): NodeEdge {
  const { ids, columns } = sStructure(hypergraph, { of: options.of });
  const otherValues = new Float64Array(columns.offsets.length - 1);
  let joined = 0;
  const scores = scoresByPart(
    ids.count,
    hypergraphParts(hypergraph, options),
    ({ members, rows, columns: shared, columnMembers }) => {
      const found = nodeEdgeScores(rows, shared, options);
      joined += members.length;
      columnMembers.forEach((column, i) => {
        otherValues[column] = (found.edgeValues[i] ?? 0) * members.length;
      });
      return found;
    },
  );
  const scale = joined === 0 ? 0 : 1 / joined;
  return { ...scores, otherValues: otherValues.map((value) => value * scale) };
}
