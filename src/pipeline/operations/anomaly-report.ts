import { PolyadError } from '#errors/polyad-error.ts';
import type {
  AnomalyDetection,
  AnomalyResult,
} from '#anomaly/detect-anomalies.ts';

export interface ResultRange {
  readonly top: number;
  readonly offset?: number;
  readonly explain?: boolean;
}

/** The contract's answer, beside which facts of the run are added. */
export interface AnomalyReport extends Pick<
  AnomalyDetection,
  | 'detector'
  | 'of'
  | 'head'
  | 'mode'
  | 'trained'
  | 'flagged'
  | 'threshold'
  | 'total'
  | 'guarantee'
  | 'changes'
> {
  readonly results: readonly AnomalyResult[];
}

/** The part of a detection that is shown: its totals and the results asked for. */
export function reportAnomalies(
  detection: AnomalyDetection,
  { top, ...range }: ResultRange,
): AnomalyReport {
  return { ...totalsOf(detection), results: detection.top(top, range) };
}

/**
 * Totals and the results of the elements with these ids, in their order.
 * @throws PolyadError NOT_FOUND if there is no such element.
 * @remarks O(elements) for the ranks, and the cost of explaining each.
 */
export function reportAnomaliesOf(
  detection: AnomalyDetection,
  { ids, explain }: { ids: readonly string[]; explain: boolean },
): AnomalyReport {
  const elements = ids.map((id) => elementOf(detection, id));
  const wanted = new Set(elements);
  const placeOf = new Map<number, number>();
  detection.order.forEach((element, place) => {
    if (wanted.has(element)) placeOf.set(element, place);
  });
  const results = elements.flatMap((element) => {
    const offset = placeOf.get(element);
    return offset === undefined ? [] : detection.top(1, { offset, explain });
  });
  return { ...totalsOf(detection), results };
}

/** The element with an id. @throws PolyadError NOT_FOUND */
export function elementOf(
  { ids, of }: Pick<AnomalyDetection, 'ids' | 'of'>,
  id: string,
): number {
  const element = ids.indexOf(id);
  if (element !== undefined) return element;
  throw new PolyadError(
    'NOT_FOUND',
    `There is no ${JSON.stringify(id)} among the ${of} that were scored.`,
    { id, of },
  );
}

function totalsOf(detection: AnomalyDetection): Omit<AnomalyReport, 'results'> {
  const { detector, of, head, mode, trained } = detection;
  const { flagged, threshold, total, guarantee, changes } = detection;
  return {
    detector,
    of,
    head,
    mode,
    trained,
    flagged,
    threshold,
    total,
    guarantee,
    ...(changes && { changes }),
  };
}
