import { hourOfWeek, isInWeekStretch, type WeekStretch } from '#browser.ts';
import type { Anomaly } from '#protocol/anomalies.ts';
import type { TimeRange } from '#protocol/time-range.ts';
import type { Sayings } from '../labels/said.ts';

export const ORDERS = ['strongest', 'newest', 'oldest'] as const;
export type Order = (typeof ORDERS)[number];

/** What narrows the list; each one shows in the context line. */
export interface Filters {
  readonly onlyFlagged: boolean;
  /** Only relations that nobody has labelled. */
  readonly onlyUnlabelled: boolean;
  /** Words looked for in the id and the members. */
  readonly search: string;
  /** Both ends belong to the range. */
  readonly brush: TimeRange | null;
  /** Only relations with this node. */
  readonly node: string | null;
  /** Members of a relation. */
  readonly sizes: Range | null;
  /** Relations of a node; narrows the overview's nodes, not the list. */
  readonly degrees: Range | null;
  readonly scores: Range | null;
  /** Days and hours of the week, UTC. */
  readonly week: WeekStretch | null;
}

/** Both ends belong to it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const NO_FILTERS: Filters = {
  onlyFlagged: false,
  onlyUnlabelled: false,
  search: '',
  brush: null,
  node: null,
  sizes: null,
  degrees: null,
  scores: null,
  week: null,
};

/** Whether anything narrows the list. */
export function isFiltered(filters: Filters): boolean {
  const { onlyFlagged, onlyUnlabelled } = filters;
  const { search, brush, node, sizes, scores, week } = filters;
  return (
    onlyFlagged ||
    onlyUnlabelled ||
    search.trim() !== '' ||
    [brush, node, sizes, scores, week].some((filter) => filter !== null)
  );
}

/** Relations that pass every filter, in the wanted order. O(n log n). */
export function visibleAnomalies(
  results: readonly Anomaly[],
  filters: Filters,
  order: Order,
  labels: Sayings = new Map(),
): Anomaly[] {
  const words = filters.search.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = results.filter(
    (anomaly) =>
      !(filters.onlyUnlabelled && labels.has(anomaly.id)) &&
      passes(anomaly, filters, words),
  );
  if (order === 'strongest') return kept;
  const sign = order === 'newest' ? -1 : 1;
  return kept.sort(
    (a, b) => sign * ((a.time ?? 0) - (b.time ?? 0)) || a.rank - b.rank,
  );
}

function passes(
  anomaly: Anomaly,
  { onlyFlagged, brush, node, sizes, scores, week }: Filters,
  words: readonly string[],
): boolean {
  if (onlyFlagged && !anomaly.flagged) return false;
  if (node !== null && !anomaly.members.includes(node)) return false;
  if (!isWithin(sizes, anomaly.members.length)) return false;
  if (!isWithin(scores, anomaly.score)) return false;
  if (brush) {
    const { time } = anomaly;
    if (time === null || time < brush.from || time > brush.to) return false;
  }
  if (week && !isInWeekStretch(hourOfWeek(anomaly.time ?? NaN), week)) {
    return false;
  }
  if (words.length === 0) return true;
  const text = [anomaly.id, ...anomaly.members].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

function isWithin(range: Range | null, value: number): boolean {
  return range === null || (value >= range.from && value <= range.to);
}
