// Quality and speed of the stream detector, as Markdown tables:
//   node tests/bench/anomaly-stream.mjs
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';
import { groupTraffic } from '#anomaly/evaluation/group-traffic.ts';
import { withJitteredTimes } from '#anomaly/evaluation/leak-check.ts';
import {
  plantAnomalies,
  type PlantedStream,
  type PlantedType,
  type TimedRelation,
} from '#anomaly/evaluation/planted-stream.ts';
import { StreamDetector } from '#anomaly/stream/stream-detector.ts';
import {
  STREAM_SCORES,
  type StreamScore,
} from '#anomaly/stream/stream-heads.ts';
import { saveDetector } from '#anomaly/stream/checkpoint.ts';
import { Random } from '#numeric/random.ts';
import {
  readDarpa,
  readEnron,
  readEnronNormal,
  readScholp,
  type LabelledStream,
} from './planted-streams.ts';

const SEEDS = [0, 1, 2];
const SHOWN = [
  'combined',
  'swap',
  'burst',
  'union',
  'removal',
  'recurring',
  'surprise',
  'recent',
] as const;

type Columns = Readonly<Record<StreamScore, Float64Array>>;

function detect(stream: LabelledStream, seed: number): Columns {
  const { relations, weights } = stream;
  const columns = Object.fromEntries(
    STREAM_SCORES.map((name) => [name, new Float64Array(relations.length)]),
  ) as Record<StreamScore, Float64Array>;
  const detector = new StreamDetector(
    { tick: 0, seed, weighted: weights !== undefined },
    ({ index, scores }) =>
      STREAM_SCORES.forEach((name, k) => (columns[name][index] = scores[k]!)),
  );
  relations.forEach(({ members, time }, i) =>
    detector.push({
      members,
      time,
      weights: weights && new Float64Array(members.length).fill(weights[i]!),
    }),
  );
  detector.flush();
  return columns;
}

/** Figures of each score from the first hundredth on, in SHOWN's order. */
function figures(stream: PlantedStream, seed: number): number[][] {
  const columns = detect(stream, seed);
  const from = Math.floor(stream.relations.length / 100);
  return SHOWN.map((name) => {
    const result = evaluateScores(
      columns[name].slice(from),
      stream.labels.slice(from),
    );
    return [
      result.auroc ?? NaN,
      result.averagePrecision ?? NaN,
      result.precisionAt['100'] ?? NaN,
    ];
  });
}

const short = (value: number): string => value.toFixed(3).replace(/^0/, '');

/** One row: mean over seeds, and the deviation of the AP. */
function row(name: string, make: (seed: number) => PlantedStream): void {
  const runs = SEEDS.map((seed) => figures(make(seed), seed));
  const cells = SHOWN.map((_, k) => {
    const mean = [0, 1, 2].map(
      (f) => runs.reduce((sum, run) => sum + run[k]![f]!, 0) / runs.length,
    );
    const spread = Math.sqrt(
      runs.reduce((sum, run) => sum + (run[k]![1]! - mean[1]!) ** 2, 0) /
        (runs.length - 1),
    );
    return `${short(mean[0]!)} / ${short(mean[1]!)} ± ${short(spread)} / ${mean[2]!.toFixed(2)}`;
  });
  console.log(`| ${[name, ...cells].join(' | ')} |`);
}

function quality(
  name: string,
  normal: (seed: number) => readonly TimedRelation[],
  types: readonly PlantedType[],
): void {
  for (const type of types) {
    row(`${name}, ${type}`, (seed) =>
      plantAnomalies(normal(seed), type, new Random(1000 + seed)),
    );
  }
}

function darpa(): void {
  const stream = readDarpa();
  const columns = detect(stream, 0);
  for (const name of [...SHOWN, 'volume'] as const) {
    const { auroc, averagePrecision } = evaluateScores(
      columns[name],
      stream.labels,
    );
    const weighted = weightedAuroc(
      columns[name],
      stream.labels,
      stream.weights,
    );
    console.log(
      `| DARPA | ${name} | ${short(auroc!)} / ${short(averagePrecision!)} | ${short(weighted)} |`,
    );
  }
}

/** Chance that a flow of an attack outranks one of none, ties counting half. */
function weightedAuroc(
  scores: Float64Array,
  labels: Uint8Array,
  weights: Float64Array,
): number {
  const order = Uint32Array.from(scores, (_, i) => i).sort(
    (a, b) => scores[a]! - scores[b]!,
  );
  let below = 0;
  let won = 0;
  let attacks = 0;
  for (let i = 0, j; i < order.length; i = j) {
    let normal = 0;
    let attack = 0;
    for (
      j = i;
      j < order.length && scores[order[j]!] === scores[order[i]!];
      j++
    ) {
      if (labels[order[j]!] === 1) attack += weights[order[j]!]!;
      else normal += weights[order[j]!]!;
    }
    won += attack * (below + normal / 2);
    below += normal;
    attacks += attack;
  }
  return won / (attacks * below);
}

/** CPU time of a stream gone over again, its times moved on: state is warm. */
function speed(name: string, relations: readonly TimedRelation[]): void {
  const detector = new StreamDetector({ tick: 0 }, () => undefined);
  const span = relations.at(-1)!.time + 1;
  const seconds = [0, 1, 2, 3, 4].map((round) => {
    const start = process.cpuUsage();
    for (const { members, time } of relations) {
      detector.push({ members, time: time + round * span });
    }
    detector.flush();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  const rate = (s: number): string =>
    Math.round(relations.length / s / 1000).toString();
  const warm = [...seconds.slice(1)].sort((a, b) => a - b)[1]!;
  const size =
    relations.reduce((sum, { members }) => sum + members.length, 0) /
    relations.length;
  const megabytes = saveDetector(detector).byteLength / 1e6;
  console.log(
    `| ${name} | ${size.toFixed(1)} | ${rate(seconds[0]!)} | ${rate(warm)} | ${megabytes.toFixed(1)} |`,
  );
}

const WIDER = [
  'independent-swap',
  'removal',
  'union',
  'collusion',
  'slow-drip',
  'time-shift',
] as const;
const BASIC = ['uniform-swap', 'degree-swap', 'burst'] as const;

/** Prints all tables. */
export function runStreamBenchmarks(): void {
  const enron = readEnronNormal();
  const school = readScholp('contact-high-school');
  const eu = readScholp('email-Eu', 60_000);
  const groups = (seed: number) =>
    groupTraffic(new Random(seed), { planted: 0 }).relations;

  console.log(
    `AUROC / AP ± deviation / P@100\n\n| stream | ${SHOWN.join(' | ')} |\n|${' --- |'.repeat(SHOWN.length + 1)}`,
  );
  row("Enron, HashNWalk's swaps", () => readEnron('unexpected'));
  row("Enron, HashNWalk's bursts", () => readEnron('bursty'));
  quality('Enron', () => enron, [...BASIC, ...WIDER]);
  quality('high-school', () => school, BASIC);
  quality('email-Eu', () => eu, [...BASIC, ...WIDER]);
  row('groups, half swapped', (seed) => groupTraffic(new Random(seed)));
  quality('groups', groups, WIDER);
  for (const [name, normal] of [
    ['Enron', enron],
    ['email-Eu', eu],
  ] as const) {
    row(`${name}, uniform-swap, times jittered`, (seed) => {
      const random = new Random(1000 + seed);
      return withJitteredTimes(
        plantAnomalies(normal, 'uniform-swap', random),
        random,
      );
    });
  }
  console.log(
    '\n| stream | score | AUROC / AP | AUROC by flow |\n| --- | --- | --- | --- |',
  );
  darpa();
  console.log(
    '\n| stream | mean size | thousand edges/s, cold | warm | MB |\n| --- | --- | --- | --- | --- |',
  );
  speed('Enron', enron);
  speed('email-Eu', eu);
  speed('high-school', school);
  const large = new Random(5);
  speed(
    'generated, eleven pairs',
    Array.from({ length: 60_000 }, (_, time) => ({
      members: Array.from({ length: 5 + large.int(2) }, () =>
        Math.floor(800 * large.float() ** 2),
      ),
      time,
    })),
  );
}
