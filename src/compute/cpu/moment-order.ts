import type { Bitset } from '#numeric/bitset.ts';
import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';
import type { Incidence } from '#hypergraph/incidence.ts';

/**
 * Hyperedges sorted into moments: sets of edges that are held out together when
 * one of them is judged. Without times each edge is a moment of its own.
 */
export interface MomentOrder {
  /** Edge indices; the edges of a moment stand together. */
  readonly order: Uint32Array;
  /** Moment of each edge, below `momentCount`. */
  readonly moments: Uint32Array;
  readonly momentCount: number;
}

/** Which edges count when one is judged; the same for every kernel of this family. */
export interface CountedEdges {
  /** Edges that may be counted; the others are only judged. All where absent. */
  readonly trained?: Bitset | undefined;
  /**
   * Count only earlier moments (moments must ascend along the order), as a stream
   * that is scored moment by moment, before it learns. Else all other moments.
   */
  readonly earlierOnly?: boolean | undefined;
}

/** The edges of each node in the order of moments, with where each incidence lies. */
export interface NodeMoments {
  /** Row starts, length = nodes + 1. */
  readonly offsets: Uint32Array;
  /** Edge of each entry. */
  readonly edges: Uint32Array;
  /** Position of each entry in `edges.members` of the hypergraph. */
  readonly positions: Uint32Array;
}

/**
 * Lists every node's edges in the order given.
 * @remarks Time and memory O(incidences + nodes).
 */
export function nodeMoments(
  { offsets, members }: Incidence,
  nodeCount: number,
  order: Uint32Array,
): NodeMoments {
  const counts = new Uint32Array(nodeCount);
  for (let i = 0; i < members.length; i++) counts[members[i]!]!++;
  const starts = exclusivePrefixSum(counts);
  const next = starts.slice(0, nodeCount);
  const edges = new Uint32Array(members.length);
  const positions = new Uint32Array(members.length);
  for (let i = 0; i < order.length; i++) {
    const edge = order[i]!;
    for (let p = offsets[edge]!; p < offsets[edge + 1]!; p++) {
      const at = next[members[p]!]!++;
      edges[at] = edge;
      positions[at] = p;
    }
  }
  return { offsets: starts, edges, positions };
}
