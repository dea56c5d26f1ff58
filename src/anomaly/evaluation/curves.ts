/** A point of a curve. */
export type CurvePoint = readonly [x: number, y: number];

/** What a ranking does at every length of its list. */
export interface RankingCurves {
  /** Share of ordinary elements passed, share of anomalies found (ROC). */
  readonly roc: readonly CurvePoint[];
  /** Share of anomalies found, share of anomalies in the list so far. */
  readonly precisionRecall: readonly CurvePoint[];
}

/** Whether chances hold among what is known to be ordinary. */
export interface CalibrationCurves {
  /** Chance claimed, and the share of ordinary elements that have at most it. */
  readonly chance: readonly CurvePoint[];
  /** False-discovery rate claimed, and the share of false among the list to there. */
  readonly falseDiscovery: readonly CurvePoint[];
}

/** Points of a curve; more cannot be told apart. */
const POINTS = 400;
/** Chances at which the calibration is read. */
const LEVELS = [
  1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1,
];

/**
 * ROC and precision against recall. Equal scores are passed together.
 * @param scores - Higher is more anomalous.
 * @param labels - 1 for an anomaly, 0 for an ordinary element, same length.
 * @remarks O(n log n).
 */
export function rankingCurves(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): RankingCurves {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const positives = order.reduce((sum, i) => sum + (labels[i] ?? 0), 0);
  const negatives = scores.length - positives;
  const roc: CurvePoint[] = [[0, 0]];
  const precisionRecall: CurvePoint[] = [];
  let found = 0;
  for (let passed = 1; passed <= order.length; passed++) {
    const element = order[passed - 1] ?? 0;
    found += labels[element] ?? 0;
    const isTied =
      passed < order.length && scores[order[passed] ?? 0] === scores[element];
    if (isTied) continue;
    const recall = found / Math.max(1, positives);
    roc.push([(passed - found) / Math.max(1, negatives), recall]);
    precisionRecall.push([recall, found / passed]);
  }
  return { roc: thinned(roc), precisionRecall: thinned(precisionRecall) };
}

/**
 * Chances and false-discovery rates claimed, against those that turned out.
 * @param q - False-discovery rate of the list to each element.
 */
export function calibrationCurves(
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  labels: ArrayLike<number>,
): CalibrationCurves {
  const ordinary = Float64Array.from(p).filter((_, i) => labels[i] !== 1);
  const chance = LEVELS.map((level): CurvePoint => [
    level,
    ordinary.filter((value) => value <= level).length /
      Math.max(1, ordinary.length),
  ]);
  const falseDiscovery: CurvePoint[] = [];
  for (const level of LEVELS.filter((value) => value >= 1e-3)) {
    let listed = 0;
    let wrong = 0;
    for (let i = 0; i < q.length; i++) {
      if (!((q[i] ?? 1) <= level)) continue;
      listed++;
      if (labels[i] !== 1) wrong++;
    }
    if (listed > 0) falseDiscovery.push([level, wrong / listed]);
  }
  return { chance, falseDiscovery };
}

/** At most {@link POINTS} of them, first and last kept, denser where the curve begins. */
function thinned(points: readonly CurvePoint[]): CurvePoint[] {
  if (points.length <= POINTS) return [...points];
  const last = points.length - 1;
  const places = new Set(
    Array.from({ length: POINTS }, (_, i) =>
      Math.round(last * (i / (POINTS - 1)) ** 2),
    ),
  );
  return points.filter((_, place) => places.has(place));
}
