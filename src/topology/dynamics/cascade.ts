import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { spreadCascade, type CascadeRounds } from '#compute/cpu/cascade.ts';
import { checkProbability } from '../models/generated.ts';
import { distinctNodes } from './initial-nodes.ts';

/** Options of {@link simulateCascade}. */
export interface CascadeOptions {
  /** Nodes active at first. */
  readonly initial: readonly number[];
  /** Share of active members that turns a hyperedge; at least one is needed. Default 0.5. */
  readonly edgeShare?: number | undefined;
  /** Share of active hyperedges that turns a node; at least one is needed. Default 0.5. */
  readonly nodeShare?: number | undefined;
}

/**
 * Threshold cascade: hyperedges turn active by their members and nodes by their
 * hyperedges, round by round, and stay so. Nothing is random.
 * @throws PolyadError INVALID_ARGUMENT
 * @remarks O(incidences). Double thresholds: Chen et al. 2025, after Watts 2002,
 * doi:10.1073/pnas.082090499.
 */
export function simulateCascade(
  hypergraph: Hypergraph,
  { initial, edgeShare = 0.5, nodeShare = 0.5 }: CascadeOptions,
): CascadeRounds {
  checkProbability('edgeShare', edgeShare);
  checkProbability('nodeShare', nodeShare);
  const first = distinctNodes(initial, hypergraph.nodeCount);
  return spreadCascade(hypergraph.edges, hypergraph.nodes, first, {
    edgeShare,
    nodeShare,
  });
}
