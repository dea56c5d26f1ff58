// Quality and speed of anomaly detection, as Markdown tables:
//   node tests/support/run-script.mjs tests/bench/anomaly.ts
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import {
  detectAnomalies,
  type DetectOptions,
} from '#anomaly/detect-anomalies.ts';
import { edgeScores } from '#anomaly/detectors/edge-scores.ts';
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import {
  authHypergraph,
  type LabelledHypergraph,
} from '../anomaly/auth-hypergraph.ts';
import { hasShared, sharedPath } from '../support/shared.ts';
import { powerLawHypergraph } from './power-law.ts';

const HEADS = ['combined', 'surprise', 'bursty', 'attributes'] as const;

/** E-mails with planted edges; one time unit of the file is taken as a second. */
function enron(kind: string): Omit<LabelledHypergraph, 'scenarios'> {
  const file = `email-Enron-full_inject_${kind}.txt.gz`;
  const path = sharedPath('data', 'anomaly', file);
  const lines = gunzipSync(readFileSync(path)).toString().trim().split('\n');
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  const labels = lines.map((line) => {
    const [members = '', time = '', label = ''] = line.split('\t');
    const edge = builder.addNextEdge();
    for (const member of members.split(',')) {
      builder.addIncidence(edge, builder.addNode(member));
    }
    builder.setEdge(edge, 'time', 1000 * Number(time));
    return Number(label);
  });
  return { hypergraph: builder.build(), labels: Uint8Array.from(labels) };
}

function quality(
  name: string,
  { hypergraph, labels }: Omit<LabelledHypergraph, 'scenarios'>,
  options: DetectOptions,
): void {
  for (const mode of ['static', 'stream'] as const) {
    for (const head of HEADS) {
      if (head === 'attributes' && options.tick !== undefined) continue;
      const detection = detectAnomalies(hypergraph, { ...options, mode, head });
      const { evidence, flagged } = detection.scores;
      const result = evaluateScores(evidence, labels, flagged);
      const figures = [
        result.auroc,
        result.averagePrecision,
        result.precisionAt['100'],
        result.fdr,
        result.recallAtFdr,
      ].map((value) => (value === null ? '–' : value.toFixed(3)));
      const cells = [name, mode, head, ...figures, String(detection.flagged)];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}

function speed(name: string, hypergraph: Hypergraph): void {
  for (const mode of ['static', 'stream'] as const) {
    const seconds = [0, 1, 2, 3, 4]
      .map(() => {
        const start = performance.now();
        edgeScores(hypergraph, { mode });
        return (performance.now() - start) / 1000;
      })
      .sort((a, b) => a - b);
    const median = seconds[2] ?? NaN;
    const rate = (count: number): string =>
      Math.round(count / median).toLocaleString('en-US');
    const cells = [
      name,
      mode,
      hypergraph.edgeCount.toLocaleString('en-US'),
      (hypergraph.incidenceCount / hypergraph.edgeCount).toFixed(1),
      rate(hypergraph.edgeCount),
      rate(hypergraph.incidenceCount),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

console.log(
  '| data | mode | head | AUROC | AP | P@100 | FDR of flagged | recall of flagged | flagged |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
);
for (const seed of [0, 1, 2]) {
  quality(`auth, 40,000 rows, seed ${seed}`, authHypergraph({ seed }), {});
}
if (hasShared('data', 'anomaly')) {
  for (const kind of ['unexpected', 'bursty']) {
    quality(`Enron ${kind}`, enron(kind), { moment: 1000, tick: 1000 });
  }
}
console.log(
  '\n| data | mode | edges | mean size | edges/s | incidences/s |\n| --- | --- | --- | --- | --- | --- |',
);
speed('auth', authHypergraph({ edges: 200_000, seed: 2 }).hypergraph);
speed('power law', powerLawHypergraph(1_000_000, 1));
