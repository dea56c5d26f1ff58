import {
  OverlapProduct,
  sumOverMembers,
} from '#compute/cpu/overlap-product.ts';
import { walkStep } from '#compute/cpu/node-edge-walk.ts';
import { pageRank } from '#compute/cpu/page-rank.ts';
import { pairMeetings } from '#compute/cpu/pair-sketch.ts';
import { prefixSum } from '#compute/cpu/prefix-sum.ts';
import { sparseProduct } from '#compute/cpu/sparse-product.ts';
import { compact } from '#compute/cpu/stream-compaction.ts';
import { forceLayout } from '#compute/force-layout.ts';
import { degreesOnGpu } from '#compute/gpu/degree.ts';
import { forceLayoutOnGpu, incidenceGraph } from '#compute/gpu/force-layout.ts';
import { pairMeetingsOnGpu } from '#compute/gpu/pair-sketch.ts';
import { prefixSumOnGpu } from '#compute/gpu/prefix-sum.ts';
import { sortPairsOnGpu } from '#compute/gpu/radix-sort.ts';
import { sparseProductOnGpu } from '#compute/gpu/sparse-product.ts';
import { compactOnGpu } from '#compute/gpu/stream-compaction.ts';
import { walkRankOnGpu } from '#compute/gpu/walk-rank.ts';
import { rowsOfIncidences } from '#compute/wedge-chunks.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, rowLengths, transpose } from '#hypergraph/incidence.ts';
import { computeSpectrum } from '#topology/spectra/spectrum.ts';
import type { Operation } from './operations.ts';

const MANY = 100_000_000;
const SKETCH = { width: 1 << 20, depth: 4, seed: 1 };
const LAYOUT = { seed: 1, steps: 2 };
const WALK = { damping: 1, steps: 10 };
const SPMM = 16;

/** Tells an order from another. */
function orderSum(values: Uint32Array): number {
  return values.reduce(
    (sum, value, i) => (sum + (i % 1024) * value) % 2 ** 32,
    0,
  );
}

function sumOf(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function oddMembers({ edges }: Hypergraph): Uint32Array {
  return edges.members.map((member) => member & 1);
}

function ones({ nodes }: Hypergraph, columns: number): Float32Array {
  return new Float32Array(rowCount(nodes) * columns).fill(1);
}

/** Kernels that others are made of, and those that only JavaScript runs on the processor. */
export const partOperations: readonly Operation[] = [
  {
    name: 'degrees',
    upTo: MANY,
    variants: ['js'],
    run: ({ edges }) => orderSum(rowLengths(edges)),
    gpu: async (on, { edges }) =>
      orderSum(await degreesOnGpu(on, edges.offsets)),
  },
  {
    name: 'prefix sum',
    upTo: MANY,
    variants: ['js'],
    run: ({ edges }) => prefixSum(edges.members).at(-1) ?? 0,
    gpu: async (on, { edges }) =>
      (await prefixSumOnGpu(on, edges.members)).at(-1) ?? 0,
  },
  {
    name: 'sort by node',
    upTo: MANY,
    variants: ['js'],
    run: ({ edges, nodeCount }) =>
      orderSum(transpose(edges, nodeCount).members),
    gpu: async (on, { edges }) => {
      const rows = rowsOfIncidences(edges);
      return orderSum((await sortPairsOnGpu(on, edges.members, rows)).values);
    },
  },
  {
    name: 'compaction',
    upTo: MANY,
    variants: ['js'],
    run: (h) => orderSum(compact(h.edges.members, oddMembers(h))),
    gpu: async (on, h) =>
      orderSum(await compactOnGpu(on, h.edges.members, oddMembers(h))),
  },
  {
    name: 'product',
    upTo: MANY,
    variants: ['js'],
    run: ({ edges, nodeCount, edgeCount }) => {
      const sums = new Float64Array(edgeCount);
      sumOverMembers(edges, new Float64Array(nodeCount).fill(1), sums);
      return sumOf(sums);
    },
    gpu: async (on, h) =>
      sumOf(
        await sparseProductOnGpu(on, h.edges, {
          values: ones(h, 1),
          columns: 1,
        }),
      ),
  },
  {
    name: 'product, 16 columns',
    upTo: MANY,
    variants: ['js'],
    run: (h) =>
      sumOf(sparseProduct(h.edges, { values: ones(h, SPMM), columns: SPMM })),
    gpu: async (on, h) =>
      sumOf(
        await sparseProductOnGpu(on, h.edges, {
          values: ones(h, SPMM),
          columns: SPMM,
        }),
      ),
  },
  {
    name: 'walk, 10 steps',
    upTo: MANY,
    variants: ['js'],
    isRounded: true,
    run: ({ edges, nodes, edgeCount }) => {
      let at = new Float64Array(edgeCount).fill(1 / edgeCount);
      for (let step = 0; step < WALK.steps; step++) {
        at = walkStep(edges, nodes, at) as Float64Array<ArrayBuffer>;
      }
      return sumOf(at);
    },
    gpu: async (on, { edges, nodes }) =>
      sumOf((await walkRankOnGpu(on, edges, nodes, WALK)).ranks),
  },
  {
    name: 'PageRank',
    upTo: MANY,
    variants: ['js'],
    run: ({ edges, nodes }) =>
      pageRank(new OverlapProduct(edges, nodes), { damping: 0.85 }).iterations,
  },
  {
    name: 'spectrum, 4 values',
    upTo: 100_000,
    variants: ['js'],
    run: (h) => sumOf(computeSpectrum(h, { count: 4 }).values),
  },
  {
    name: 'layout, 2 steps',
    upTo: MANY,
    variants: ['js'],
    isRounded: true,
    run: ({ edges, nodes }) =>
      sumOf(forceLayout(incidenceGraph(edges, nodes), LAYOUT)),
    gpu: async (on, { edges, nodes }) =>
      sumOf(await forceLayoutOnGpu(on, incidenceGraph(edges, nodes), LAYOUT)),
  },
  {
    name: 'pair sketch',
    upTo: MANY,
    variants: ['js'],
    run: ({ edges }) => orderSum(pairMeetings(edges, SKETCH)),
    gpu: async (on, { edges }) =>
      orderSum(await pairMeetingsOnGpu(on, edges, SKETCH)),
  },
];
