import type { ComputeOptions } from '#compute/backend.ts';
import { betweenness } from '#compute/betweenness.ts';
import { peelCores } from '#compute/cores.ts';
import { overlapMatrix } from '#compute/cpu/bitmap-overlap.ts';
import { graphLevels } from '#compute/cpu/breadth-first.ts';
import { componentRoots } from '#compute/cpu/components.ts';
import { copyWords } from '#compute/cpu/copy.ts';
import { startPlaces } from '#compute/cpu/force-layout.ts';
import { gf2Rank } from '#compute/cpu/gf2-rank.ts';
import { sAdjacency } from '#compute/cpu/overlap-pairs.ts';
import { overlapsOfRows } from '#compute/cpu/overlap-tile.ts';
import { pairMeetings } from '#compute/cpu/pair-sketch.ts';
import { prefixSum } from '#compute/cpu/prefix-sum.ts';
import { sortKeys, sortPairs } from '#compute/cpu/radix-sort.ts';
import { UNREACHED } from '#compute/cpu/s-distances.ts';
import { compact } from '#compute/cpu/stream-compaction.ts';
import { countEdgeMotifs } from '#compute/edge-motifs.ts';
import { rowBits } from '#compute/gpu/bitmap-overlap.ts';
import { incidenceGraph } from '#compute/gpu/force-layout.ts';
import { countOverlapPairs, overlapPairs } from '#compute/overlap-pairs.ts';
import { sComponents } from '#compute/s-components.ts';
import { sLevels } from '#compute/s-levels.ts';
import { findToplexes } from '#compute/toplexes.ts';
import { rowsOfIncidences } from '#compute/wedge-chunks.ts';
import { rowLengths, type Incidence } from '#hypergraph/incidence.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Random } from '#numeric/random.ts';
import { computeHomology } from '#topology/homology/homology.ts';
import { differentEdges } from '#topology/motifs/motifs.ts';
import type { gpuKernels } from '../compute/page/run-kernel.ts';
import {
  expectNearProduct,
  expectNearRanks,
  expectNearStep,
  expectNearSums,
} from './near-twin.ts';

/** One kernel on one input: what a GPU is asked, if it has the kernel, and what must come of it. */
export interface KernelCase {
  readonly gpu?: readonly [
    name: keyof typeof gpuKernels,
    args: readonly unknown[],
  ];
  /** The same on the processor, which the GPU's answer equals. */
  readonly host?: (options: ComputeOptions) => unknown;
  /** The host's answer is doubles whose last digits differ with the order of additions. */
  readonly isRounded?: boolean;
  /** From the GPU's answer to the host's. */
  readonly read?: (answer: never) => unknown;
  /** In place of `host`: throws where floats are further from the twin than it states. */
  readonly near?: (answer: never) => void;
}

const SKETCH = { width: 256, depth: 3, seed: 7 };
const WALK = { damping: 0.85, steps: 9 };
const FORCES = { repulsion: 0.2, spring: 0.1, gravity: 0.01, limit: 1e9 };

/** Every kernel that has more than one form, on one hypergraph. */
export function kernelCases(hypergraph: Hypergraph): KernelCase[] {
  return [
    ...partCases(hypergraph),
    ...structureCases(hypergraph),
    ...overlapCases(hypergraph),
    ...levelCases(hypergraph),
    ...floatCases(hypergraph),
    ...hostCases(hypergraph),
  ];
}

/** What the other kernels are made of. */
function partCases({ edges }: Hypergraph): KernelCase[] {
  const { members, offsets } = edges;
  const mixed = members.map((member) => Math.imul(member + 1, 0x9e3779b1));
  const rowOf = rowsOfIncidences(edges);
  const flags = members.map((member) => (member % 3) & 1);
  return [
    { gpu: ['copyWords', [mixed]], host: () => copyWords(mixed) },
    { gpu: ['degrees', [offsets]], host: () => rowLengths(edges) },
    { gpu: ['prefixSum', [mixed]], host: () => prefixSum(mixed) },
    { gpu: ['sortKeys', [mixed]], host: () => sortKeys(mixed) },
    {
      gpu: ['sortPairs', [members, rowOf]],
      host: () => sortPairs(members, rowOf),
    },
    { gpu: ['compact', [mixed, flags]], host: () => compact(mixed, flags) },
  ];
}

function structureCases(hypergraph: Hypergraph): KernelCase[] {
  const { edges, nodes, edgeCount, nodeCount } = hypergraph;
  const { rows, columns } = differentEdges(hypergraph);
  const bits = rowBits(edges, nodeCount);
  const links = Uint32Array.from(
    [...rowsOfIncidences(edges)].flatMap((row, i) => [
      row,
      edgeCount + edges.members[i]!,
    ]),
  );
  const vertices = edgeCount + nodeCount;
  const pairs = rowLengths(edges).fill(2);
  const whole = rowLengths(edges);
  const various = whole.map((_, edge) => 1 + (edge % 4));
  return [
    ...[pairs, whole, various].map((least) => ({
      gpu: ['coreNumbers', [edges, nodes, least]] as const,
      host: (options: ComputeOptions) =>
        peelCores(edges, nodes, least, options),
    })),
    {
      gpu: ['maximalRows', [edges, nodes]],
      host: (options) => findToplexes(edges, nodes, options),
    },
    {
      gpu: ['edgeMotifs', [rows, columns]],
      host: (options) => countEdgeMotifs(rows, columns, options),
    },
    {
      gpu: ['pairMeetings', [edges, SKETCH]],
      host: () => pairMeetings(edges, SKETCH),
    },
    { gpu: ['gf2Rank', [bits]], host: () => gf2Rank(bits) },
    { gpu: ['overlapMatrix', [bits]], host: () => overlapMatrix(bits) },
    {
      gpu: ['componentRoots', [vertices, links]],
      host: () => componentRoots(vertices, links),
    },
  ];
}

function overlapCases({ edges, nodes }: Hypergraph): KernelCase[] {
  const cases: KernelCase[] = [];
  for (const s of [1, 2, 3]) {
    for (const [side, other] of [
      [edges, nodes],
      [nodes, edges],
    ] as const) {
      const listed = rowLengths(side).map((_, row) => row);
      const asked = listed.filter((row) => row % 3 === 0);
      cases.push(
        {
          gpu: ['overlapPairs', [side, other, { s }]],
          host: (options) => overlapPairs(side, other, s, options),
        },
        {
          gpu: ['overlapPairs', [side, other, { s }]],
          host: (options) => countOverlapPairs(side, other, s, options),
          read: ({ neighbors }: { neighbors: Uint32Array }) => neighbors.length,
        },
        {
          gpu: ['overlapsOfRows', [side, other, { listed: asked, s }]],
          host: () => overlapsOfRows(side, other, asked, s),
        },
        {
          gpu: ['sComponents', [side, other, s]],
          host: (options) => sComponents(side, other, s, options),
        },
      );
    }
  }
  return cases;
}

function levelCases({ edges, nodes, edgeCount }: Hypergraph): KernelCase[] {
  if (edgeCount === 0) return [];
  const source = edgeCount >> 1;
  const neighbors = sAdjacency(edges, nodes, 2)!;
  return [
    {
      gpu: ['incidenceLevels', [edges, nodes, source]],
      host: (options) => sLevels(edges, nodes, 1, { ...options, source }),
      read: (levels: { rows: Uint32Array }) =>
        levels.rows.map((level) => (level === UNREACHED ? level : level / 2)),
    },
    {
      gpu: ['graphLevels', [neighbors, source]],
      host: (options) => sLevels(edges, nodes, 2, { ...options, source }),
    },
    {
      gpu: ['graphLevels', [incidenceGraph(edges, nodes), source]],
      host: () => graphLevels(incidenceGraph(edges, nodes), source),
    },
  ];
}

/** Kernels that add in f32, each held to what its twin states. */
function floatCases({ edges, nodes }: Hypergraph): KernelCase[] {
  const random = new Random(edges.members.length);
  const draw = (length: number): Float32Array =>
    Float32Array.from({ length }, () => random.normal());
  const weights = draw(edges.members.length);
  const graph = incidenceGraph(edges, nodes);
  const places = startPlaces(graph.offsets.length - 1, 3);
  const product = (
    rows: Incidence,
    other: Incidence,
    columns: number,
  ): KernelCase => {
    const values = draw((other.offsets.length - 1) * columns);
    const of = draw(rows.members.length);
    return {
      gpu: ['sparseProduct', [rows, { values, columns }, of]],
      near: (answer: Float32Array) =>
        expectNearProduct(answer, rows, { values, columns }, of),
    };
  };
  const walk = (rows: Incidence, columns: Incidence): KernelCase => ({
    gpu: ['walkRank', [rows, columns, WALK]],
    near: ({ ranks }: { ranks: Float32Array }) =>
      expectNearRanks(ranks, rows, columns, WALK),
  });
  const step = (byCells: boolean, share: number): KernelCase => ({
    gpu: ['layoutStep', [graph, places, { ...FORCES, byCells }]],
    near: (answer: Float32Array) =>
      expectNearStep(answer, graph, places, { ...FORCES, share }),
  });
  return [
    {
      gpu: ['weightedDegrees', [edges.offsets, weights]],
      near: (answer: Float32Array) =>
        expectNearSums(answer, edges.offsets, weights),
    },
    product(edges, nodes, 1),
    product(nodes, edges, 3),
    walk(edges, nodes),
    walk(nodes, edges),
    step(false, 2 ** -10),
    step(true, 0.02),
  ];
}

/** Kernels that have no shader. */
function hostCases(hypergraph: Hypergraph): KernelCase[] {
  const { edges, nodes } = hypergraph;
  const cases = [1, 2].map((s): KernelCase => ({
    host: (options) => betweenness(edges, nodes, s, options),
    isRounded: true,
  }));
  const largest = rowLengths(edges).reduce((most, k) => Math.max(most, k), 0);
  // Plain JavaScript writes every simplex out.
  if (largest > 10) return cases;
  return [
    ...cases,
    { host: (options) => computeHomology(hypergraph, options).betti },
  ];
}
