import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { PolyadError } from '#errors/polyad-error.ts';
import type { AnomalyDetection } from '#anomaly/detect-anomalies.ts';
import {
  evaluateScores,
  type ScoreEvaluation,
} from '#anomaly/evaluation/evaluate-scores.ts';
import type { ElementNames } from '#anomaly/detectors/detector.ts';

/**
 * Compares a detection with the truth.
 * @param truthFile - CSV whose first columns are `id,label`, label 0 or 1;
 * elements it leaves out count as ordinary.
 * @throws PolyadError INVALID_DATA with file and line; NOT_FOUND
 */
export async function evaluateDetection(
  detection: AnomalyDetection,
  truthFile: string,
): Promise<ScoreEvaluation> {
  return compareWithTruth(detection, await readTruth(truthFile, detection.ids));
}

/** The same with the truth at hand: 1 for an anomaly. */
export function compareWithTruth(
  { scores }: AnomalyDetection,
  truth: Uint8Array,
): ScoreEvaluation {
  return evaluateScores(scores.evidence, truth, scores.flagged);
}

/** Labels of a CSV file id,label by element. @throws PolyadError INVALID_DATA, NOT_FOUND */
export async function readTruth(
  path: string,
  ids: ElementNames,
): Promise<Uint8Array> {
  const labels = new Uint8Array(ids.count);
  const rows = createReadStream(path).pipe(
    parse({ bom: true, columns: true, info: true, skip_empty_lines: true }),
  );
  try {
    for await (const row of rows as AsyncIterable<TruthRow>) {
      const { id, label } = row.record;
      const place = { file: path, line: row.info.lines };
      labels[truthIndex(ids, id, place)] = truthLabel(label, place);
    }
  } catch (error) {
    throw truthError(error, path);
  }
  return labels;
}

interface TruthRow {
  readonly record: Readonly<Record<string, string | undefined>>;
  readonly info: { readonly lines: number };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function truthIndex(
  ids: ElementNames,
  id: string | undefined,
  place: Place,
): number {
  const index = id === undefined ? undefined : ids.indexOf(id);
  if (index !== undefined) return index;
  const what =
    id === undefined ? 'there is no column id' : `the data hold no ${id}`;
  throw new PolyadError(
    'INVALID_DATA',
    `${place.file}:${place.line}: ${what}; expected the header id,label and ids of the data.`,
    { ...place },
  );
}

function truthLabel(label: string | undefined, place: Place): number {
  if (label === '0' || label === '1') return Number(label);
  throw new PolyadError(
    'INVALID_DATA',
    `${place.file}:${place.line}: the label is ${label ?? 'missing'}; expected 0 or 1.`,
    { ...place },
  );
}

function truthError(error: unknown, file: string): unknown {
  if (error instanceof PolyadError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') {
    return new PolyadError(
      'NOT_FOUND',
      `The truth ${file} could not be read (${code}).`,
      { file },
      { cause: error },
    );
  }
  return new PolyadError(
    'INVALID_DATA',
    `${file}: ${message}; expected CSV with the columns id and label.`,
    { file },
    { cause: error },
  );
}
