import type { ComputeOptions } from '#compute/backend.ts';
import { betweenness } from '#compute/betweenness.ts';
import { peelCores } from '#compute/cores.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { largestDistance } from '#compute/cpu/largest-distance.ts';
import { UNREACHED } from '#compute/cpu/s-distances.ts';
import { sampleEdgeMotifs } from '#compute/edge-motif-samples.ts';
import { countEdgeMotifs } from '#compute/edge-motifs.ts';
import { incidenceLevelsOnGpu } from '#compute/gpu/breadth-first.ts';
import { sComponentsOnGpu } from '#compute/gpu/components.ts';
import { coreNumbersOnGpu } from '#compute/gpu/core-peeling.ts';
import { countEdgeMotifsOnGpu } from '#compute/gpu/motif-triangles.ts';
import {
  countOverlapPairsOnGpu,
  overlapPairsOnGpu,
} from '#compute/gpu/overlap-pairs.ts';
import { maximalRowsOnGpu } from '#compute/gpu/toplex-filter.ts';
import {
  countOverlapPairs,
  earlierRows,
  overlapPairs,
} from '#compute/overlap-pairs.ts';
import type { PlanRunner } from '#compute/plan.ts';
import { sComponents } from '#compute/s-components.ts';
import { sLevels } from '#compute/s-levels.ts';
import { findToplexes } from '#compute/toplexes.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { homologyChecksum } from '#topology/homology/checksum.ts';
import { partOperations } from './part-operations.ts';
import {
  naiveComponentCount,
  naivePairCount,
  naiveToplexCount,
} from './naive-baselines.ts';

/** How one operation is run. */
export type Variant = 'js' | 'wasm' | 'wasm 2 threads' | 'naive' | 'gpu';

/** A timed operation; its result is what proves the work. */
export interface Operation {
  readonly name: string;
  /** Not run on more incidences than this, so that a round stays short. */
  readonly upTo: number;
  /** The same for plain JavaScript, where that is lower. */
  readonly upToOnJs?: number;
  /** On the ScHoLP sets, whatever their size. */
  readonly onSets?: boolean;
  /** Data whose line graph makes a run take minutes. */
  readonly notOn?: readonly string[];
  readonly variants: readonly Variant[];
  /** The same work as `bench.mjs` of the prototypes names it. */
  readonly prototype?: string;
  /** The same on a GPU, transfers included. */
  readonly gpu?: (on: PlanRunner, hypergraph: Hypergraph) => Promise<number>;
  /** The result is a sum of floats, whose last digits differ between variants. */
  readonly isRounded?: boolean;
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

/** Reading for {@link Operation.gpu}. */
const sides = ({ edges, nodes }: Hypergraph) => [edges, nodes] as const;

export const operations: readonly Operation[] = [
  ...partOperations,
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
    gpu: async (on, h) =>
      (await overlapPairsOnGpu(on, ...sides(h), { s: 2 })).neighbors.length,
  },
  ...[1, 2, 3, 4].map((s) => ({
    name: `linegraph s=${s} counted`,
    upTo: s === 1 ? 1_000_000 : MANY,
    upToOnJs: 1_000_000,
    variants: threaded,
    ...(s === 2 && { prototype: 't2:2c' }),
    run: ({ edges, nodes }: Hypergraph, options: ComputeOptions) =>
      countOverlapPairs(edges, nodes, s, options),
    gpu: (on: PlanRunner, h: Hypergraph) =>
      countOverlapPairsOnGpu(on, ...sides(h), s),
  })),
  ...[1, 2, 3].map((s) => ({
    name: `components s=${s}`,
    upTo: MANY,
    upToOnJs: s === 1 ? MANY : 1_000_000,
    variants: threaded,
    run: ({ edges, nodes }: Hypergraph, options: ComputeOptions) =>
      sComponents(edges, nodes, s, options).count,
    gpu: async (on: PlanRunner, h: Hypergraph) =>
      (await sComponentsOnGpu(on, ...sides(h), s)).count,
  })),
  {
    name: 'levels s=1',
    upTo: MANY,
    variants: single,
    prototype: 'bfs',
    run: ({ edges, nodes }, options) =>
      sum(sLevels(edges, nodes, 1, { ...options, source: 0 })),
    gpu: async (on, h) => {
      const { rows } = await incidenceLevelsOnGpu(on, ...sides(h), 0);
      return sum(
        rows.map((level) => (level === UNREACHED ? level : level / 2)),
      );
    },
  },
  {
    name: 'levels s=2',
    upTo: 1_000_000,
    variants: ['js'],
    run: ({ edges, nodes }, options) =>
      sum(sLevels(edges, nodes, 2, { ...options, source: 0 })),
  },
  {
    name: '(k, 2)-cores',
    upTo: MANY,
    variants: single,
    prototype: 'core2',
    run: ({ edges, nodes }, options) =>
      sum(peelCores(edges, nodes, rowLengths(edges).fill(2), options)),
    gpu: async (on, h) =>
      sum(await coreNumbersOnGpu(on, ...sides(h), rowLengths(h.edges).fill(2))),
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
    variants: threaded,
    prototype: 'toplex',
    run: ({ edges, nodes }, options) =>
      findToplexes(edges, nodes, options).length,
    gpu: async (on, h) => (await maximalRowsOnGpu(on, ...sides(h))).length,
  },
  {
    name: 'motifs',
    notOn: ['email-Eu'],
    upTo: 100_000,
    variants: threaded,
    prototype: 'motif',
    run: ({ edges, nodes }, options) =>
      total(countEdgeMotifs(edges, nodes, options)),
    gpu: async (on, h) => total(await countEdgeMotifsOnGpu(on, ...sides(h))),
  },
  {
    name: 'motifs, 1000 samples',
    upTo: MANY,
    upToOnJs: 1_000_000,
    variants: threaded,
    run: ({ edges, nodes }, options) =>
      total(
        sampleEdgeMotifs(edges, nodes, { ...options, samples: 1000, seed: 1 })
          .counts,
      ),
  },
  {
    name: 'homology 0 … 2',
    upTo: 0,
    onSets: true,
    variants: ['wasm'],
    run: homologyChecksum,
  },
  {
    name: 'betweenness s=2',
    notOn: ['email-Eu'],
    upTo: 100_000,
    variants: threaded,
    run: ({ edges, nodes }, options) =>
      total(betweenness(edges, nodes, 2, options)),
    isRounded: true,
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
