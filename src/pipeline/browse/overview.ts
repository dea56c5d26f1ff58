import type { AnomalyDetection } from '#anomaly/detect-anomalies.ts';
import { hourOfWeek, WEEK_HOURS } from '#hypergraph/hour-of-week.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import { rankAnomalies, type ScoringMode } from '../anomaly-ranking.ts';
import type { Dataset } from '../dataset.ts';
import { nodeKind } from './elements.ts';
import { arrangeMatrix, type MatrixOrderName } from './matrix-order.ts';
import type { TiledMatrix } from './matrix-tiles.ts';
import {
  keepElements,
  withoutWeek,
  type KeptElements,
  type OverviewFilter,
} from './overview-filter.ts';

const SCORE_BINS = 26;
const DEGREE_BINS = 24;
/** Sizes with a bar of their own; larger ones share doubling bars. */
const OWN_SIZES = 10;
const MOST_KINDS = 12;

export interface OverviewBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly kept: number;
}

export interface Overview {
  readonly edges: { readonly count: number; readonly kept: number };
  readonly nodes: { readonly count: number; readonly kept: number };
  readonly flagged: number;
  readonly threshold: number | null;
  readonly sizes: OverviewBin[];
  readonly degrees: OverviewBin[];
  readonly scores: OverviewBin[];
  readonly kinds: {
    readonly kind: string;
    readonly count: number;
    readonly kept: number;
  }[];
  readonly week: {
    readonly counts: number[];
    readonly flagged: number[];
  } | null;
}

interface Options {
  readonly filter: OverviewFilter;
  readonly mode?: ScoringMode | undefined;
  readonly signal?: StopSignal;
}

/** What passes a filter, computed once for equal filters. */
export async function keptElements(
  dataset: Dataset,
  { filter, mode, signal }: Options,
): Promise<KeptElements> {
  const detection = await rankAnomalies(dataset, { mode }, signal);
  const key = `kept ${mode ?? ''} ${JSON.stringify(filter)}`;
  return dataset.results.get(key, async () =>
    keepElements(dataset.hypergraph, detection, filter),
  );
}

/** The incidence matrix in an order, narrowed by a filter. */
export async function tiledMatrix(
  dataset: Dataset,
  options: Options & { readonly order: MatrixOrderName; readonly s: number },
): Promise<TiledMatrix> {
  const { mode, signal } = options;
  const { scores } = await rankAnomalies(dataset, { mode }, signal);
  return {
    hypergraph: dataset.hypergraph,
    order: await arrangeMatrix(dataset, options, signal),
    kept: await keptElements(dataset, options),
    scores,
  };
}

/**
 * Distributions of sizes, degrees, scores and kinds, and how much of each passes
 * a filter.
 * @remarks O(incidences).
 */
export async function describeOverview(
  dataset: Dataset,
  options: Options,
): Promise<Overview> {
  const { hypergraph } = dataset;
  const { edgeCount, nodeCount } = hypergraph;
  const ranking = await rankAnomalies(dataset, options, options.signal);
  const kept = await keptElements(dataset, options);
  const { score } = ranking.scores;
  const sizes = new Histogram(doublingBins(dataset.summary.size));
  const scores = new Histogram(equalBins(score));
  for (let edge = 0; edge < edgeCount; edge++) {
    const isKept = kept.edges[edge] === 1;
    sizes.add(hypergraph.edgeSize(edge), isKept);
    scores.add(score[edge] ?? 0, isKept);
  }
  const degrees = new Histogram(logBins(dataset.summary.degree.max));
  for (let node = 0; node < nodeCount; node++) {
    degrees.add(hypergraph.nodeDegree(node), kept.nodes[node] === 1);
  }
  return {
    edges: { count: edgeCount, kept: sum(kept.edges) },
    nodes: { count: nodeCount, kept: sum(kept.nodes) },
    flagged: ranking.flagged,
    threshold: ranking.threshold,
    sizes: sizes.bins(),
    degrees: degrees.bins(),
    scores: scores.bins(),
    kinds: countKinds(dataset, kept),
    week: await countWeek(dataset, options, ranking),
  };
}

/** Counts by bins; a value belongs to the last bin that begins at or before it. */
class Histogram {
  readonly #starts: readonly number[];
  readonly #end: number;
  readonly #counts: Uint32Array;
  readonly #kept: Uint32Array;

  constructor({ starts, end }: { starts: readonly number[]; end: number }) {
    this.#starts = starts;
    this.#end = end;
    this.#counts = new Uint32Array(starts.length);
    this.#kept = new Uint32Array(starts.length);
  }

  add(value: number, isKept: boolean): void {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= value) low = middle;
      else high = middle;
    }
    this.#counts[low] = (this.#counts[low] ?? 0) + 1;
    if (isKept) this.#kept[low] = (this.#kept[low] ?? 0) + 1;
  }

  bins(): OverviewBin[] {
    return this.#starts.map((from, at) => ({
      from,
      to: this.#starts[at + 1] ?? this.#end,
      count: this.#counts[at] ?? 0,
      kept: this.#kept[at] ?? 0,
    }));
  }
}

function doublingBins({ min, max }: { min: number; max: number }) {
  const starts: number[] = [];
  let width = 1;
  for (let from = min; from <= max; from += width) {
    if (from - min >= OWN_SIZES * width) width *= 2;
    starts.push(from);
  }
  return { starts: starts.length > 0 ? starts : [0], end: max + 1 };
}

/** Whole numbers in bins that widen evenly on a log scale. */
function logBins(most: number) {
  const starts = new Set([0]);
  const top = Math.log(Math.max(2, most + 1));
  for (let bin = 0; bin < DEGREE_BINS; bin++) {
    starts.add(Math.round(Math.exp((bin / DEGREE_BINS) * top)));
  }
  return { starts: [...starts].sort((a, b) => a - b), end: most + 1 };
}

function equalBins(values: Float64Array) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low))
    return { starts: [Number.isFinite(low) ? low : 0], end: high };
  const width = (high - low) / SCORE_BINS;
  const starts = Array.from(
    { length: SCORE_BINS },
    (_, at) => low + at * width,
  );
  return { starts, end: high };
}

function countKinds({ hypergraph }: Dataset, kept: KeptElements) {
  const counts = new Map<string, { count: number; kept: number }>();
  for (let node = 0; node < hypergraph.nodeCount; node++) {
    const kind = nodeKind(hypergraph, node);
    if (kind === null) continue;
    const known = counts.get(kind) ?? { count: 0, kept: 0 };
    known.count++;
    known.kept += kept.nodes[node] ?? 0;
    counts.set(kind, known);
  }
  return [...counts]
    .map(([kind, tally]) => ({ kind, ...tally }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_KINDS);
}

/** Hyperedges by hour of the week that pass a filter, whatever it says of the week. */
async function countWeek(
  dataset: Dataset,
  options: Options,
  { scores }: Pick<AnomalyDetection, 'scores'>,
): Promise<Overview['week']> {
  const times = dataset.hypergraph.edgeTimes();
  if (!times) return null;
  const filter = withoutWeek(options.filter);
  const { edges } = await keptElements(dataset, { ...options, filter });
  const counts = new Array<number>(WEEK_HOURS).fill(0);
  const flagged = new Array<number>(WEEK_HOURS).fill(0);
  times.forEach((time, edge) => {
    if (Number.isNaN(time) || edges[edge] !== 1) return;
    const hour = hourOfWeek(time);
    counts[hour] = (counts[hour] ?? 0) + 1;
    flagged[hour] = (flagged[hour] ?? 0) + (scores.flagged[edge] ?? 0);
  });
  return { counts, flagged };
}

function sum(values: Uint8Array): number {
  return values.reduce((total, value) => total + value, 0);
}
