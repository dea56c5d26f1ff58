import type { AnomalyDetection } from '#anomaly/detect-anomalies.ts';
import {
  hourOfWeek,
  isInWeekStretch,
  type WeekStretch,
} from '#hypergraph/hour-of-week.ts';
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
  /** Days of the week from Monday 0, and hours of the day, UTC. */
  readonly dayFrom?: number | undefined;
  readonly dayTo?: number | undefined;
  readonly hourFrom?: number | undefined;
  readonly hourTo?: number | undefined;
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
  const stretch = weekStretch(filter);
  const edges = new Uint8Array(edgeCount);
  const nodes = new Uint8Array(nodeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    const passes =
      isWithin(hypergraph.edgeSize(edge), filter.sizeFrom, filter.sizeTo) &&
      isWithin(scores.score[edge] ?? 0, filter.scoreFrom, filter.scoreTo) &&
      (!hasTime || isWithin(times?.[edge] ?? NaN, filter.from, filter.to)) &&
      (!stretch || isInWeekStretch(hourOfWeek(times?.[edge] ?? NaN), stretch));
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

/** The part of the week that a filter asks for; undefined for all of it. */
function weekStretch(filter: OverviewFilter): WeekStretch | undefined {
  const { dayFrom, dayTo, hourFrom, hourTo } = filter;
  const given = [dayFrom, dayTo, hourFrom, hourTo];
  if (given.every((end) => end === undefined)) return undefined;
  return {
    dayFrom: dayFrom ?? 0,
    dayTo: dayTo ?? 6,
    hourFrom: hourFrom ?? 0,
    hourTo: hourTo ?? 23,
  };
}

/** The same filter for the whole week. */
export function withoutWeek(filter: OverviewFilter): OverviewFilter {
  const { dayFrom, dayTo, hourFrom, hourTo, ...rest } = filter;
  return rest;
}

function isWithin(value: number, from = -Infinity, to = Infinity): boolean {
  return value >= from && value <= to;
}
