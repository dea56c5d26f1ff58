import type { Dataset } from '../dataset.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import { rankAnomalies, type ScoringMode } from '../anomaly-ranking.ts';

export interface TimelineBin {
  /** Milliseconds since the epoch; the bin ends where the next begins. */
  readonly start: number;
  readonly count: number;
  readonly flagged: number;
}

export interface Timeline {
  readonly from: number | null;
  readonly to: number | null;
  readonly bins: TimelineBin[];
}

export interface TimelineOptions {
  readonly bins: number;
  /** Which ranking says what is flagged; its own default unless given. */
  readonly mode?: ScoringMode | undefined;
  readonly signal?: StopSignal;
}

/**
 * Hyperedges, and the flagged among them, in `bins` equal spans of time. Those
 * without a time are in none.
 * @remarks O(edges + bins).
 */
export async function countOverTime(
  dataset: Dataset,
  { bins, mode, signal }: TimelineOptions,
): Promise<Timeline> {
  const range = dataset.summary.time;
  const times = dataset.hypergraph.edgeTimes();
  if (!range || !times) return { from: null, to: null, bins: [] };
  const { from, to } = range;
  const { scores } = await rankAnomalies(dataset, { mode }, signal);
  // one moment is one bin, however many were asked for
  const total = to > from ? bins : 1;
  const width = to > from ? (to - from) / total : 1;
  const counts = new Uint32Array(total);
  const flags = new Uint32Array(total);
  times.forEach((time, edge) => {
    if (Number.isNaN(time)) return;
    // the latest hyperedge belongs to the last bin
    const bin = Math.min(total - 1, Math.floor((time - from) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
    flags[bin] = (flags[bin] ?? 0) + (scores.flagged[edge] ?? 0);
  });
  return {
    from,
    to,
    bins: Array.from(counts, (count, bin) => ({
      start: from + bin * width,
      count,
      flagged: flags[bin] ?? 0,
    })),
  };
}
