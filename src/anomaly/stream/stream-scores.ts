import { throwIfStopped } from '#numeric/cancellation.ts';
import { NODE_BITS, PAIR_BITS } from '#compute/cpu/stream-state.ts';
import type { EdgeScores } from '../detectors/edge-scores.ts';
import type { DetectStreamOptions } from './stream-detection.ts';
import { StreamDetector, type ScoredRelation } from './stream-detector.ts';
import { STREAM_SCORES, type StreamScore } from './stream-heads.ts';
import { readFacts, type StreamFacts } from './stream-facts.ts';

/** Relations between looks at the stop signal. */
const STRIDE = 4096;

/** Every score of every edge; NaN for empty edges, and volume without weights. */
export type StreamColumns = Readonly<Record<StreamScore, Float64Array>>;

/** Scores all edges of a hypergraph as a stream, in order of time. */
export function streamColumns(
  scores: EdgeScores,
  options: DetectStreamOptions,
): StreamColumns {
  const { edgeCount } = scores.hypergraph;
  const columns = Object.fromEntries(
    STREAM_SCORES.map((name) => [name, new Float64Array(edgeCount).fill(NaN)]),
  ) as Record<StreamScore, Float64Array>;
  const ordered = STREAM_SCORES.map((name) => columns[name]);
  replay(scores, options, ({ scores: values }, edge) => {
    ordered.forEach((column, k) => (column[edge] = values[k] ?? NaN));
  });
  return columns;
}

/**
 * Runs the stream again and accounts for some edges.
 * @remarks As long as scoring takes: ask for many at once.
 */
export function streamFacts(
  scores: EdgeScores,
  options: DetectStreamOptions,
  wanted: ReadonlySet<number>,
): Map<number, StreamFacts> {
  const found = new Map<number, StreamFacts>();
  replay(scores, options, (relation, edge, detector) => {
    if (!wanted.has(edge)) return;
    found.set(edge, readFacts(detector, relation.place, relation.scores));
  });
  return found;
}

/** Pushes all edges with members in order; `visit` is told the edge of each score. */
function replay(
  scores: EdgeScores,
  options: DetectStreamOptions,
  visit: (
    relation: ScoredRelation,
    edge: number,
    detector: StreamDetector,
  ) => void,
): void {
  const { hypergraph, weights, moments } = scores;
  const { times, order } = moments;
  const { offsets } = hypergraph.edges;
  const pushed: number[] = [];
  const detector: StreamDetector = new StreamDetector(
    {
      seed: options.seed,
      weighted: weights !== null,
      tick: tickOf(scores, options),
      ...tableSizes(scores),
    },
    (relation) => visit(relation, pushed[relation.index] ?? 0, detector),
  );
  const until = options.trainUntil ?? Infinity;
  for (const [at, edge] of order.entries()) {
    if (at % STRIDE === 0) throwIfStopped(options.signal);
    const members = hypergraph.edgeMembers(edge);
    if (members.length === 0) continue;
    const time = times ? (times[edge] ?? NaN) : at;
    // without a time it is a tick of its own, after all that have one
    if (Number.isNaN(time)) detector.flush();
    if (!detector.isFrozen && times && !(time < until) && until < Infinity) {
      detector.flush();
      detector.isFrozen = true;
    }
    pushed.push(edge);
    detector.push({
      members,
      time,
      weights: weights?.subarray(offsets[edge], offsets[edge + 1]),
    });
  }
  detector.flush();
}

/** Tables four times as large as a small set can fill; full size for others. */
function tableSizes({ hypergraph }: EdgeScores): {
  nodeBits: number;
  pairBits: number;
} {
  const bits = (count: number): number => Math.ceil(Math.log2(4 * count + 64));
  const { nodeCount, incidenceCount } = hypergraph;
  const pairs = (nodeCount * (nodeCount - 1)) / 2;
  return {
    nodeBits: Math.min(NODE_BITS, bits(nodeCount)),
    pairBits: Math.min(PAIR_BITS, bits(Math.min(pairs, 12 * incidenceCount))),
  };
}

/**
 * Ticks as asked for; for records, whose bursts last as long as people work, the
 * finer unit the data spans; else what the stream's own gaps say.
 */
function tickOf(
  { moments, kinds }: EdgeScores,
  { tick, moment }: DetectStreamOptions,
): number | undefined {
  if (moments.times === null) return 0;
  const isOfKinds = kinds.names.length > 1;
  return tick ?? moment ?? (isOfKinds ? (moments.tickWidth ?? 0) : undefined);
}
