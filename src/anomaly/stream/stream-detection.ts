import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type {
  Aspect,
  Detection,
  Explanation,
  RankingHead,
  ScorePart,
} from '../detectors/detector.ts';
import { describeEdges, edgeAspects } from '../detectors/edge-detection.ts';
import {
  edgeScores,
  type EdgeScoreOptions,
  type EdgeScores,
} from '../detectors/edge-scores.ts';
import type { EdgeMoments } from '../detectors/edge-moments.ts';
import { explainEdge } from '../explanation/explain-edge.ts';
import {
  streamColumns,
  streamFacts,
  type FinishedStream,
  type StreamColumns,
  type StreamRun,
} from './stream-scores.ts';
import { headName, type StreamFacts } from './stream-facts.ts';
import { straightened } from './straightened.ts';
import { STREAM_SCORES, type StreamScore } from './stream-heads.ts';

/** Name and version of the method; a changed formula raises the version. */
export const STREAM_DETECTOR = 'stream-heads/2';
/** Where a head that is sure takes over from those that are not, nearly. */
const SURE = 4;
/** Results accounted for at once when one is asked for. */
const FORESEEN = 500;

export interface DetectStreamOptions extends EdgeScoreOptions {
  readonly seed?: number | undefined;
  /** Where the run begins and ends; default: from the first edge to the last. */
  readonly run?: StreamRun | undefined;
}

/** Which of the stream's scores a head of the contract shows. */
const SHOWN: Readonly<
  Record<Exclude<RankingHead, 'attributes' | 'combined'>, StreamScore>
> = {
  unexpected: 'swap',
  surprise: 'surprise',
  recent: 'recent',
  bursty: 'burst',
  volume: 'volume',
};

/**
 * Scores every hyperedge by what came before its tick: {@link StreamDetector}
 * run over the whole set in order of time. Where nodes are of several kinds or
 * edges have properties, evidence of how these go together (the sum of
 * {@link edgeScores} in stream mode) has its say in the combined score.
 * @throws PolyadError INVALID_ARGUMENT for bad widths, CANCELLED
 */
export function detectStream(
  hypergraph: Hypergraph,
  options: DetectStreamOptions = {},
): Detection {
  return runStream(hypergraph, options).detection;
}

/**
 * The same, with the detector as the run left it and every score it gave; NaN
 * where it gave none.
 * @throws PolyadError as {@link detectStream}; INVALID_DATA for a state that is none
 */
export function runStream(
  hypergraph: Hypergraph,
  options: DetectStreamOptions,
): FinishedStream & {
  readonly detection: Detection;
  readonly moments: EdgeMoments;
} {
  const scores = edgeScores(hypergraph, { ...options, mode: 'stream' });
  const finished = streamColumns(scores, options);
  const detection = describeStream(scores, finished.columns, options);
  return { ...finished, detection, moments: scores.moments };
}

function describeStream(
  scores: EdgeScores,
  columns: StreamColumns,
  options: DetectStreamOptions,
): Detection {
  const isRecord =
    scores.kinds.names.length > 1 ||
    scores.categories.some(({ name }) => name !== 'size');
  const combined = combine(columns.combined, isRecord ? scores.combined : null);
  const isOfKinds = scores.kinds.names.length > 1;
  const explainer = new StreamExplainer({
    scores,
    columns,
    combined,
    isRecord,
    options,
  });
  const shown = (name: StreamScore): Float64Array =>
    columns[name].map((value) => (Number.isNaN(value) ? 0 : value));
  return {
    ...describeEdges(scores, options.trainUntil),
    detector: STREAM_DETECTOR,
    combined,
    heads: {
      unexpected: shown('swap'),
      surprise: isOfKinds ? scores.surprise : shown('surprise'),
      recent: shown('recent'),
      bursty: shown('burst'),
      volume: scores.weights ? shown('volume') : null,
      attributes: scores.attributes,
    },
    aspects: streamAspects(scores, columns, isRecord),
    straighten: (head, score) =>
      head === 'combined' && !isRecord ? straightened(score) : score,
    explain: (edge, head) => explainer.explain(edge, head),
  };
}

/** The stream's heads and, where nodes have kinds or relations properties, the sums. */
function streamAspects(
  scores: EdgeScores,
  columns: StreamColumns,
  isRecord: boolean,
): Aspect[] {
  const heads = STREAM_SCORES.filter((name) => name !== 'combined').map(
    (name) => ({ name: headName(name), values: columns[name] }),
  );
  return isRecord ? [...heads, ...edgeAspects(scores)] : heads;
}

/** ln(e^(s − 4) + eʳ) where there is a second score; empty edges score as the least does. */
function combine(
  stream: Float64Array,
  records: Float64Array | null,
): Float64Array {
  const both = stream.map((value, edge) =>
    records ? logSum(value - SURE, records[edge] ?? 0) : value,
  );
  const known = both.filter((value) => !Number.isNaN(value));
  const least = known.reduce((a, b) => Math.min(a, b), Infinity);
  return both.map((value) =>
    Number.isNaN(value) ? (least === Infinity ? 0 : least) : value,
  );
}

function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}

interface Explained {
  readonly scores: EdgeScores;
  readonly columns: StreamColumns;
  readonly combined: Float64Array;
  readonly isRecord: boolean;
  readonly options: DetectStreamOptions;
}

/** Explains scores by running the stream again up to them, many at a time. */
class StreamExplainer {
  readonly #of: Explained;
  #facts = new Map<number, StreamFacts>();

  constructor(of: Explained) {
    this.#of = of;
  }

  explain(edge: number, head: RankingHead): Explanation {
    const { scores } = this.#of;
    const isOfKinds = scores.kinds.names.length > 1;
    if (head === 'attributes' || (head === 'surprise' && isOfKinds)) {
      return explainEdge(scores, edge, head);
    }
    const facts = this.#factsOf(edge);
    const base = explainEdge(scores, edge, 'combined');
    if (!facts) {
      const contribution = head === 'combined' ? this.#combined(edge) : 0;
      const none = { name: 'no members', value: 0, contribution };
      return { ...base, parts: [none], members: [] };
    }
    if (head !== 'combined') {
      const { parts, members } = facts.accounts[SHOWN[head]];
      return { ...base, parts, members: this.#named(edge, facts, members) };
    }
    const share = this.#streamShare(edge);
    const { members } = facts.accounts.combined;
    return {
      ...base,
      text: leadingText(facts, share, base.text),
      parts: this.#combinedParts(edge, facts, base.parts),
      members: this.#named(
        edge,
        facts,
        members.map((value) => share * value),
      ),
    };
  }

  #combined(edge: number): number {
    return this.#of.combined[edge] ?? 0;
  }

  /** Softmax share of the stream's score in the combined one. */
  #streamShare(edge: number): number {
    const own = this.#of.columns.combined[edge] ?? 0;
    return this.#of.isRecord ? Math.exp(own - SURE - this.#combined(edge)) : 1;
  }

  /** ln(e^(s − 4) + eʳ) = Σ a (x − ln a) over both, each by its own parts. */
  #combinedParts(
    edge: number,
    facts: StreamFacts,
    records: readonly ScorePart[],
  ): ScorePart[] {
    const own = facts.accounts.combined.parts;
    if (!this.#of.isRecord) return [...own];
    const share = this.#streamShare(edge);
    const other = Math.exp(
      (this.#of.scores.combined[edge] ?? 0) - this.#combined(edge),
    );
    const agreement = -entropy(share) - entropy(other) - SURE * share;
    return [
      ...own.map((part) => scaled(part, share)),
      ...records.map((part) => scaled(part, other)),
      {
        name: 'both kinds of evidence',
        value: agreement,
        contribution: agreement,
      },
    ];
  }

  #factsOf(edge: number): StreamFacts | undefined {
    const known = this.#facts.get(edge);
    if (known) return known;
    const { scores, columns, combined, options } = this.#of;
    if (Number.isNaN(columns.combined[edge] ?? NaN)) return undefined;
    const order = Uint32Array.from(combined, (_, i) => i);
    order.sort((a, b) => (combined[b] ?? 0) - (combined[a] ?? 0) || a - b);
    // the first asked for brings the top along, any other what is near it in rank
    const rank = order.indexOf(edge);
    const first = Math.max(0, rank - FORESEEN / 2);
    const wanted = new Set(order.subarray(first, first + FORESEEN));
    this.#facts = streamFacts(scores, options, wanted.add(edge));
    return this.#facts.get(edge);
  }

  #named(
    edge: number,
    { ids }: StreamFacts,
    contributions: Float64Array,
  ): { id: string; contribution: number }[] {
    const { hypergraph } = this.#of.scores;
    const members = hypergraph.edgeMembers(edge);
    return Array.from(ids, (id, i) => ({
      id: hypergraph.nodeIds.textAt(id < 0 ? (members[i] ?? 0) : id),
      contribution: contributions[i] ?? 0,
    })).sort((a, b) => b.contribution - a.contribution);
  }
}

function leadingText(facts: StreamFacts, share: number, text: string): string {
  if (share < 0.5) return text;
  const first = text.charAt(0).toLowerCase() + text.slice(1);
  return `${headName(facts.leading)}: ${first}`;
}

function scaled(part: ScorePart, by: number): ScorePart {
  return { ...part, contribution: by * part.contribution };
}

function entropy(share: number): number {
  return share > 0 ? share * Math.log(share) : 0;
}
