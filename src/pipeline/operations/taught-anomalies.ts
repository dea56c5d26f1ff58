import { PolyadError } from '#errors/polyad-error.ts';
import type {
  AnomalyDetection,
  AnomalyResult,
} from '#anomaly/detect-anomalies.ts';
import { nextQuestions, type Question } from '#anomaly/teaching/questions.ts';
import {
  teachRanking,
  type Addend,
  type TaughtRanking,
  type Verdict,
} from '#anomaly/teaching/teach-ranking.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { DatasetVersion } from '#store/dataset-store.ts';
import type { Label, LabelledElement } from '#store/label-store.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import {
  elementOf,
  reportAnomalies,
  type AnomalyReport,
  type ResultRange,
} from './anomaly-report.ts';
import { checkElement, currentLabels } from './stored-labels.ts';

/** Addends named for an element that labels moved. */
const NAMED_ADDENDS = 3;

/** Words that people use for each verdict. */
const WORDS: Readonly<Record<string, Verdict>> = {
  anomalous: 'anomalous',
  '1': 'anomalous',
  benign: 'benign',
  '0': 'benign',
  unsure: 'unsure',
};

/** What labels did to one result. */
export interface TaughtFacts {
  /** Rank without labels, from 1. */
  readonly rankBefore: number;
  /** Its own label, what labels of others taught, or only that others passed; null if it stayed. */
  readonly moved: 'label' | 'teaching' | 'others' | null;
  readonly label: Verdict | null;
  /** Addends of the change of its log odds, largest first. */
  readonly movedBy: readonly Addend[];
}

/** The contract's answer with the order that labels gave it. */
export interface TaughtReport extends Omit<AnomalyReport, 'results'> {
  readonly results: readonly (AnomalyResult & {
    readonly taught?: TaughtFacts;
  })[];
  readonly teaching?: {
    readonly labels: Readonly<Record<Verdict, number>>;
    /** Elements whose rank is another than without labels. */
    readonly moved: number;
    /** What to look at next; as many as were asked for. */
    readonly ask: readonly (Omit<Question, 'element'> & {
      readonly id: string;
      readonly rank: number;
    })[];
  };
}

/** What teaching reads of a label. */
export type TaughtLabel = Pick<Label, 'of' | 'id' | 'label'>;

/** A detection in the order that labels give it. */
export interface Taught {
  readonly ranking: TaughtRanking;
  /** Rank of every element, from 1. */
  readonly rank: Uint32Array;
  /** Labels by verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Elements whose rank is another than without labels. */
  readonly moved: number;
}

export interface TeachingRequest extends ResultRange {
  /** Null where nobody gave any: then nothing is said of teaching unless questions are asked. */
  readonly labels: readonly TaughtLabel[] | null;
  /** Questions wanted; none by default, as for runs recorded without it. */
  readonly ask?: number | undefined;
  readonly seed: number;
}

/**
 * Ranks again by labels.
 * @throws PolyadError INVALID_DATA for a label that is none of anomalous (1),
 * benign (0) and unsure; NOT_FOUND for an element that is not there
 */
export function teachDetection(
  detection: AnomalyDetection,
  hypergraph: Hypergraph,
  labels: readonly TaughtLabel[],
): Taught {
  if (labelledKind(detection.of) === null) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `Labels are about edges and nodes, not ${detection.of}. Leave --labels and --ask out.`,
      { of: detection.of },
    );
  }
  const verdicts = readVerdicts(detection, hypergraph, labels);
  const ranking = teachRanking(detection, hypergraph, verdicts);
  const rank = new Uint32Array(ranking.order.length);
  ranking.order.forEach((element, i) => (rank[element] = i + 1));
  const counts = { anomalous: 0, benign: 0, unsure: 0 };
  for (const verdict of verdicts.values()) counts[verdict]++;
  let moved = 0;
  rank.forEach((now, element) => {
    if (now !== ranking.rankBefore[element]) moved++;
  });
  return { ranking, rank, counts, moved };
}

/** Which labels are about what was scored; null for what nobody labels. */
export function labelledKind(of: string): LabelledElement | null {
  return of === 'edges' || of === 'nodes' ? of : null;
}

/**
 * Reports a detection in the order that labels give it. Scores, p, q and flags
 * are the detector's.
 * @throws PolyadError as {@link teachDetection}
 */
export function reportTaught(
  detection: AnomalyDetection,
  hypergraph: Hypergraph,
  { labels, ask = 0, seed, ...range }: TeachingRequest,
): TaughtReport {
  if (labels === null && ask === 0) return reportAnomalies(detection, range);
  const taught = teachDetection(detection, hypergraph, labels ?? []);
  return reportTeaching(detection, taught, { ask, seed, ...range });
}

/** What is shown of a taught ranking. */
export interface TaughtRange extends ResultRange {
  /** Ids of the elements wanted instead of the first ones. */
  readonly ids?: readonly string[] | undefined;
  readonly ask: number;
  readonly seed: number;
}

/**
 * The part of a taught ranking that is shown.
 * @throws PolyadError NOT_FOUND for an id that is not there
 */
export function reportTeaching(
  detection: AnomalyDetection,
  { ranking, rank, counts, moved }: Taught,
  { ask, seed, ids, top, offset = 0, explain = true }: TaughtRange,
): TaughtReport {
  const shown = ids
    ? ids.map((id) => elementOf(detection, id))
    : Array.from(ranking.order.subarray(offset, offset + top));
  const results = shown.flatMap((element) => {
    const place = (ranking.rankBefore[element] ?? 1) - 1;
    const now = rank[element] ?? 1;
    return detection.top(1, { offset: place, explain }).map((result) => ({
      ...result,
      rank: now,
      taught: taughtFacts(ranking, element, now),
    }));
  });
  return {
    ...reportAnomalies(detection, { top: 0 }),
    results,
    teaching: {
      labels: counts,
      moved,
      ask: nextQuestions(ranking, ask, seed).map(({ element, ...rest }) => ({
        id: detection.ids.textAt(element),
        rank: rank[element] ?? 1,
        ...rest,
      })),
    },
  };
}

function taughtFacts(
  ranking: TaughtRanking,
  element: number,
  rank: number,
): TaughtFacts {
  const rankBefore = ranking.rankBefore[element] ?? 1;
  const label = ranking.verdicts.get(element) ?? null;
  const movedBy = ranking.movedBy(element).slice(0, NAMED_ADDENDS);
  const moved =
    rank === rankBefore
      ? null
      : label !== null && label !== 'unsure'
        ? 'label'
        : movedBy.length > 0
          ? 'teaching'
          : 'others';
  return { rankBefore, moved, label, movedBy };
}

function readVerdicts(
  detection: AnomalyDetection,
  hypergraph: Hypergraph,
  labels: readonly TaughtLabel[],
): Map<number, Verdict> {
  const verdicts = new Map<number, Verdict>();
  for (const label of labels) {
    if (label.of !== detection.of) continue;
    checkElement(hypergraph, label);
    const element = elementOf(detection, label.id);
    const verdict = label.label === null ? null : verdictOf(label.label);
    if (verdict === null) verdicts.delete(element);
    else verdicts.set(element, verdict);
  }
  return verdicts;
}

/**
 * Labels of a stored data set that teach, as they counted at a position; a
 * workspace holds any words, and the others are passed over.
 */
export async function teachingLabels(
  workspace: OpenWorkspace,
  dataset: Pick<DatasetVersion, 'id'>,
  of: LabelledElement,
  position: number,
): Promise<Label[]> {
  const current = await currentLabels(workspace, dataset, of, position);
  return current.filter(({ label }) => verdictFor(label ?? '') !== undefined);
}

function verdictFor(word: string): Verdict | undefined {
  const plain = word.trim().toLowerCase();
  return Object.hasOwn(WORDS, plain) ? WORDS[plain] : undefined;
}

function verdictOf(word: string): Verdict {
  const verdict = verdictFor(word);
  if (verdict !== undefined) return verdict;
  throw new PolyadError(
    'INVALID_DATA',
    `The label "${word}" teaches nothing. Write anomalous (or 1), benign (or 0) or unsure.`,
    { label: word },
  );
}
