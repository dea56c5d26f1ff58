import { betweenness } from '#compute/cpu/betweenness.ts';
import { distanceTotals } from '#compute/cpu/distance-totals.ts';
import { largestDistance } from '#compute/cpu/largest-distance.ts';
import { countOverlapPairs, overlapPairs } from '#compute/cpu/overlap-pairs.ts';
import { sComponents } from '#compute/cpu/s-components.ts';
import { sDistances } from '#compute/cpu/s-distances.ts';
import { findToplexes } from '#hypergraph/toplexes.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { memberChecksum, powerLawHypergraph } from './power-law.ts';
import {
  naiveComponentCount,
  naivePairCount,
  naiveToplexCount,
} from './naive-baselines.ts';

/** Edges and member checksum of the generated data (seed 42), by incidences. */
const EXPECTED: Readonly<Record<number, readonly [number, number]>> = {
  100_000: [16_553, 1_029_077_485],
  1_000_000: [164_856, 4_076_908_102],
  10_000_000: [1_649_516, 2_459_259_242],
};

/** A timed operation; its result is what proves the work. */
interface Operation {
  readonly name: string;
  /** Not run on more incidences than this, so that a round stays short. */
  readonly upTo: number;
  readonly run: (hypergraph: Hypergraph) => number;
}

const MANY = 100_000_000;

const operations: readonly Operation[] = [
  ...[1, 2, 3, 8].map((s) => ({
    name: `linegraph s=${s} count`,
    upTo: s === 1 ? 1_000_000 : MANY,
    run: ({ edges, nodes }: Hypergraph) => countOverlapPairs(edges, nodes, s),
  })),
  {
    name: 'linegraph s=2 stored',
    upTo: MANY,
    run: ({ edges, nodes }) => overlapPairs(edges, nodes, 2).neighbors.length,
  },
  {
    name: 'linegraph s=2 naive',
    upTo: 100_000,
    run: (hypergraph) => naivePairCount(hypergraph, 2),
  },
  ...[1, 2, 3].map((s) => ({
    name: `components s=${s}`,
    upTo: MANY,
    run: ({ edges, nodes }: Hypergraph) => sComponents(edges, nodes, s).count,
  })),
  {
    name: 'components s=2 naive',
    upTo: 100_000,
    run: (hypergraph) => naiveComponentCount(hypergraph, 2),
  },
  ...[1, 2].map((s) => ({
    name: `distances s=${s} from the first edge`,
    upTo: MANY,
    run: ({ edges, nodes }: Hypergraph) =>
      sDistances(edges, nodes, s, { source: 0 }).levels.reduce(
        (sum, level) => (sum + level) % 2 ** 32,
        0,
      ),
  })),
  ...[1, 2].map((s) => ({
    name: `diameter s=${s}`,
    upTo: s === 1 ? 1_000_000 : 100_000,
    run: ({ edges, nodes }: Hypergraph) =>
      largestDistance(edges, nodes, s).distance,
  })),
  ...[1, 2].map((s) => ({
    name: `distance totals s=${s}`,
    upTo: 100_000,
    run: ({ edges, nodes }: Hypergraph) =>
      distanceTotals(edges, nodes, s).sum.reduce((sum, one) => sum + one, 0),
  })),
  {
    name: 'betweenness s=2',
    upTo: 100_000,
    run: ({ edges, nodes }) =>
      betweenness(edges, nodes, 2).reduce((sum, score) => sum + score, 0),
  },
  {
    name: 'toplexes',
    upTo: MANY,
    run: ({ edges, nodes }) => findToplexes(edges, nodes).length,
  },
  {
    name: 'toplexes naive',
    upTo: 100_000,
    run: naiveToplexCount,
  },
];

/**
 * Prints the best wall and CPU time of each operation on generated data.
 * @param sizes - Incidences to generate.
 * @param filter - Only operations whose name holds this.
 */
export function runBenchmarks(
  sizes: readonly number[],
  filter = '',
  repeat = 3,
): void {
  for (const size of sizes) {
    const hypergraph = powerLawHypergraph(size, 42);
    const sum = memberChecksum(hypergraph.edges);
    const expected = EXPECTED[size];
    if (
      expected &&
      (expected[0] !== hypergraph.edgeCount || expected[1] !== sum)
    ) {
      throw new Error(`The generator drifted at ${size}: checksum ${sum}.`);
    }
    console.log(
      `\n${hypergraph.edgeCount} edges, ${hypergraph.nodeCount} nodes, ${hypergraph.incidenceCount} incidences`,
    );
    for (const { name, upTo, run } of operations) {
      if (size > upTo || !name.includes(filter)) continue;
      const { wall, cpu, result } = best(() => run(hypergraph), repeat);
      console.log(
        `${name.padEnd(34)} wall ${wall.toFixed(4).padStart(8)} s  cpu ${cpu.toFixed(4).padStart(8)} s  ${result}`,
      );
    }
  }
}

/** Least wall and CPU seconds; a slow operation runs once. */
function best(
  run: () => number,
  repeat: number,
): { wall: number; cpu: number; result: number } {
  let wall = Infinity;
  let cpu = Infinity;
  let result = 0;
  for (let round = 0; round < repeat; round++) {
    const started = performance.now();
    const before = process.cpuUsage();
    result = run();
    const { user, system } = process.cpuUsage(before);
    const took = (performance.now() - started) / 1000;
    wall = Math.min(wall, took);
    cpu = Math.min(cpu, (user + system) / 1e6);
    if (took > 5) break;
  }
  return { wall, cpu, result };
}
