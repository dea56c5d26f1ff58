import { throwIfStopped } from '#numeric/cancellation.ts';
import { NODE_BITS, PAIR_BITS } from '#compute/cpu/stream-state.ts';
import type { EdgeScores } from '../detectors/edge-scores.ts';
import { restoreDetector } from './checkpoint.ts';
import type { DetectStreamOptions } from './stream-detection.ts';
import { StreamDetector, type ScoredRelation } from './stream-detector.ts';
import { STREAM_SCORES, type StreamScore } from './stream-heads.ts';
import { readFacts, type StreamFacts } from './stream-facts.ts';

/** Relations between looks at the stop signal. */
const STRIDE = 4096;

/** Every score of every edge; NaN for empty edges, and volume without weights. */
export type StreamColumns = Readonly<Record<StreamScore, Float64Array>>;

/** Where a run of the stream begins and ends. */
export interface StreamRun {
  /** A detector that knows the edges below `known`; a new one if absent. */
  readonly resume?: ResumedStream | undefined;
  /** Whether the detector learns nothing from the edges it did not know. */
  readonly isFrozen?: boolean | undefined;
  /** Whether the last tick stays open, for those who go on; not with `isFrozen`. */
  readonly isOpen?: boolean | undefined;
  /** Whether tables are of full size, whatever the set: for those who go on. */
  readonly isGrowing?: boolean | undefined;
  /** Width of a tick that was chosen before; null where the stream's gaps say it. */
  readonly tick?: number | null | undefined;
}

/** What a detector knew, and how many edges of the set it had been given. */
export interface ResumedStream {
  /** As {@link saveDetector} gave it. */
  readonly state: Uint8Array;
  readonly known: number;
  /** Scores of the relations it scored last, row by row in order of STREAM_SCORES. */
  readonly scores: Float64Array;
}

/** The detector as a run of the stream left it, and every score it gave. */
export interface FinishedStream {
  readonly columns: StreamColumns;
  readonly detector: StreamDetector;
  /** Width of its ticks; null where the stream's gaps say it. */
  readonly tick: number | null;
  /** Edges with members in the order they were pushed; those of the open tick come last. */
  readonly sequence: Uint32Array;
}

/**
 * Scores all edges of a hypergraph as a stream, in order of time; with
 * `resume`, those that were not scored yet.
 */
export function streamColumns(
  scores: EdgeScores,
  options: DetectStreamOptions,
): FinishedStream {
  const { edgeCount } = scores.hypergraph;
  const columns = Object.fromEntries(
    STREAM_SCORES.map((name) => [name, new Float64Array(edgeCount).fill(NaN)]),
  ) as Record<StreamScore, Float64Array>;
  const ordered = STREAM_SCORES.map((name) => columns[name]);
  const put = (edge: number, values: ArrayLike<number>): void => {
    ordered.forEach((column, k) => (column[edge] = values[k] ?? NaN));
  };
  const replayed = replay(scores, options, ({ scores: values }, edge) => {
    put(edge, values);
  });
  const { resume } = options.run ?? {};
  const width = ordered.length;
  const rows = (resume?.scores.length ?? 0) / width;
  for (let row = 0; row < rows; row++) {
    const edge = replayed.sequence[replayed.scoredBefore - rows + row] ?? 0;
    const values = resume?.scores.subarray(row * width, (row + 1) * width);
    put(edge, values ?? []);
  }
  return { columns, ...replayed, tick: tickOf(scores, options) ?? null };
}

/** The scores of the last `most` relations scored, as {@link ResumedStream} takes them. */
export function lastScores(
  { columns, detector, sequence }: FinishedStream,
  most: number,
): Float64Array {
  const first = Math.max(0, detector.scored - most);
  const width = STREAM_SCORES.length;
  const rows = new Float64Array((detector.scored - first) * width);
  sequence.subarray(first, detector.scored).forEach((edge, row) => {
    STREAM_SCORES.forEach((name, k) => {
      rows[row * width + k] = columns[name][edge] ?? NaN;
    });
  });
  return rows;
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
): {
  detector: StreamDetector;
  sequence: Uint32Array;
  /** Relations that had their scores before. */
  scoredBefore: number;
} {
  const { hypergraph, weights, moments } = scores;
  const { times } = moments;
  const { offsets } = hypergraph.edges;
  const { resume, isFrozen, isOpen, isGrowing } = options.run ?? {};
  const known = resume?.known ?? 0;
  const sequence = pushOrder(scores, known);
  const detector: StreamDetector = new StreamDetector(
    {
      seed: options.seed,
      weighted: weights !== null,
      tick: tickOf(scores, options),
      ...(!resume && isGrowing !== true && tableSizes(scores)),
    },
    (relation) => visit(relation, sequence[relation.index] ?? 0, detector),
  );
  if (resume) restoreDetector(detector, resume.state);
  const scoredBefore = detector.scored;
  if (isFrozen === true) freeze(detector);
  const until = options.trainUntil ?? Infinity;
  for (const [at, edge] of sequence.entries()) {
    if (at % STRIDE === 0) throwIfStopped(options.signal);
    if (edge < known) continue;
    const time = times ? (times[edge] ?? NaN) : at;
    // without a time it is a tick of its own, after all that have one
    if (Number.isNaN(time)) detector.flush();
    if (!detector.isFrozen && times && !(time < until) && until < Infinity) {
      detector.flush();
      detector.isFrozen = true;
    }
    detector.push({
      members: hypergraph.edgeMembers(edge),
      time,
      weights: weights?.subarray(offsets[edge], offsets[edge + 1]),
    });
  }
  if (isOpen !== true) detector.flush();
  return { detector, sequence, scoredBefore };
}

/** Edges with members in order of time, those that are known first. */
function pushOrder(
  { hypergraph, moments }: EdgeScores,
  known: number,
): Uint32Array {
  const filled = moments.order.filter((edge) => hypergraph.edgeSize(edge) > 0);
  if (known === 0) return filled;
  const first = filled.filter((edge) => edge < known);
  const sequence = new Uint32Array(filled.length);
  sequence.set(first);
  sequence.set(
    filled.filter((edge) => edge >= known),
    first.length,
  );
  return sequence;
}

/** Counts the open tick, then learns no more; what comes next may be of any time. */
function freeze(detector: StreamDetector): void {
  detector.flush();
  detector.isFrozen = true;
  detector.clock.latest = -Infinity;
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
  { tick, moment, run }: DetectStreamOptions,
): number | undefined {
  if (run?.tick !== undefined) return run.tick ?? undefined;
  if (moments.times === null) return 0;
  const isOfKinds = kinds.names.length > 1;
  return tick ?? moment ?? (isOfKinds ? (moments.tickWidth ?? 0) : undefined);
}
