import type { AnomalyDetection } from '#anomaly/detect-anomalies.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** Ranges of an overview; both ends belong to each, absent ends are open. */
export interface OverviewFilter {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly sizeFrom?: number | undefined;
  readonly sizeTo?: number | undefined;
  readonly degreeFrom?: number | undefined;
  readonly degreeTo?: number | undefined;
  readonly scoreFrom?: number | undefined;
  readonly scoreTo?: number | undefined;
}

/** 1 for what passes. */
export interface KeptElements {
  readonly edges: Uint8Array;
  readonly nodes: Uint8Array;
}

/**
 * The hyperedges and nodes that pass a filter. A node passes if its degree does
 * and some hyperedge that passes holds it.
 * @remarks O(incidences).
 */
export function keepElements(
  hypergraph: Hypergraph,
  { scores }: Pick<AnomalyDetection, 'scores'>,
  filter: OverviewFilter,
): KeptElements {
  const { edgeCount, nodeCount } = hypergraph;
  const times = hypergraph.edgeTimes();
  const hasTime = filter.from !== undefined || filter.to !== undefined;
  const edges = new Uint8Array(edgeCount);
  const nodes = new Uint8Array(nodeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    const passes =
      isWithin(hypergraph.edgeSize(edge), filter.sizeFrom, filter.sizeTo) &&
      isWithin(scores.score[edge] ?? 0, filter.scoreFrom, filter.scoreTo) &&
      (!hasTime || isWithin(times?.[edge] ?? NaN, filter.from, filter.to));
    if (!passes) continue;
    edges[edge] = 1;
    for (const node of hypergraph.edgeMembers(edge)) nodes[node] = 1;
  }
  for (let node = 0; node < nodeCount; node++) {
    const degree = hypergraph.nodeDegree(node);
    const passes = isWithin(degree, filter.degreeFrom, filter.degreeTo);
    // a node of no hyperedge passes where hyperedges are not narrowed
    const isMet = nodes[node] === 1 || degree === 0;
    nodes[node] = passes && isMet ? 1 : 0;
  }
  return { edges, nodes };
}

function isWithin(value: number, from = -Infinity, to = Infinity): boolean {
  return value >= from && value <= to;
}
