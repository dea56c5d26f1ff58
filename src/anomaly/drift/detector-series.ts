import { STREAM_FEATURES } from '#compute/cpu/stream-feature-names.ts';
import { headName } from '../stream/stream-facts.ts';
import { STREAM_SCORES, TRAINED_HEADS } from '../stream/stream-heads.ts';
import type { DriftSeries } from './drift-monitor.ts';

const RELEARN =
  'Look at the alerts of this stretch. If they are ordinary now, wait: the heads learn on; or begin anew with --restart on data from here on.';
const SOURCE =
  'Find out what changed at the source: new or renamed nodes, a changed mapping, a new part of the business. If it is to stay, begin anew with --restart on data from here on.';
const TRAFFIC =
  'Check the collection of events: lost, doubled or new feeds change how much goes on. If it is to stay, go on; p-values adapt within 2000 relations.';
const OF_SOURCE = new Set([4, 7, 9]);
const OF_TRAFFIC = new Set([10, 11, 13, 14, 15]);

/**
 * What moves with the length of a stream whatever it holds, and so says nothing of
 * change: how often a set or a size was seen, and what weighs that.
 */
const GROWS: ReadonlySet<string> = new Set<string>([
  STREAM_FEATURES[6],
  STREAM_FEATURES[8],
  STREAM_FEATURES[19],
  headName('recurring'),
]);

interface DetectorSeries extends DriftSeries {
  /** Where it stands in the scores followed by the features. */
  readonly at: number;
}

/** What the stream detector says of a relation: its heads, then its features. */
export const DETECTOR_SERIES: readonly DetectorSeries[] = [
  ...STREAM_SCORES.map((name, k) => ({
    at: k,
    name: headName(name),
    of: 'head' as const,
    action: name === 'volume' ? TRAFFIC : RELEARN,
    learns: name === 'combined' || TRAINED_HEADS.some((head) => head === name),
  })),
  ...STREAM_FEATURES.map((name, k) => ({
    at: STREAM_SCORES.length + k,
    name,
    of: 'feature' as const,
    action: OF_SOURCE.has(k) ? SOURCE : OF_TRAFFIC.has(k) ? TRAFFIC : RELEARN,
  })),
].filter(({ name }) => !GROWS.has(name));
