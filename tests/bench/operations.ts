import type { ComputeOptions } from '#compute/backend.ts';
import { betweenness } from '#compute/betweenness.ts';
import { peelCores } from '#compute/cores.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { largestDistance } from '#compute/cpu/largest-distance.ts';
import { countEdgeMotifs } from '#compute/edge-motifs.ts';
import {
  countOverlapPairs,
  earlierRows,
  overlapPairs,
} from '#compute/overlap-pairs.ts';
import { sComponents } from '#compute/s-components.ts';
import { sLevels } from '#compute/s-levels.ts';
import { findToplexes } from '#compute/toplexes.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  naiveComponentCount,
  naivePairCount,
  naiveToplexCount,
} from './naive-baselines.ts';

/** How one operation is run. */
export type Variant = 'js' | 'wasm' | 'wasm 2 threads' | 'naive';

/** A timed operation; its result is what proves the work. */
export interface Operation {
  readonly name: string;
  /** Not run on more incidences than this, so that a round stays short. */
  readonly upTo: number;
  /** The same for plain JavaScript, where that is lower. */
  readonly upToOnJs?: number;
  /** Data whose line graph makes a run take minutes. */
  readonly notOn?: readonly string[];
  readonly variants: readonly Variant[];
  /** The same work as `bench.mjs` of the prototypes names it. */
  readonly prototype?: string;
  readonly run: (hypergraph: Hypergraph, options: ComputeOptions) => number;
}

const MANY = 100_000_000;
const threaded = ['js', 'wasm', 'wasm 2 threads'] as const;
const single = ['js', 'wasm'] as const;

/** A sum of integers modulo 2³². */
function sum(values: Uint32Array): number {
  return values.reduce((total, value) => (total + value) % 2 ** 32, 0);
}

function total(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}

export const operations: readonly Operation[] = [
  ...[2, 8].map((s) => ({
    name: `linegraph s=${s} stored`,
    upTo: MANY,
    upToOnJs: 1_000_000,
    variants: threaded,
    prototype: `t2:${s}`,
    run: ({ edges, nodes }: Hypergraph, options: ComputeOptions) =>
      earlierRows(edges, nodes, s, options).members.length,
  })),
  {
    name: 'linegraph s=2 with overlaps',
    upTo: MANY,
    upToOnJs: 1_000_000,
    variants: threaded,
    run: ({ edges, nodes }, options) =>
      overlapPairs(edges, nodes, 2, options).neighbors.length,
  },
  ...[1, 2, 3, 4].map((s) => ({
    name: `linegraph s=${s} counted`,
    upTo: s === 1 ? 1_000_000 : MANY,
    upToOnJs: 1_000_000,
    variants: threaded,
    ...(s === 2 && { prototype: 't2:2c' }),
    run: ({ edges, nodes }: Hypergraph, options: ComputeOptions) =>
      countOverlapPairs(edges, nodes, s, options),
  })),
  ...[1, 2, 3].map((s) => ({
    name: `components s=${s}`,
    upTo: MANY,
    upToOnJs: s === 1 ? MANY : 1_000_000,
    variants: threaded,
    run: ({ edges, nodes }: Hypergraph, options: ComputeOptions) =>
      sComponents(edges, nodes, s, options).count,
  })),
  {
    name: 'levels s=1',
    upTo: MANY,
    variants: single,
    prototype: 'bfs',
    run: ({ edges, nodes }, options) =>
      sum(sLevels(edges, nodes, 1, { ...options, source: 0 })),
  },
  {
    name: '(k, 2)-cores',
    upTo: MANY,
    variants: single,
    prototype: 'core2',
    run: ({ edges, nodes }, options) =>
      sum(peelCores(edges, nodes, rowLengths(edges).fill(2), options)),
  },
  {
    name: 'cores of whole edges',
    upTo: MANY,
    variants: single,
    prototype: 'cores',
    run: ({ edges, nodes }, options) =>
      sum(peelCores(edges, nodes, rowLengths(edges), options)),
  },
  {
    name: 'toplexes',
    upTo: MANY,
    variants: single,
    prototype: 'toplex',
    run: ({ edges, nodes }, options) =>
      findToplexes(edges, nodes, options).length,
  },
  {
    name: 'motifs',
    notOn: ['email-Eu'],
    upTo: 100_000,
    variants: threaded,
    prototype: 'motif',
    run: ({ edges, nodes }, options) =>
      total(countEdgeMotifs(edges, nodes, options)),
  },
  {
    name: 'betweenness s=2',
    notOn: ['email-Eu'],
    upTo: 100_000,
    variants: threaded,
    run: ({ edges, nodes }, options) =>
      total(betweenness(edges, nodes, 2, options)),
  },
  ...[1, 2].map((s) => ({
    name: `distance totals s=${s}`,
    upTo: 100_000,
    variants: ['js'] as const,
    run: ({ edges, nodes }: Hypergraph) =>
      total(distanceTotals(edges, nodes, s).sum),
  })),
  {
    name: 'diameter s=2',
    upTo: 100_000,
    variants: ['js'],
    run: ({ edges, nodes }) => largestDistance(edges, nodes, 2).distance,
  },
  {
    name: 'linegraph s=2, naive',
    upTo: 100_000,
    variants: ['naive'],
    run: (hypergraph) => naivePairCount(hypergraph, 2),
  },
  {
    name: 'components s=2, naive',
    upTo: 100_000,
    variants: ['naive'],
    run: (hypergraph) => naiveComponentCount(hypergraph, 2),
  },
  {
    name: 'toplexes, naive',
    upTo: 100_000,
    variants: ['naive'],
    run: naiveToplexCount,
  },
];
