import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { AnomalyDetection } from '../detect-anomalies.ts';
import { nextQuestions } from '../teaching/questions.ts';
import { teachRanking, type Verdict } from '../teaching/teach-ranking.ts';
import { evaluateScores } from './evaluate-scores.ts';

/** Questions asked before the ranking is taught again. */
const AT_A_TIME = 5;

/** How good the rest of the ranking is after some labels. */
export interface TeachingGain {
  /** Labels given so far, and anomalies among them. */
  readonly labels: number;
  readonly anomalies: number;
  /** Average precision among what carries no label, without and with teaching. */
  readonly untaught: number | null;
  readonly taught: number | null;
}

/**
 * Answers the questions a ranking asks by the truth, five at a time, and says what
 * that did for what was not asked about.
 * @param truth - 1 for an anomaly.
 * @param most - Labels given in all.
 * @remarks A teaching and an evaluation for each five labels.
 */
export function teachingGain(
  detection: AnomalyDetection,
  hypergraph: Hypergraph,
  {
    truth,
    most,
    seed,
  }: {
    readonly truth: Uint8Array;
    readonly most: number;
    readonly seed: number;
  },
): TeachingGain[] {
  const verdicts = new Map<number, Verdict>();
  const gains: TeachingGain[] = [];
  for (let labels = 0; labels <= most; labels += AT_A_TIME) {
    const ranking = teachRanking(detection, hypergraph, verdicts);
    const rest = Array.from(truth, (_, i) => i).filter((i) => !verdicts.has(i));
    const place = new Float64Array(truth.length);
    ranking.order.forEach((element, i) => (place[element] = -i));
    const precision = (of: (element: number) => number): number | null =>
      evaluateScores(
        rest.map(of),
        rest.map((i) => truth[i] ?? 0),
      ).averagePrecision;
    gains.push({
      labels: verdicts.size,
      anomalies: [...verdicts.values()].filter((v) => v === 'anomalous').length,
      untaught: precision((i) => -(ranking.rankBefore[i] ?? 0)),
      taught: precision((i) => place[i] ?? 0),
    });
    if (labels === most) break;
    const asked = nextQuestions(ranking, AT_A_TIME, 100 * seed + labels);
    if (asked.length === 0) break;
    for (const { element } of asked) {
      verdicts.set(element, truth[element] === 1 ? 'anomalous' : 'benign');
    }
  }
  return gains;
}
