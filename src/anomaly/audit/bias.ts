import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { AnomalyDetection } from '../detect-anomalies.ts';
import { falseDiscoveryRates } from '../calibration/false-discovery.ts';
import { calibrate } from '../calibration/tail-calibration.ts';
import { missingProperty } from './influence.ts';

/** Slices reported, the largest; the rest are one. */
const MOST_SLICES = 50;
const NINETY_FIVE = 1.96;

/** A share with its 95 % interval. */
export interface Share {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  /** What the share is of. */
  readonly of: number;
}

/** How one group of relations fares. */
export interface Slice {
  readonly slice: string;
  readonly edges: number;
  readonly flagRate: Share;
  /** Flag rate over that of all; null where nothing is flagged. */
  readonly flagRatio: number | null;
  /** Whether the ratio is outside [0.5, 2] beyond its interval. */
  readonly alarm: boolean;
  /** Flagged among the ordinary; needs the truth. */
  readonly falsePositiveRate: Share | null;
  /** Anomalies among the flagged; needs the truth. */
  readonly precision: Share | null;
  /** Flag rate were each slice compared with itself only. */
  readonly recalibratedFlagRate: number;
}

/**
 * Compares flag rates, false-positive rates and precision between the values of
 * a property, with Wilson intervals (Wilson 1927,
 * doi:10.1080/01621459.1927.10502953), and says what calibration within each
 * slice would change.
 * @param labels - 1 for an anomaly; null where nobody knows.
 * @throws PolyadError INVALID_ARGUMENT without that property
 * @remarks O(edges · log edges).
 */
export function auditBias(
  hypergraph: Hypergraph,
  detection: AnomalyDetection,
  {
    by,
    fdr,
    labels,
  }: {
    readonly by: string;
    readonly fdr: number;
    readonly labels: Uint8Array | null;
  },
): Slice[] {
  const column = hypergraph.edgeProperties.column(by);
  if (!column) throw missingProperty(hypergraph, by);
  const names = Array.from({ length: hypergraph.edgeCount }, (_, edge) => {
    const value = column.get(edge);
    if (value === null) return '(none)';
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  const slices = largestSlices(names);
  const classes = Uint8Array.from(
    names,
    (name) => slices.get(name) ?? slices.size,
  );
  const { flagged, evidence } = detection.scores;
  const within = calibrate({ scores: evidence, classes, isReference: null });
  const again = falseDiscoveryRates(within.p).map((q) => (q <= fdr ? 1 : 0));
  const overall = detection.flagged / Math.max(1, detection.total);
  const titles = [...slices.keys()];
  if (names.some((name) => !slices.has(name))) titles.push('(others)');
  const members: number[][] = titles.map(() => []);
  classes.forEach((which, edge) => members[which]?.push(edge));
  return titles.map((slice, which) => {
    const edges = members[which] ?? [];
    const alarms = edges.filter((e) => flagged[e] === 1);
    const ordinary = edges.filter((e) => labels?.[e] === 0);
    const flagRate = wilson(alarms.length, edges.length);
    return {
      slice,
      edges: edges.length,
      flagRate,
      flagRatio: overall > 0 ? (flagRate.value ?? 0) / overall : null,
      alarm: flagRate.low > 2 * overall || flagRate.high < overall / 2,
      falsePositiveRate:
        labels &&
        wilson(
          ordinary.filter((e) => flagged[e] === 1).length,
          ordinary.length,
        ),
      precision:
        labels &&
        wilson(alarms.filter((e) => labels[e] === 1).length, alarms.length),
      recalibratedFlagRate:
        edges.filter((e) => again[e] === 1).length / Math.max(1, edges.length),
    };
  });
}

/** Wilson's interval of `count` in `of`; [0, 1] of nothing. */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { value: null, low: 0, high: 1, of };
  const share = count / of;
  const square = NINETY_FIVE ** 2;
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const half =
    (NINETY_FIVE / (1 + square / of)) *
    Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  return {
    value: share,
    low: Math.max(0, middle - half),
    high: Math.min(1, middle + half),
    of,
  };
}

function largestSlices(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const largest = [...counts].sort(
    (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
  );
  return new Map(
    largest.slice(0, MOST_SLICES).map(([name], place) => [name, place]),
  );
}
