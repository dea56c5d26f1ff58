import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  averageLinkage,
  cutAt,
  type Merges,
} from '#compute/cpu/average-linkage.ts';
import { jaccardDistances } from '#compute/cpu/jaccard-distances.ts';
import { checkCount } from '../models/generated.ts';

/** Options of {@link hyperlinkCommunities}. */
export interface HyperlinkOptions extends LoopOptions {
  /**
   * Communities merge while their hyperedges are, on average, at most this Jaccard
   * distance apart. Default 0.8.
   */
  readonly height?: number | undefined;
  /** Most hyperedges: n² distances of 4 bytes are kept. Default 12,000. */
  readonly maxEdges?: number | undefined;
}

/** Communities of hyperedges, and so overlapping ones of nodes. */
export interface HyperlinkCommunities {
  readonly count: number;
  /** Community of each hyperedge, numbered by first hyperedge. */
  readonly labels: Uint32Array;
  /** All merges, to cut at other heights: {@link cutHyperlinks}. */
  readonly merges: Merges;
}

/**
 * Communities of hyperedges by average linkage on Jaccard distances; a node is in
 * every community that one of its hyperedges is in.
 * @throws PolyadError LIMIT_EXCEEDED, INVALID_ARGUMENT, CANCELLED
 * @remarks Time and memory O(hyperedges²). After Ahn, Bagrow and Lehmann 2010,
 * doi:10.1038/nature09182; for hypergraphs Lotito et al. 2024,
 * doi:10.1103/PhysRevE.109.034303.
 */
export function hyperlinkCommunities(
  hypergraph: Hypergraph,
  options: HyperlinkOptions = {},
): HyperlinkCommunities {
  const { height = 0.8, maxEdges = 12_000 } = options;
  const { edges, nodes, edgeCount } = hypergraph;
  checkCount('maxEdges', maxEdges, 1);
  if (edgeCount > maxEdges) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `${edgeCount} hyperedges need ${edgeCount ** 2} distances; at most ${maxEdges} hyperedges are taken. Collapse equal hyperedges, keep toplexes, or raise maxEdges.`,
      { edges: edgeCount, limit: maxEdges },
    );
  }
  const distances = jaccardDistances(edges, nodes, options);
  const merges = averageLinkage(distances, edgeCount, options);
  const labels = cutHyperlinks(merges, edgeCount, height);
  return { count: countOf(labels), labels, merges };
}

/** Communities at another height; O(hyperedges). */
export function cutHyperlinks(
  merges: Merges,
  edgeCount: number,
  height: number,
): Uint32Array {
  // Distances are kept in single precision: a tie with the height counts as within.
  return cutAt(merges, edgeCount, height + 1e-6);
}

/** Communities of each node, ascending, from those of its hyperedges. */
export function overlappingCommunities(
  hypergraph: Hypergraph,
  { labels }: Pick<HyperlinkCommunities, 'labels'>,
): number[][] {
  return Array.from({ length: hypergraph.nodeCount }, (_, node) => {
    const own = Array.from(
      hypergraph.nodeEdges(node),
      (edge) => labels[edge] ?? 0,
    );
    return [...new Set(own)].sort((a, b) => a - b);
  });
}

function countOf(labels: Uint32Array): number {
  return labels.reduce((most, label) => Math.max(most, label + 1), 0);
}
