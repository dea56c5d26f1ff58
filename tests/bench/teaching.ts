// What labels gain, as a Markdown table:
//   node tests/support/run-script.mjs tests/bench/teaching.ts
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import { plantAnomalies } from '#anomaly/evaluation/planted-stream.ts';
import { teachingGain } from '#anomaly/evaluation/teaching-gain.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Random } from '#numeric/random.ts';
import { authHypergraph } from '../anomaly/auth-hypergraph.ts';
import {
  readDarpa,
  readEnron,
  readScholp,
  type LabelledStream,
} from './planted-streams.ts';

const SEEDS = [0, 1, 2, 3, 4];
const STEPS = [0, 5, 10, 20];

/** A stream with its own instants as ticks; one tenth of its unit a millisecond. */
function hypergraphOf({ relations, weights }: LabelledStream): Hypergraph {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  relations.forEach(({ members, time }, i) => {
    const edge = builder.addNextEdge();
    for (const member of members) {
      builder.addIncidence(edge, builder.addNode(String(member)));
      if (weights) builder.setIncidence('weight', weights[i]!);
    }
    builder.setEdge(edge, 'time', Math.round(10 * time));
  });
  return builder.build();
}

interface Case {
  readonly hypergraph: Hypergraph;
  readonly labels: Uint8Array;
}

/** AP of what is not labelled, untaught and taught, and anomalies among the labels, after each step. */
function lesson(
  { hypergraph, labels }: Case,
  seed: number,
  tick: number | undefined,
): number[][] {
  const detection = detectAnomalies(hypergraph, {
    seed,
    ...(tick !== undefined && { tick, moment: tick }),
  });
  const lessonOf = { truth: labels, most: 20, seed };
  return teachingGain(detection, hypergraph, lessonOf)
    .filter((gain) => STEPS.includes(gain.labels))
    .map(({ untaught, taught, anomalies }) => [
      untaught ?? NaN,
      taught ?? NaN,
      anomalies,
    ]);
}

function row(
  name: string,
  make: (seed: number) => Case,
  tick: number | undefined,
): void {
  const runs = SEEDS.map((seed) => lesson(make(seed), seed, tick));
  const cells = STEPS.map((_, k) => {
    const of = (j: number): number[] => runs.map((run) => run[k]![j]!);
    const mean = (v: number[]): number =>
      v.reduce((a, b) => a + b, 0) / v.length;
    const taught = of(1);
    const gain = runs.map((run) => run[k]![1]! - run[k]![0]!);
    const deviation = Math.sqrt(
      gain.reduce((sum, g) => sum + (g - mean(gain)) ** 2, 0) / 4,
    );
    return `${mean(of(0)).toFixed(3)} → ${mean(taught).toFixed(3)} (${mean(gain).toFixed(3)} ± ${deviation.toFixed(3)}; ${mean(of(2)).toFixed(1)})`;
  });
  console.log(`| ${[name, ...cells].join(' | ')} |`);
}

console.log(
  `| data | ${STEPS.map((n) => `${n} labels`).join(' | ')} |\n|${' --- |'.repeat(STEPS.length + 1)}`,
);
const school = readScholp('contact-high-school');
for (const type of ['uniform-swap', 'degree-swap', 'burst'] as const) {
  row(
    `high-school, ${type}`,
    (seed) => {
      const stream = plantAnomalies(school, type, new Random(1000 + seed));
      return { hypergraph: hypergraphOf(stream), labels: stream.labels };
    },
    1,
  );
}
const enron = readEnron('unexpected');
row(
  'Enron, swaps',
  () => ({ hypergraph: hypergraphOf(enron), labels: enron.labels }),
  10,
);
row(
  'auth, 10,000 rows',
  (seed) => authHypergraph({ seed, edges: 10_000 }),
  undefined,
);
const darpa = readDarpa();
const darpaCase = { hypergraph: hypergraphOf(darpa), labels: darpa.labels };
row('DARPA', () => darpaCase, 10);
