import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  computeWindowSeries,
  measureWindows,
  type WindowSeries,
} from '#topology/temporal/window-series.ts';
import { countLineGraphPairs } from '#topology/walks/line-graph.ts';
import { computeComponents } from '#topology/walks/components.ts';

/** Windows of more relations than this have no line graph counted. */
const MOST_EDGES = 5000;
/** Overlaps of the Euler curve. */
const THRESHOLDS = [1, 2, 3] as const;

/** What is measured of every window of time. */
export interface WindowFeatures {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Relations of each window. */
  readonly edges: Float64Array;
  readonly features: readonly {
    /** In an analyst's words. */
    readonly name: string;
    readonly values: Float64Array;
    /** Turns a value back into what was measured, for a sentence. */
    readonly plain: (value: number) => number;
  }[];
}

/**
 * Measures windows that tile the time of the data: rate, sizes, novelty, likeness
 * to the window before, components, and of the s-line graph for s = 1, 2, 3 the
 * Euler characteristic vertices − pairs, and cycles b₁ = pairs − vertices + b₀
 * at s = 1. Counts enter as ln(1 + n), so that a doubling weighs the same
 * everywhere.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks O(incidences) a window, and the overlaps of windows up to 5000 relations.
 */
export function windowFeatures(
  hypergraph: Hypergraph,
  width: number,
  loop: LoopOptions = {},
): WindowFeatures {
  // aligned to the epoch, as people read days and hours
  const times = hypergraph.edgeTimes() ?? new Float64Array(0);
  const first = times.reduce((a, b) => (b < a ? b : a), Infinity);
  const from = first === Infinity ? 0 : Math.floor(first / width) * width;
  const windows = { width, from };
  const series = computeWindowSeries(hypergraph, windows, loop);
  const overlap = measureWindows<'1' | '2' | '3' | 'parts'>(
    hypergraph,
    windows,
    {
      1: (snapshot) => overlaps(snapshot, 1),
      2: (snapshot) => overlaps(snapshot, 2),
      3: (snapshot) => overlaps(snapshot, 3),
      parts: (snapshot) =>
        snapshot.edgeCount > MOST_EDGES
          ? NaN
          : computeComponents(snapshot).count,
    },
    loop,
  ).values;
  return {
    from: series.from,
    to: series.to,
    edges: series.edges,
    features: [...countFeatures(series), ...overlapFeatures(series, overlap)],
  };
}

type Feature = WindowFeatures['features'][number];

function countFeatures(series: WindowSeries): Feature[] {
  return [
    count('relations', series.edges),
    count('nodes', series.nodes),
    count('mean size', share(series.incidences, series.edges)),
    count('largest size', series.largestSize),
    plain('spread of sizes (bits)', series.sizeEntropy),
    plain('spread over nodes (bits)', series.nodeEntropy),
    plain(
      'share of nodes never seen before',
      share(series.newNodes, series.nodes),
    ),
    plain(
      'share of sets never seen before',
      share(series.newSets, series.sets),
    ),
    plain('nodes in common with the window before', series.nodeJaccard),
    plain('sets in common with the window before', series.setJaccard),
    count('components', series.components),
    plain(
      'share in the largest component',
      share(series.largestComponent, series.nodes),
    ),
  ];
}

function overlapFeatures(
  { edges }: WindowSeries,
  overlap: Readonly<Record<1 | 2 | 3 | 'parts', Float64Array>>,
): Feature[] {
  const cycles = edges.map(
    (vertices, w) => (overlap[1][w] ?? 0) - vertices + (overlap.parts[w] ?? 0),
  );
  return [
    ...THRESHOLDS.map((s) =>
      count(
        `Euler characteristic at overlap ${s}`,
        edges.map((vertices, w) => vertices - (overlap[s][w] ?? 0)),
      ),
    ),
    count('cycles among overlapping relations', cycles),
  ];
}

/** A count, as its logarithm with its sign. */
function count(name: string, values: Float64Array): Feature {
  return {
    name,
    values: known(values).map((n) => Math.sign(n) * Math.log1p(Math.abs(n))),
    plain: (value) => Math.sign(value) * Math.expm1(Math.abs(value)),
  };
}

function plain(name: string, values: Float64Array): Feature {
  return { name, values: known(values), plain: (value) => value };
}

/** What could not be measured is 0 everywhere else too. */
function known(values: Float64Array): Float64Array {
  return values.map((value) => (Number.isNaN(value) ? 0 : value));
}

function share(part: Float64Array, whole: Float64Array): Float64Array {
  return part.map((value, w) => value / Math.max(1, whole[w] ?? 0));
}

function overlaps(snapshot: Hypergraph, s: number): number {
  if (snapshot.edgeCount > MOST_EDGES) return NaN;
  return countLineGraphPairs(snapshot, { s }).pairCount;
}
