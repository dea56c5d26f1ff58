import { stringify } from 'csv-stringify/sync';
import { PolyadError } from '#errors/polyad-error.ts';
import {
  detectAnomalies,
  type AnomalyDetection,
} from '#anomaly/detect-anomalies.ts';
import {
  HEADS,
  SCORED,
  type RankingHead,
  type Scored,
} from '#anomaly/detectors/detector.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { writeFileAtomically } from '../sinks/atomic-file.ts';

/** Everything a ranking may go by. */
export const rankingHeads: readonly RankingHead[] = ['combined', ...HEADS];

/** Everything that can be scored. */
export const scoredKinds: readonly Scored[] = SCORED;

export interface AnomalyRequest {
  readonly of?: Scored | undefined;
  /** Milliseconds of a window of time. */
  readonly width?: number | undefined;
  readonly head?: RankingHead | undefined;
  readonly mode?: 'stream' | 'static' | undefined;
  readonly fdr?: number | undefined;
  /** Only relations before it are counted: ISO 8601, or milliseconds since the epoch. */
  readonly trainUntil?: string | number | undefined;
  /** Property that names who wrote each relation: none of them can hide one. */
  readonly sourceColumn?: string | undefined;
  readonly seed?: number | undefined;
}

/**
 * Scores all elements.
 * @throws PolyadError INVALID_ARGUMENT for an option out of range, CANCELLED
 */
export function scoreAnomalies(
  hypergraph: Hypergraph,
  request: AnomalyRequest,
  loop: LoopOptions = {},
): AnomalyDetection {
  const { trainUntil, ...options } = request;
  return detectAnomalies(hypergraph, {
    ...options,
    ...loop,
    ...(trainUntil !== undefined && { trainUntil: parseTime(trainUntil) }),
  });
}

const SCORE_COLUMNS = ['id', 'score', 'p', 'q', ...HEADS];

/**
 * Writes the scores of every element, in input order, as CSV.
 * @returns Bytes written.
 */
export function writeScores(
  path: string,
  detection: AnomalyDetection,
): Promise<number> {
  return writeFileAtomically(path, scoreLines(detection));
}

function* scoreLines({ ids, scores }: AnomalyDetection): Generator<string> {
  yield stringify([SCORE_COLUMNS]);
  const columns = [scores.score, scores.p, scores.q].concat(
    HEADS.map((head) => scores.heads[head] ?? new Float64Array()),
  );
  for (let element = 0; element < ids.count; element++) {
    // an absent head is an empty cell
    const values = columns.map((column) => column[element] ?? null);
    yield stringify([[ids.textAt(element), ...values]]);
  }
}

/**
 * A moment given as ISO 8601 or as milliseconds since the epoch.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function parseTime(time: string | number): number {
  const milliseconds =
    typeof time === 'number' ? time : Number(time) || Date.parse(time);
  if (Number.isFinite(milliseconds)) return milliseconds;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `"${time}" is not a time. Write ISO 8601, such as 2026-11-01T00:00:00Z, or milliseconds since 1970.`,
    { time },
  );
}
