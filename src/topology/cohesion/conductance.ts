import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { checkElement, sStructure } from '../s-structure.ts';

/** How a set of nodes hangs on the rest. */
export interface Conductance {
  /** Sizes of cut hyperedges, summed, over the volume of the set; may exceed 1. NaN for volume 0. */
  readonly conductance: number;
  /** Cut hyperedges over the smaller of the two volumes, from 0 to 1; NaN for volume 0. */
  readonly cutRatio: number;
  /** Hyperedges with members on both sides. */
  readonly cutEdges: number;
  /** Σ of their sizes. */
  readonly cutSize: number;
  /** Σ of degrees of the set, and of all other nodes. */
  readonly volume: number;
  readonly restVolume: number;
}

/**
 * Conductance of a set of nodes: `conductance` as HyperNetX defines it,
 * `cutRatio` with the smaller volume below (Chung 1997; Veldt et al. 2020,
 * doi:10.1145/3394486.3403222).
 * @param nodes - Indices, in any order; repeats count once.
 * @throws PolyadError INVALID_ARGUMENT if an index is out of range.
 * @remarks Time O(incidences).
 */
export function computeConductance(
  hypergraph: Hypergraph,
  nodes: Iterable<number>,
): Conductance {
  const structure = sStructure(hypergraph, { of: 'nodes' });
  const inside = new Uint8Array(hypergraph.nodeCount);
  for (const node of nodes) {
    checkElement(structure, node);
    inside[node] = 1;
  }
  let cutEdges = 0;
  let cutSize = 0;
  let volume = 0;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    let held = 0;
    for (const node of hypergraph.edgeMembers(edge)) held += inside[node] ?? 0;
    const size = hypergraph.edgeSize(edge);
    volume += held;
    if (held === 0 || held === size) continue;
    cutEdges++;
    cutSize += size;
  }
  const restVolume = hypergraph.incidenceCount - volume;
  return {
    conductance: cutSize / volume,
    cutRatio: cutEdges / Math.min(volume, restVolume),
    cutEdges,
    cutSize,
    volume,
    restVolume,
  };
}
