import { rowMembers } from '#hypergraph/incidence.ts';
import type { EdgeScores } from '../detectors/edge-scores.ts';

/** Two members of an edge, seen against expected. */
export interface PairCounts {
  /** Node indices. */
  readonly left: number;
  readonly right: number;
  /** Counted edges with both, outside the edge's own moment. */
  readonly seen: number;
  /**
   * What degrees alone would give: partners the one had of the other's kind, times
   * the other's share of its kind (k_u k_v / 2W where each edge is one pair), the
   * mean of both directions.
   */
  readonly expected: number;
}

/** What the counts outside an edge's moment say about its members. */
export interface MemberCounts {
  readonly node: number;
  /** Counted edges of the node outside the edge's own moment. */
  readonly degree: number;
}

/**
 * Counts pairs of the members given among all counted edges outside the moment
 * of `edge`, from the incidence lists.
 * @param members - Node indices, few: every pair of them is counted.
 * @remarks O(Σ sizes of the members' edges).
 */
export function countPairs(
  scores: EdgeScores,
  edge: number,
  members: readonly number[],
): { readonly pairs: PairCounts[]; readonly members: MemberCounts[] } {
  const { hypergraph, kinds } = scores;
  const isCounted = outsideMoment(scores, edge);
  const place = new Map(members.map((node, i) => [node, i]));
  const together = members.map(() => new Float64Array(members.length));
  const partners = members.map(() => new Float64Array(kinds.names.length));
  const degrees = members.map(() => 0);
  members.forEach((node, i) => {
    const met = together[i] ?? new Float64Array(0);
    const byKind = partners[i] ?? new Float64Array(0);
    for (const other of hypergraph.nodeEdges(node)) {
      if (!isCounted(other)) continue;
      degrees[i] = (degrees[i] ?? 0) + 1;
      for (const partner of rowMembers(hypergraph.edges, other)) {
        if (partner === node) continue;
        const kind = kinds.kinds[partner] ?? 0;
        byKind[kind] = (byKind[kind] ?? 0) + 1;
        const j = place.get(partner);
        if (j !== undefined) met[j] = (met[j] ?? 0) + 1;
      }
    }
  });
  const totals = kindTotals(scores, edge);
  const expectedAlong = (i: number, j: number): number => {
    const kind = kinds.kinds[members[j] ?? 0] ?? 0;
    const total = totals[kind] ?? 0;
    return total > 0
      ? ((partners[i]?.[kind] ?? 0) * (degrees[j] ?? 0)) / total
      : 0;
  };
  const pairs: PairCounts[] = [];
  members.forEach((left, i) => {
    members.forEach((right, j) => {
      if (j <= i) return;
      const seen = together[i]?.[j] ?? 0;
      const expected = (expectedAlong(i, j) + expectedAlong(j, i)) / 2;
      pairs.push({ left, right, seen, expected });
    });
  });
  return {
    pairs,
    members: members.map((node, i) => ({ node, degree: degrees[i] ?? 0 })),
  };
}

/** Orders pairs by how far they fall short of what was expected, most first. */
export function byDeficit(a: PairCounts, b: PairCounts): number {
  return deficit(b) - deficit(a);
}

/** Half the Poisson deviance of a count below its mean; negative above it. */
function deficit({ seen, expected }: PairCounts): number {
  if (expected === 0) return 0;
  const deviance = (seen > 0 ? seen * Math.log(seen / expected) : 0) - seen;
  return Math.sign(expected - seen) * (deviance + expected);
}

/** Whether an edge is counted when `edge` is judged. */
export function outsideMoment(
  { moments: { moments }, trained, earlierOnly }: EdgeScores,
  edge: number,
): (other: number) => boolean {
  const own = moments[edge] ?? 0;
  return (other) => {
    const moment = moments[other] ?? 0;
    if (earlierOnly ? moment >= own : moment === own) return false;
    return trained === undefined || trained.has(other);
  };
}

/** Counted incidences of each kind outside (or before) the moment of `edge`. */
function kindTotals(scores: EdgeScores, edge: number): Float64Array {
  const { hypergraph, kinds, nodes, trained, earlierOnly } = scores;
  const { order, moments } = scores.moments;
  const totals = new Float64Array(kinds.names.length);
  const add = (node: number, count: number): void => {
    const kind = kinds.kinds[node] ?? 0;
    totals[kind] = (totals[kind] ?? 0) + count;
  };
  const addEdges = (from: number, to: number, by: 1 | -1): void => {
    for (const other of order.subarray(from, to)) {
      if (trained !== undefined && !trained.has(other)) continue;
      for (const node of hypergraph.edgeMembers(other)) add(node, by);
    }
  };
  // moments ascend along the order
  const own = moments[edge] ?? 0;
  const begin = firstOfMoment(order, moments, own);
  if (earlierOnly) {
    addEdges(0, begin, 1);
    return totals;
  }
  if (trained === undefined) {
    for (let node = 0; node < kinds.kinds.length; node++) {
      add(node, (nodes.offsets[node + 1] ?? 0) - (nodes.offsets[node] ?? 0));
    }
  } else addEdges(0, order.length, 1);
  addEdges(begin, firstOfMoment(order, moments, own + 1), -1);
  return totals;
}

/** First position of a moment in the order; moments ascend along it. */
function firstOfMoment(
  order: Uint32Array,
  moments: Uint32Array,
  moment: number,
): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((moments[order[middle] ?? 0] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
