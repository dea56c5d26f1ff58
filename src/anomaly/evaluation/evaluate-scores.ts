import { PolyadError } from '#errors/polyad-error.ts';

/** How well scores tell the labelled anomalies from the rest. */
export interface ScoreEvaluation {
  readonly positives: number;
  /** Chance that an anomaly scores above an ordinary element, ties counting half. */
  readonly auroc: number | null;
  /** Mean precision at the anomalies, going down the list; ties taken together. */
  readonly averagePrecision: number | null;
  /** Share of anomalies among the first k; null where there are fewer elements. */
  readonly precisionAt: Readonly<Record<'10' | '50' | '100', number | null>>;
  /** Share of ordinary elements among the flagged; null where none is flagged. */
  readonly fdr: number | null;
  /** Share of the anomalies that are flagged. */
  readonly recallAtFdr: number | null;
}

/**
 * Compares scores with labels. Within a tie the order is unknown, so measures
 * take its expectation (precision at k), its middle (AUROC) or its end (average
 * precision, as in scikit-learn).
 * @param scores - Higher is more anomalous; NaN counts as lowest.
 * @param labels - 1 for an anomaly, 0 for an ordinary element, same length.
 * @param flagged - 1 where the detector raised an alarm; none if absent.
 * @throws PolyadError INVALID_ARGUMENT if the lengths differ.
 * @remarks O(n log n). AUROC by mid-ranks: Hanley and McNeil 1982,
 * doi:10.1148/radiology.143.1.7063747.
 */
export function evaluateScores(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  flagged?: ArrayLike<number>,
): ScoreEvaluation {
  if (
    scores.length !== labels.length ||
    (flagged && flagged.length !== scores.length)
  ) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `${scores.length} scores but ${labels.length} labels; give one label for each score.`,
    );
  }
  const groups = tieGroups(scores, labels);
  const positives = groups.reduce((sum, group) => sum + group.positives, 0);
  return {
    positives,
    auroc: auroc(groups, positives, scores.length),
    averagePrecision: averagePrecision(groups, positives),
    precisionAt: {
      '10': precisionAt(groups, 10, scores.length),
      '50': precisionAt(groups, 50, scores.length),
      '100': precisionAt(groups, 100, scores.length),
    },
    ...alarmRates(labels, flagged, positives),
  };
}

/** Elements of one score. */
interface TieGroup {
  readonly size: number;
  readonly positives: number;
}

/** Groups of equal scores, highest first. */
function tieGroups(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
): TieGroup[] {
  const value = (i: number): number => {
    const score = scores[i] ?? NaN;
    return Number.isNaN(score) ? -Infinity : score;
  };
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => {
    const left = value(a);
    const right = value(b);
    return left === right ? 0 : left < right ? 1 : -1;
  });
  const groups: { size: number; positives: number }[] = [];
  let last = NaN;
  let group = { size: 0, positives: 0 };
  for (const i of order) {
    if (value(i) !== last) {
      group = { size: 0, positives: 0 };
      groups.push(group);
      last = value(i);
    }
    group.size++;
    if (labels[i] === 1) group.positives++;
  }
  return groups;
}

function auroc(
  groups: readonly TieGroup[],
  positives: number,
  total: number,
): number | null {
  const negatives = total - positives;
  if (positives === 0 || negatives === 0) return null;
  let won = 0;
  let below = negatives;
  for (const group of groups) {
    const tied = group.size - group.positives;
    below -= tied;
    won += group.positives * (below + tied / 2);
  }
  return won / (positives * negatives);
}

function averagePrecision(
  groups: readonly TieGroup[],
  positives: number,
): number | null {
  if (positives === 0) return null;
  let found = 0;
  let passed = 0;
  let sum = 0;
  for (const group of groups) {
    found += group.positives;
    passed += group.size;
    sum += group.positives * (found / passed);
  }
  return sum / positives;
}

function precisionAt(
  groups: readonly TieGroup[],
  k: number,
  total: number,
): number | null {
  if (total < k) return null;
  let left = k;
  let found = 0;
  for (const group of groups) {
    const taken = Math.min(left, group.size);
    found += (group.positives * taken) / group.size;
    left -= taken;
    if (left === 0) break;
  }
  return found / k;
}

function alarmRates(
  labels: ArrayLike<number>,
  flagged: ArrayLike<number> | undefined,
  positives: number,
): Pick<ScoreEvaluation, 'fdr' | 'recallAtFdr'> {
  let alarms = 0;
  let right = 0;
  for (let i = 0; i < labels.length; i++) {
    if (flagged?.[i] !== 1) continue;
    alarms++;
    if (labels[i] === 1) right++;
  }
  return {
    fdr: alarms === 0 ? null : (alarms - right) / alarms,
    recallAtFdr: positives === 0 ? null : right / positives,
  };
}
