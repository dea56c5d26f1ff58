import type { Backend, ComputeOptions, RanOn } from '#compute/backend.ts';
import {
  planComponents,
  planCores,
  planEdgeMotifs,
  planOverlapCount,
  planToplexes,
} from '#compute/planned-kernels.ts';
import type { WorkRunner } from '#compute/planner.ts';
import { findToplexes } from '#compute/toplexes.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
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

/** Each operation returns its checksum. */
const operations = {
  // pairs stored, each once, by their later element
  linegraph: (h, s, loop) =>
    computeEarlierNeighbors(h, { s, ...loop }).members.length,
  components: (h, s, loop) => computeComponents(h, { s, ...loop }).count,
  motifs: (h, _s, loop) => computeMotifs(h, loop).total,
  cores: (h, _s, loop) =>
    computeCores(h, loop).cores.reduce((sum, core) => sum + core, 0),
  toplexes: (h, _s, loop) => findToplexes(h.edges, h.nodes, loop).length,
  homology: (h, _s, loop) => homologyChecksum(h, loop),
  betweenness: (h, s, loop) =>
    computeBetweenness(h, { s, ...loop }).reduce(
      (sum, score) => sum + score,
      0,
    ),
} as const satisfies Record<
  string,
  (hypergraph: Hypergraph, s: number, loop: ComputeOptions) => number
>;

/** The same on a GPU, for those who ask for it; pairs are counted, not stored. */
const gpuOperations: Partial<
  Record<
    keyof typeof operations,
    (
      runner: WorkRunner,
      hypergraph: Hypergraph,
      s: number,
      loop: ComputeOptions,
    ) => Promise<number>
  >
> = {
  linegraph: (runner, { edges, nodes }, s, loop) =>
    planOverlapCount(runner, { rows: edges, columns: nodes, s }, loop),
  components: async (runner, { edges, nodes }, s, loop) =>
    (await planComponents(runner, { rows: edges, columns: nodes, s }, loop))
      .count,
  motifs: async (runner, hypergraph, _s, loop) => {
    const { rows, columns } = differentEdges(hypergraph);
    const counts = await planEdgeMotifs(runner, rows, columns, loop);
    return motifsOfCounts(counts).total;
  },
  cores: async (runner, hypergraph, _s, loop) => {
    const cores = await planCores(runner, coreProblem(hypergraph), loop);
    return cores.reduce((sum, core) => sum + core, 0);
  },
  toplexes: async (runner, { edges, nodes }, _s, loop) =>
    (await planToplexes(runner, edges, nodes, loop)).length,
};

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
    const options = { ...watch, onRan };
    checksum = await compute(first.hypergraph, s, options);
    for (let run = 0; run < repeat; run++) {
      const started = performance.now();
      checksum = await compute(first.hypergraph, s, options);
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
  s: number,
  loop: ComputeOptions,
) => number | Promise<number> {
  const onGpu = gpuOperations[op];
  if (backend !== 'gpu' || !runner || !onGpu) return operations[op];
  return (hypergraph, s, loop) => onGpu(runner, hypergraph, s, loop);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
