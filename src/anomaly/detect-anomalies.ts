import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { detectBySources } from './audit/influence.ts';
import {
  judgeExchangeability,
  type Guarantee,
} from './calibration/exchangeability.ts';
import { falseDiscoveryRates } from './calibration/false-discovery.ts';
import {
  calibrate,
  calibrateStream,
  type Calibration,
} from './calibration/tail-calibration.ts';
import {
  HEADS,
  type Aspect,
  type Change,
  type Detection,
  type ElementNames,
  type Explanation,
  type Head,
  type HeadColumns,
  type RankingHead,
  type Scored,
} from './detectors/detector.ts';
import { detectEdges } from './detectors/edge-detection.ts';
import { detectNodes } from './detectors/node-detection.ts';
import type { EdgeScoreOptions } from './detectors/edge-scores.ts';
import { detectGroups } from './sets/group-detection.ts';
import { detectMissing } from './sets/missing-members.ts';
import { detectCombinations } from './sets/rare-combinations.ts';
import { detectWindows } from './windows/window-detection.ts';
import { detectStream } from './stream/stream-detection.ts';

export interface DetectOptions extends EdgeScoreOptions {
  /**
   * What is scored; default `edges`. `windows` of time, `groups` of nodes that
   * meet too often, members that relations are `missing`, `combinations` of
   * properties that are hardly ever seen.
   */
  readonly of?: Scored | undefined;
  /**
   * Property of the relations that names who wrote each: no one source can make
   * a relation look more ordinary than it is without it. Edges only.
   */
  readonly sourceColumn?: string | undefined;
  /** Milliseconds of a window of time; chosen from the data if absent. */
  readonly width?: number | undefined;
  /** What the ranking goes by; default `combined`. */
  readonly head?: RankingHead | undefined;
  /**
   * `stream` judges each relation by what came before it, `static` by all others
   * outside its own moment; default stream where relations have times.
   */
  readonly mode?: 'static' | 'stream' | undefined;
  /** Share of false alarms accepted among the flagged, in (0, 1); default 0.05. */
  readonly fdr?: number | undefined;
  /** Of what the stream's heads learn from; other methods draw no random numbers. Default 0. */
  readonly seed?: number | undefined;
}

/** A value for every element, in the input's order. */
export interface ScoreColumns {
  /** The score the ranking goes by. */
  readonly score: Float64Array;
  /**
   * −ln of the chance without regard to size: what the ranking goes by, ties by
   * score. In static mode it ranks as the score does.
   */
  readonly evidence: Float64Array;
  /** Chance that an ordinary element scores as high. */
  readonly p: Float64Array;
  /** False-discovery rate of the list down to the element. */
  readonly q: Float64Array;
  /** 1 where `q` is at most the rate asked for. */
  readonly flagged: Uint8Array;
  /** 1 where `p` comes from the fitted tail: beyond the data seen. */
  readonly extrapolated: Uint8Array;
  readonly heads: HeadColumns;
}

/** One element and its evidence. */
export interface AnomalyResult {
  readonly id: string;
  readonly score: number;
  readonly p: number;
  readonly q: number;
  /** Where `p` comes from: ranks of scores seen, or the tail fitted to them. */
  readonly pBasis: 'rank' | 'model-extrapolated';
  readonly flagged: boolean;
  /** From 1, best evidence first. */
  readonly rank: number;
  /** Milliseconds since the epoch. */
  readonly time: number | null;
  readonly members: readonly string[];
  readonly memberKinds: readonly (string | null)[];
  readonly heads: Readonly<Record<Head, number | null>>;
  readonly explanation?: Explanation;
}

export interface TopOptions {
  /** Results to pass over first. */
  readonly offset?: number;
  /** Whether to explain each; default true. */
  readonly explain?: boolean;
}

/** Everything `polyad anomalies` reports. */
export interface AnomalyDetection {
  readonly detector: string;
  readonly of: Scored;
  readonly head: RankingHead;
  readonly mode: 'static' | 'stream';
  readonly trained: { readonly edges: number; readonly until: number | null };
  /** Elements scored. */
  readonly total: number;
  /** Their ids. */
  readonly ids: ElementNames;
  /** Elements flagged. */
  readonly flagged: number;
  /** Least score flagged; null where none is. */
  readonly threshold: number | null;
  readonly guarantee: Guarantee;
  /** Lasting changes, in order of time; of windows only. */
  readonly changes?: readonly Change[];
  readonly scores: ScoreColumns;
  /** What the scores are made of, each by itself. */
  readonly aspects: readonly Aspect[];
  /** Element indices, best evidence first. */
  readonly order: Uint32Array;
  /**
   * The next `count` results.
   * @remarks Explaining one takes O(sizes of its members' relations).
   */
  readonly top: (count: number, options?: TopOptions) => AnomalyResult[];
  /** Explains any element's score. */
  readonly explain: (element: number) => Explanation;
}

const DEFAULT_FDR = 0.05;

/**
 * Scores all hyperedges or nodes and ranks them by how surprising they are.
 * @throws PolyadError INVALID_ARGUMENT for an option out of range, a head that
 * the data cannot give, or what is not built yet; CANCELLED.
 * @remarks Deterministic for a seed. See {@link detectStream}, {@link detectEdges}
 * and {@link detectNodes}.
 */
export function detectAnomalies(
  hypergraph: Hypergraph,
  options: DetectOptions = {},
): AnomalyDetection {
  const of = options.of ?? 'edges';
  const head = options.head ?? 'combined';
  const fdr = checkRate(options.fdr ?? DEFAULT_FDR);
  const mode =
    options.mode ?? (hypergraph.edgeTimes() === null ? 'static' : 'stream');
  const { sourceColumn, ...rest } = options;
  if (sourceColumn !== undefined) {
    if (of !== 'edges') throw edgesOnly(of);
    const detection = detectBySources(hypergraph, sourceColumn, head, (data) =>
      detect.edges(data, { ...rest, mode }),
    );
    return rankDetection(detection, { of, head, mode, fdr });
  }
  // what is not a relation or a node is found by all others, or by time
  const isOwn = of !== 'edges' && of !== 'nodes';
  const used = isOwn ? (of === 'windows' ? 'stream' : 'static') : mode;
  const detection = detect[of](hypergraph, { ...options, mode: used });
  return rankDetection(detection, { of, head, mode: used, fdr });
}

type Detect = (
  hypergraph: Hypergraph,
  options: DetectOptions & { readonly mode: 'static' | 'stream' },
) => Detection;

const detect: Readonly<Record<Scored, Detect>> = {
  edges: (hypergraph, options) =>
    options.mode === 'stream'
      ? detectStream(hypergraph, options)
      : detectEdges(hypergraph, options),
  nodes: detectNodes,
  windows: detectWindows,
  groups: detectGroups,
  missing: detectMissing,
  combinations: detectCombinations,
};

function edgesOnly(of: Scored): PolyadError {
  return new PolyadError(
    'INVALID_ARGUMENT',
    `What a source may teach is limited for edges, not ${of}. Leave --source-column out, or score edges.`,
    { of },
  );
}

/** What a ranking is of, and what it goes by. */
export interface RankOptions {
  readonly of: AnomalyDetection['of'];
  readonly head: RankingHead;
  readonly mode: AnomalyDetection['mode'];
  readonly fdr: number;
}

/**
 * Calibrates and ranks what a detector found.
 * @throws PolyadError INVALID_ARGUMENT for a head the data cannot give.
 * @remarks O(elements · log elements).
 */
export function rankDetection(
  detection: Detection,
  { of, head, mode, fdr }: RankOptions,
): AnomalyDetection {
  const score =
    head === 'combined' ? detection.combined : detection.heads[head];
  if (score === null) throw missingHead(head, detection);
  const calibration = calibrateHead(detection, head, score);
  const { evidence, p, extrapolated } = calibration;
  const q = falseDiscoveryRates(p);
  const flagged = Uint8Array.from(q, (rate) => (rate <= fdr ? 1 : 0));
  const order = evidenceOrder(evidence, score);
  const columns: ScoreColumns = {
    score,
    evidence,
    p,
    q,
    flagged,
    extrapolated,
    heads: detection.heads,
  };
  return {
    detector: detection.detector,
    of,
    head,
    mode,
    trained: detection.trained,
    total: score.length,
    ids: detection.ids,
    flagged: flagged.reduce((sum, flag) => sum + flag, 0),
    threshold: leastFlagged(score, flagged),
    guarantee:
      detection.guarantee ??
      judgeExchangeability(p, detection.stream?.order ?? null, fdr),
    ...(detection.changes && { changes: detection.changes }),
    scores: columns,
    aspects: detection.aspects,
    order,
    top: (count, { offset = 0, explain = true } = {}) =>
      Array.from(order.subarray(offset, offset + count), (element, i) =>
        readResult(detection, columns, {
          element,
          rank: offset + i + 1,
          head: explain ? head : null,
        }),
      ),
    explain: (element) => detection.explain(element, head),
  };
}

/** @throws PolyadError INVALID_ARGUMENT for a rate out of (0, 1). */
export function checkRate(fdr: number): number {
  if (fdr > 0 && fdr < 1) return fdr;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `A false-discovery rate of ${fdr}: give a number above 0 and below 1, such as 0.05.`,
    { fdr },
  );
}

function calibrateHead(
  detection: Detection,
  head: RankingHead,
  score: Float64Array,
): Calibration {
  const { classes, isReference, stream, causal } = detection;
  const { straighten = unwound } = detection;
  if (detection.chances) return detection.chances;
  if (detection.references) return calibrateBeside(detection, head, score);
  const scores = score.map((value) => straighten(head, value));
  const input = { scores, classes, isReference };
  return causal && stream
    ? calibrateStream({ ...input, ...stream })
    : calibrate(input);
}

/** Against the scores of references, which are not ranked themselves. */
function calibrateBeside(
  { classes, references, straighten = unwound }: Detection,
  head: RankingHead,
  score: Float64Array,
): Calibration {
  const known = references?.score(head) ?? new Float64Array(0);
  const first = known.length;
  const scores = new Float64Array(first + score.length);
  scores.set(known);
  scores.set(score, first);
  const joinedClasses = new Uint8Array(scores.length);
  joinedClasses.set(references?.classes ?? []);
  joinedClasses.set(classes, first);
  const joined = calibrate({
    scores: scores.map((value) => straighten(head, value)),
    classes: joinedClasses,
    isReference: (element) => element < first,
  });
  return {
    evidence: joined.evidence.subarray(first),
    p: joined.p.subarray(first),
    extrapolated: joined.extrapolated.subarray(first),
  };
}

function missingHead(head: RankingHead, { heads }: Detection): PolyadError {
  const known = ['combined', ...HEADS.filter((name) => heads[name] !== null)];
  return new PolyadError(
    'INVALID_ARGUMENT',
    `This data has no score '${head}'. It has ${known.join(', ')}.`,
    { head, known },
  );
}

/** Bursts grow like counts; their logarithm has the tail the calibration expects. */
function unwound(head: RankingHead, score: number): number {
  return head === 'bursty' || head === 'volume' ? Math.log1p(score) : score;
}

/** Rarest first; among equals by score, then the input's order. */
function evidenceOrder(
  evidence: Float64Array,
  score: Float64Array,
): Uint32Array {
  const order = Uint32Array.from(score, (_, element) => element);
  return order.sort(
    (a, b) =>
      (evidence[b] ?? 0) - (evidence[a] ?? 0) ||
      (score[b] ?? 0) - (score[a] ?? 0) ||
      a - b,
  );
}

function leastFlagged(score: Float64Array, flagged: Uint8Array): number | null {
  let least = Infinity;
  score.forEach((value, element) => {
    if (flagged[element] === 1 && value < least) least = value;
  });
  return least === Infinity ? null : least;
}

function readResult(
  detection: Detection,
  columns: ScoreColumns,
  {
    element,
    rank,
    head,
  }: {
    readonly element: number;
    readonly rank: number;
    readonly head: RankingHead | null;
  },
): AnomalyResult {
  const members = detection.members(element);
  const time = detection.times?.[element] ?? NaN;
  const headScore = (name: Head): number | null =>
    detection.heads[name]?.[element] ?? null;
  return {
    id: detection.ids.textAt(element),
    score: columns.score[element] ?? 0,
    p: columns.p[element] ?? 1,
    q: columns.q[element] ?? 1,
    pBasis: columns.extrapolated[element] === 1 ? 'model-extrapolated' : 'rank',
    flagged: columns.flagged[element] === 1,
    rank,
    time: Number.isNaN(time) ? null : time,
    members: members.ids,
    memberKinds: members.kinds,
    heads: {
      unexpected: headScore('unexpected'),
      surprise: headScore('surprise'),
      recent: headScore('recent'),
      bursty: headScore('bursty'),
      volume: headScore('volume'),
      attributes: headScore('attributes'),
    },
    ...(head !== null && { explanation: detection.explain(element, head) }),
  };
}
