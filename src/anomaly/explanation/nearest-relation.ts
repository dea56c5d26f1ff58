import type { NearestRelation } from '../detectors/detector.ts';
import type { EdgeScores } from '../detectors/edge-scores.ts';
import { outsideMoment } from './pair-evidence.ts';

/**
 * The counted relation before the edge (any other where there are no times) with
 * the largest Jaccard overlap of members; among equals the latest, then the first.
 * @remarks O(Σ degrees of the members).
 */
export function nearestRelation(
  scores: EdgeScores,
  edge: number,
): NearestRelation | null {
  const { hypergraph, moments } = scores;
  const isCounted = outsideMoment(scores, edge);
  const size = hypergraph.edgeSize(edge);
  const time = moments.times?.[edge] ?? NaN;
  const shared = new Map<number, number>();
  for (const node of hypergraph.edgeMembers(edge)) {
    for (const other of hypergraph.nodeEdges(node)) {
      if ((moments.times?.[other] ?? -Infinity) >= time) continue;
      if (!isCounted(other)) continue;
      shared.set(other, (shared.get(other) ?? 0) + 1);
    }
  }
  let best: { edge: number; overlap: number; time: number } | null = null;
  for (const [other, count] of shared) {
    const overlap = count / (size + hypergraph.edgeSize(other) - count);
    const at = moments.times?.[other] ?? NaN;
    const isBetter =
      best === null ||
      overlap > best.overlap ||
      (overlap === best.overlap &&
        (at > best.time || (!(at < best.time) && other < best.edge)));
    if (isBetter) best = { edge: other, overlap, time: at };
  }
  if (best === null) return null;
  return {
    id: hypergraph.edgeIds.textAt(best.edge),
    time: Number.isNaN(best.time) ? null : best.time,
    shared: shared.get(best.edge) ?? 0,
    overlap: best.overlap,
  };
}
