import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import { computeBetweenness } from '#topology/centrality/betweenness.ts';
import { computeComponents } from '#topology/walks/components.ts';
import { computeLineGraph } from '#topology/walks/line-graph.ts';
import { loadHypergraph, type LoadWatch, type MappingChoice } from './load.ts';

export interface BenchmarkOptions {
  readonly choice: MappingChoice;
  readonly s: number;
  /** Timed runs; one more goes before them, untimed, to warm up. */
  readonly repeat: number;
  readonly watch?: LoopOptions;
  readonly loading?: LoadWatch;
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
  readonly backend: 'js';
}

/** Each operation returns its checksum. */
const operations = {
  linegraph: (h, s, loop) => computeLineGraph(h, { s, ...loop }).pairCount,
  components: (h, s, loop) => computeComponents(h, { s, ...loop }).count,
  toplexes: (h, _s, loop) => findToplexes(h.edges, h.nodes, loop).length,
  betweenness: (h, s, loop) =>
    computeBetweenness(h, { s, ...loop }).reduce(
      (sum, score) => sum + score,
      0,
    ),
} as const satisfies Record<
  string,
  (hypergraph: Hypergraph, s: number, loop: LoopOptions) => number
>;

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
  options: BenchmarkOptions,
): Promise<BenchmarkResult> {
  const { choice, s, repeat, watch = {}, loading } = options;
  const load = (): ReturnType<typeof loadHypergraph> =>
    loadHypergraph(source, choice, loading);
  const first = await load();
  const seconds: number[] = [];
  let checksum = first.hypergraph.incidenceCount;
  if (op !== 'load') {
    const compute = operations[op];
    checksum = compute(first.hypergraph, s, watch);
    for (let run = 0; run < repeat; run++) {
      const started = performance.now();
      checksum = compute(first.hypergraph, s, watch);
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
    backend: 'js',
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
