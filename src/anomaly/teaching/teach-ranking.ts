import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { dot, learnWeights, type Posterior } from './bayesian-logistic.ts';
import {
  teachingFeatures,
  type Detected,
  type TeachingFeatures,
} from './teaching-features.ts';

/** What somebody who looked said of an element. */
export type Verdict = 'anomalous' | 'benign' | 'unsure';

/** How far labels may move an element that has none, in nats of the untaught scale. */
const FURTHEST = 3;
/** Log odds of an anomaly at the last rank, before any label. */
const LOG_ODDS = -5;
/** Prior standard deviations of the weights; found by trial, see the README. */
const CONSTANT_SD = 3;
const SLOPE_SD = 0.2;
const ASPECT_SD = 0.3;
const MEMBER_SD = 1;

/** A ranking after labels. */
export interface TaughtRanking {
  /** Element indices, first to look at first. */
  readonly order: Uint32Array;
  /** Log odds of an anomaly of every element; the untaught ones without labels. */
  readonly logOdds: Float64Array;
  /** Rank of every element before, from 1. */
  readonly rankBefore: Uint32Array;
  readonly verdicts: ReadonlyMap<number, Verdict>;
  readonly features: TeachingFeatures;
  readonly posterior: Posterior;
  /** What moved an element: addends of the change of its log odds, largest first. */
  readonly movedBy: (element: number) => Addend[];
}

/** What one fact adds to the change of an element's log odds. */
export interface Addend {
  readonly name: string;
  readonly contribution: number;
}

/**
 * Ranks again by what labels say.
 *
 * The log odds of an anomaly are those of the untaught rank r among n,
 * −5 + ln(n / r), plus x · w: x are the rank scores of everything the score is
 * made of, size, how frequent the members are and the members themselves
 * ({@link teachingFeatures}); w ~ N(0, sd²) is learnt by Laplace's approximation.
 * Without labels w is 0 and the ranking is the detector's. Labels move an
 * unlabelled element by at most three nats. What is labelled anomalous comes
 * first, what is labelled benign last; unsure teaches nothing and is not asked again.
 *
 * Scores, p and q stay the detector's: labels change the order only.
 * @remarks O(elements · (log elements + features) + labels · features²).
 */
export function teachRanking(
  detection: Detected,
  hypergraph: Hypergraph,
  verdicts: ReadonlyMap<number, Verdict>,
): TaughtRanking {
  const before = detection.order;
  const rankBefore = new Uint32Array(before.length);
  before.forEach((element, i) => (rankBefore[element] = i + 1));
  const untaught = Float64Array.from(
    rankBefore,
    (rank) => LOG_ODDS + Math.log(before.length / rank),
  );
  const labelled = [...verdicts]
    .filter(([, verdict]) => verdict !== 'unsure')
    .map(([element]) => element);
  const features = teachingFeatures(hypergraph, detection, labelled);
  const read = features.read;
  const posterior = learnWeights(
    labelled.map((element) => ({
      features: read(element),
      logOdds: untaught[element] ?? 0,
      isAnomalous: verdicts.get(element) === 'anomalous',
    })),
    priorOf(features),
  );
  const logOdds = untaught.map((value, element) => {
    if (labelled.length === 0) return value;
    // the constant moves all alike, and so nothing
    const constant = posterior.mean[0] ?? 0;
    const shift = dot(read(element), posterior.mean) - constant;
    return value + constant + Math.max(-FURTHEST, Math.min(FURTHEST, shift));
  });
  return {
    order: taughtOrder(before, logOdds, verdicts),
    logOdds,
    rankBefore,
    verdicts,
    features,
    posterior,
    movedBy: (element) => addends(read(element), features, posterior),
  };
}

function priorOf({ names, aspectCount }: TeachingFeatures): Float64Array {
  const sd = new Float64Array(names.length).fill(MEMBER_SD);
  sd.fill(ASPECT_SD, 0, aspectCount);
  sd[0] = CONSTANT_SD;
  sd[1] = SLOPE_SD;
  return sd;
}

/** Anomalous first, benign last, the rest by log odds, ties as before. */
function taughtOrder(
  before: Uint32Array,
  logOdds: Float64Array,
  verdicts: ReadonlyMap<number, Verdict>,
): Uint32Array {
  const place = (element: number): number => {
    const verdict = verdicts.get(element);
    return verdict === 'anomalous' ? 0 : verdict === 'benign' ? 2 : 1;
  };
  // the sort is stable: equals stay in the order before
  return before
    .slice()
    .sort(
      (a, b) =>
        place(a) - place(b) ||
        (place(a) === 1 ? (logOdds[b] ?? 0) - (logOdds[a] ?? 0) : 0),
    );
}

function addends(
  row: Float64Array,
  { names }: TeachingFeatures,
  { mean }: Posterior,
): Addend[] {
  return (
    names
      .map((name, k) => ({
        name,
        contribution: (row[k] ?? 0) * (mean[k] ?? 0),
      }))
      // the constant moves all alike, and so nothing
      .filter(({ contribution }, k) => k > 0 && contribution !== 0)
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  );
}
