import type { AnomalyDetection } from '#anomaly/detect-anomalies.ts';
import { HEADS } from '#anomaly/detectors/detector.ts';
import {
  calibrationCurves,
  rankingCurves,
} from '#anomaly/evaluation/curves.ts';
import {
  evaluateScores,
  type ScoreEvaluation,
} from '#anomaly/evaluation/evaluate-scores.ts';
import {
  teachingGain,
  type TeachingGain,
} from '#anomaly/evaluation/teaching-gain.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Figure, Report, ReportSection } from '../report/report.ts';
import { labelledKind } from './taught-anomalies.ts';

/** Labels that the gain is shown for. */
const MOST_LABELS = 40;

/** What an evaluation is reported from. */
export interface EvaluationInput {
  readonly title: string;
  readonly hypergraph: Hypergraph;
  readonly detection: AnomalyDetection;
  /** 1 for an anomaly. */
  readonly truth: Uint8Array;
  readonly found: ScoreEvaluation;
  readonly fdr: number;
  readonly seed: number;
  /** Gives the same numbers again. */
  readonly command: string;
  /** Name and value. */
  readonly provenance: Report['provenance'];
}

/**
 * An evaluation as a report: how well the ranking tells anomalies from the rest,
 * whether its chances hold, and what labels would gain.
 * @remarks Teaching for the last part: some seconds on 10⁵ elements.
 */
export function evaluationReport(input: EvaluationInput): Report {
  const { title, detection, found, provenance, seed } = input;
  return {
    title,
    kind: 'Evaluation of a ranking',
    counts: [
      { name: detection.of, value: detection.total },
      { name: 'anomalies known', value: found.positives },
      { name: 'AUROC', value: shown(found.auroc) },
      { name: 'average precision', value: shown(found.averagePrecision) },
      { name: 'flagged', value: detection.flagged },
    ],
    provenance: [
      ...provenance,
      ['detector', detection.detector],
      ['mode', detection.mode],
      ['ranked by', detection.head],
      ['seed', String(seed)],
    ],
    rejected: { count: 0, rows: [] },
    sections: [
      rankingSection(input),
      headsSection(input),
      calibrationSection(input),
      ...(labelledKind(detection.of) === null ? [] : [labelsSection(input)]),
    ],
  };
}

function shown(value: number | null): string | number {
  return value === null ? 'none' : Number(value.toFixed(3));
}

function percent(value: number | null): string {
  return value === null ? 'no' : `${Math.round(100 * value)} %`;
}

const SHARE = { scale: 'linear' } as const;

function rankingSection(input: EvaluationInput): ReportSection {
  const { detection, truth, found, command } = input;
  const curves = rankingCurves(detection.scores.evidence, truth);
  const { precisionAt } = found;
  const base = found.positives / Math.max(1, detection.total);
  return {
    id: 'ranking',
    title: 'How good is the ranking?',
    says: [
      `Of the first 10, ${percent(precisionAt['10'])} are anomalies, of the first 100, ${percent(precisionAt['100'])}; chance would give ${(100 * base).toPrecision(2)} %.`,
    ],
    leftOut: [],
    figures: [
      {
        kind: 'lines',
        title: 'Found against false alarms (ROC)',
        note: `The area below is the chance that an anomaly ranks before an ordinary element: ${shown(found.auroc)}.`,
        axes: {
          x: { title: 'share of ordinary elements passed', ...SHARE },
          y: { title: 'share of anomalies found', ...SHARE },
        },
        shape: 'straight',
        series: [
          { name: 'this ranking', points: curves.roc },
          {
            name: 'chance',
            points: [
              [0, 0],
              [1, 1],
            ],
          },
        ],
        command,
      },
      {
        kind: 'lines',
        title: 'Precision against recall',
        note: 'What looking further down the list costs.',
        axes: {
          x: { title: 'share of anomalies found', ...SHARE },
          y: { title: 'share of anomalies in the list so far', ...SHARE },
        },
        shape: 'straight',
        series: [
          { name: 'this ranking', points: curves.precisionRecall },
          {
            name: 'chance',
            points: [
              [0, base],
              [1, base],
            ],
          },
        ],
        command,
      },
    ],
  };
}

/** Each kind of evidence by itself. */
function headsSection({
  detection,
  truth,
  command,
}: EvaluationInput): ReportSection {
  const { scores } = detection;
  const heads = HEADS.flatMap((name) => {
    const column = scores.heads[name];
    return column ? [{ name, found: evaluateScores(column, truth) }] : [];
  });
  const rows = [
    {
      name: `${detection.head} (this ranking)`,
      found: evaluateScores(scores.evidence, truth),
    },
    ...heads,
  ];
  const best = heads.reduce<(typeof heads)[number] | null>(
    (a, b) =>
      (a?.found.averagePrecision ?? 0) >= (b.found.averagePrecision ?? 0)
        ? a
        : b,
    null,
  );
  return {
    id: 'heads',
    title: 'Which evidence finds them?',
    says: [
      best === null
        ? 'There is one score only.'
        : `By itself ${best.name} is best, with an average precision of ${shown(best.found.averagePrecision)}.`,
    ],
    leftOut: [],
    figures: [
      {
        kind: 'table',
        title: 'Each head by itself',
        columns: [
          'head',
          'AUROC',
          'average precision',
          'precision at 10',
          'precision at 100',
        ],
        rows: rows.map(({ name, found }) => [
          name,
          shown(found.auroc),
          shown(found.averagePrecision),
          shown(found.precisionAt['10']),
          shown(found.precisionAt['100']),
        ]),
        command,
      },
    ],
  };
}

function calibrationSection(input: EvaluationInput): ReportSection {
  const { detection, truth, found, fdr } = input;
  const { p, q } = detection.scores;
  const curves = calibrationCurves(p, q, truth);
  const said =
    found.fdr === null
      ? `Nothing is flagged at a false-discovery rate of ${fdr}.`
      : `Of the ${detection.flagged} flagged at a false-discovery rate of ${fdr}, ${percent(found.fdr)} are ordinary; they hold ${percent(found.recallAtFdr)} of the anomalies.`;
  const level = { title: 'claimed', scale: 'log' } as const;
  const line = (name: string, title: string, points: typeof curves.chance) => ({
    kind: 'lines' as const,
    title,
    note: `On the line of equals the claim is right; above it the claim is too low.`,
    axes: { x: level, y: { title: 'turned out', scale: 'log' as const } },
    shape: 'straight' as const,
    series: [
      { name, points },
      { name: 'equal', points: points.map(([x]) => [x, x] as const) },
    ],
  });
  const figures: Figure[] = [
    line('ordinary elements', 'Chances of ordinary elements', curves.chance),
    ...(curves.falseDiscovery.length > 2
      ? [
          line(
            'the list to there',
            'False alarms in the list',
            curves.falseDiscovery,
          ),
        ]
      : []),
  ];
  return {
    id: 'calibration',
    title: 'Do the chances hold?',
    says: [said, detection.guarantee.text],
    leftOut: [],
    figures,
  };
}

function labelsSection({
  hypergraph,
  detection,
  truth,
  seed,
}: EvaluationInput): ReportSection {
  const gains = teachingGain(detection, hypergraph, {
    truth,
    most: MOST_LABELS,
    seed,
  });
  const series = (name: string, of: (gain: TeachingGain) => number | null) => ({
    name,
    points: gains.flatMap((gain) => {
      const value = of(gain);
      return value === null ? [] : [[gain.labels, value] as const];
    }),
  });
  const last = gains.at(-1);
  const before = shown(last?.untaught ?? null);
  return {
    id: 'labels',
    title: 'What would answers gain?',
    says: [
      `After ${last?.labels ?? 0} answers, ${last?.anomalies ?? 0} of them anomalies, the average precision of all others is ${shown(last?.taught ?? null)} where it was ${before}.`,
      'Answers are the truth’s, to the questions the ranking asks, five at a time.',
    ],
    leftOut: [],
    figures: [
      {
        kind: 'lines',
        title: 'Gain by labels',
        note: 'Average precision among what carries no label.',
        axes: {
          x: { title: 'labels', scale: 'linear' },
          y: { title: 'average precision', scale: 'linear' },
        },
        shape: 'straight',
        series: [
          series('taught', ({ taught }) => taught),
          series('untaught', ({ untaught }) => untaught),
        ],
      },
    ],
  };
}
