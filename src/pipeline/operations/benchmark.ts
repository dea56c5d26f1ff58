import {
  detectAnomalies,
  type DetectOptions,
} from '#anomaly/detect-anomalies.ts';
import {
  ranOnJs,
  type Backend,
  type ComputeOptions,
  type RanOn,
} from '#compute/backend.ts';
import { forceLayout } from '#compute/force-layout.ts';
import { incidenceGraph } from '#compute/gpu/force-layout.ts';
import {
  planComponents,
  planCores,
  planEdgeMotifs,
  planLayout,
  planOverlapCount,
  planToplexes,
} from '#compute/planned-kernels.ts';
import type { WorkRunner } from '#compute/planner.ts';
import { findToplexes } from '#compute/toplexes.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { computeBetweenness } from '#topology/centrality/betweenness.ts';
import { computeCores, coreProblem } from '#topology/cohesion/cores.ts';
import {
  computeMotifs,
  differentEdges,
  motifsOfCounts,
} from '#topology/motifs/motifs.ts';
import { homologyChecksum } from '#topology/homology/checksum.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeEarlierNeighbors } from '#topology/walks/line-graph.ts';
import { loadHypergraph, type LoadWatch, type MappingChoice } from './load.ts';
import { defaultMode } from './default-mode.ts';

export interface BenchmarkOptions {
  readonly choice: MappingChoice;
  readonly s: number;
  /** Timed runs; one more goes before them, untimed, to warm up. */
  readonly repeat: number;
  readonly watch?: ComputeOptions;
  readonly loading?: LoadWatch;
  /** Has the GPU, for where the backend is `gpu`. */
  readonly runner?: WorkRunner;
}

export interface BenchmarkResult {
  readonly op: string;
  /** Wall seconds of each run: the computation alone. */
  readonly seconds: readonly number[];
  readonly median: number;
  /** Reading and building the source, seconds. */
  readonly loadSeconds: number;
  /** Largest resident memory of the process so far, MiB. */
  readonly rssMiB: number;
  /** Something that only the work itself yields: pairs, components, … */
  readonly checksum: number;
  readonly backend: Backend;
  readonly threads: number;
}

/** What operations look at beside the hypergraph. */
interface OperationOptions {
  readonly s: number;
  /** How relations are scored; as their times suggest where undefined. */
  readonly mode: DetectOptions['mode'];
}

/** A layout from the same places, long enough for its shape to show. */
const LAYOUT = { seed: 0, steps: 50 };

/** Each operation returns its checksum. */
const operations = {
  // pairs stored, each once, by their later element
  linegraph: (h, { s }, loop) =>
    computeEarlierNeighbors(h, { s, ...loop }).members.length,
  components: (h, { s }, loop) => computeComponents(h, { s, ...loop }).count,
  betweenness: (h, { s }, loop) => total(computeBetweenness(h, { s, ...loop })),
  motifs: (h, _options, loop) => computeMotifs(h, loop).total,
  cores: (h, _options, loop) => total(computeCores(h, loop).cores),
  toplexes: (h, _options, loop) => findToplexes(h.edges, h.nodes, loop).length,
  homology: (h, _options, loop) => homologyChecksum(h, loop),
  anomalies: (h, { mode }, loop) => {
    const { scores } = detectAnomalies(h, { mode, ...loop });
    return ranOnJs(loop, total(scores.evidence.filter(Number.isFinite)));
  },
  layout: (h, _options, loop) => {
    const graph = incidenceGraph(h.edges, h.nodes);
    return linkLength(graph, forceLayout(graph, { ...LAYOUT, ...loop }));
  },
} as const satisfies Record<
  string,
  (
    hypergraph: Hypergraph,
    options: OperationOptions,
    loop: ComputeOptions,
  ) => number
>;

/** The same on a GPU, for those who ask for it; pairs are counted, not stored. */
const gpuOperations: Partial<
  Record<
    keyof typeof operations,
    (
      runner: WorkRunner,
      hypergraph: Hypergraph,
      options: OperationOptions,
      loop: ComputeOptions,
    ) => Promise<number>
  >
> = {
  linegraph: (runner, { edges, nodes }, { s }, loop) =>
    planOverlapCount(runner, { rows: edges, columns: nodes, s }, loop),
  components: async (runner, { edges, nodes }, { s }, loop) =>
    (await planComponents(runner, { rows: edges, columns: nodes, s }, loop))
      .count,
  motifs: async (runner, hypergraph, _options, loop) => {
    const { rows, columns } = differentEdges(hypergraph);
    const counts = await planEdgeMotifs(runner, rows, columns, loop);
    return motifsOfCounts(counts).total;
  },
  cores: async (runner, hypergraph, _options, loop) =>
    total(await planCores(runner, coreProblem(hypergraph), loop)),
  toplexes: async (runner, { edges, nodes }, _options, loop) =>
    (await planToplexes(runner, edges, nodes, loop)).length,
  layout: async (runner, { edges, nodes }, _options, loop) => {
    const graph = incidenceGraph(edges, nodes);
    const options = { ...LAYOUT, ...loop };
    return linkLength(graph, await planLayout(runner, graph, options));
  },
};

function total(values: Uint32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Mean length of the links of a graph that is laid out. */
function linkLength(
  { offsets, members }: Incidence,
  places: Float32Array,
): number {
  let sum = 0;
  for (let vertex = 0; vertex < offsets.length - 1; vertex++) {
    const [x = 0, y = 0] = places.subarray(2 * vertex, 2 * vertex + 2);
    for (const end of members.subarray(offsets[vertex], offsets[vertex + 1])) {
      const wayX = x - (places[2 * end] ?? 0);
      const wayY = y - (places[2 * end + 1] ?? 0);
      sum += Math.sqrt(wayX * wayX + wayY * wayY);
    }
  }
  return sum / Math.max(1, members.length);
}

/** What can be timed; `load` reads the source again and again. */
export const benchmarkOperations = [
  'load',
  ...(Object.keys(operations) as (keyof typeof operations)[]),
] as const;

export type BenchmarkOperation = (typeof benchmarkOperations)[number];

/** Times one operation on a source; `load` has the incidences read for a checksum. */
export async function benchmark(
  op: BenchmarkOperation,
  source: string,
  settings: BenchmarkOptions,
): Promise<BenchmarkResult> {
  const { choice, s, repeat, watch = {}, loading } = settings;
  const load = (): ReturnType<typeof loadHypergraph> =>
    loadHypergraph(source, choice, loading);
  const first = await load();
  const seconds: number[] = [];
  let checksum = first.hypergraph.incidenceCount;
  let ran: RanOn = { backend: 'js', threads: 1 };
  if (op !== 'load') {
    const compute = operationOn(op, watch, settings.runner);
    const onRan = (facts: RanOn): void => {
      ran = facts;
      watch.onRan?.(facts);
    };
    const loop = { ...watch, onRan };
    const mode =
      first.recipe === undefined ? first.recipe : defaultMode(first.recipe);
    checksum = await compute(first.hypergraph, { s, mode }, loop);
    for (let run = 0; run < repeat; run++) {
      const started = performance.now();
      checksum = await compute(first.hypergraph, { s, mode }, loop);
      seconds.push((performance.now() - started) / 1000);
    }
  } else {
    seconds.push(first.seconds);
    while (seconds.length < repeat) seconds.push((await load()).seconds);
  }
  return {
    op,
    seconds,
    median: median(seconds),
    loadSeconds: first.seconds,
    rssMiB: process.resourceUsage().maxRSS / 1024,
    checksum,
    ...ran,
  };
}

function operationOn(
  op: keyof typeof operations,
  { backend }: ComputeOptions,
  runner: WorkRunner | undefined,
): (
  hypergraph: Hypergraph,
  options: OperationOptions,
  loop: ComputeOptions,
) => number | Promise<number> {
  const onGpu = gpuOperations[op];
  if (backend !== 'gpu' || !runner || !onGpu) return operations[op];
  return (hypergraph, options, loop) =>
    onGpu(runner, hypergraph, options, loop);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
