import type { ScorePart } from '../detectors/detector.ts';
import type { SeriesDrift } from '../drift/drift-monitor.ts';
import type { StreamScore } from '../stream/stream-heads.ts';

/** A relation as a monitor takes it. */
export interface MonitoredRelation {
  readonly id: string;
  /** Milliseconds since the epoch; null joins the open tick. */
  readonly time: number | null;
  readonly members: readonly string[];
  /** Of each member; all relations of a stream have them or none. */
  readonly weights?: readonly number[];
}

/** A relation worth a look. */
export interface AnomalyAlert {
  readonly kind: 'anomaly';
  /** Number of the alert, from 1. */
  readonly alert: number;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string | null;
  readonly members: readonly string[];
  readonly score: number;
  /** Chance that an ordinary relation of its size scores as high. */
  readonly p: number;
  /** Least false-discovery rate at which it is an alert, after the past. */
  readonly q: number;
  /** Whether q is at most the rate asked for, or 0.05. */
  readonly flagged: boolean;
  readonly pBasis: 'rank' | 'model-extrapolated';
  readonly heads: Readonly<
    Record<Exclude<StreamScore, 'combined'>, number | null>
  >;
  readonly text: string;
  /** Their contributions add up to the score. */
  readonly parts: readonly ScorePart[];
  readonly contributions: readonly {
    readonly id: string;
    readonly contribution: number;
  }[];
}

/** A change of the stream itself. */
export interface DriftAlert {
  readonly kind: 'drift';
  readonly alert: number;
  /** The relation that completed the evidence. */
  readonly id: string;
  readonly time: string | null;
  readonly text: string;
  readonly action: string;
  readonly changes: readonly SeriesDrift[];
}

export type MonitorAlert = AnomalyAlert | DriftAlert;
