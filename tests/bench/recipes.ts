// How well each recipe's planted cases are found, as a Markdown table:
//   node tests/support/run-script.mjs tests/bench/recipes.ts
// RECIPES=zeek,fixes in the environment limits it; SEEDS=1 is quicker; KINDS=1 adds a line for each kind.
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import {
  evaluateScores,
  type ScoreEvaluation,
} from '#anomaly/evaluation/evaluate-scores.ts';
import { RECIPES } from '#recipes/registry.ts';
import { readScenario } from '../recipes/read-scenario.ts';

const wanted = process.env['RECIPES']?.split(',');
const seeds = Array.from(
  { length: Number(process.env['SEEDS'] ?? 3) },
  (_, i) => i + 1,
);

const figure = (value: number | null): string => value?.toFixed(3) ?? '–';

console.log('| recipe | relations | planted | AUROC | AP | P@50 |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const { name, defaults } of RECIPES) {
  if (wanted && !wanted.includes(name)) continue;
  const runs: (ScoreEvaluation & { edges: number })[] = [];
  for (const seed of seeds) {
    const { hypergraph, kinds } = await readScenario(name, { seed });
    const { evidence, flagged } = detectAnomalies(hypergraph, {
      mode: defaults.mode,
    }).scores;
    const labels = Uint8Array.from(kinds, (kind) => (kind === '' ? 0 : 1));
    runs.push({
      edges: labels.length,
      ...evaluateScores(evidence, labels, flagged),
    });
    if (process.env['KINDS'] === undefined) continue;
    for (const kind of new Set(kinds)) {
      if (kind === '') continue;
      // Of one kind against the ordinary ones.
      const rows = kinds.flatMap((other, row) =>
        other === '' || other === kind ? [row] : [],
      );
      const one = evaluateScores(
        rows.map((row) => evidence[row] ?? 0),
        rows.map((row) => labels[row] ?? 0),
      );
      const { positives, auroc, averagePrecision } = one;
      console.log(
        `  seed ${String(seed)} ${kind}: ${String(positives)}, AUROC ${figure(auroc)}, AP ${figure(averagePrecision)}`,
      );
    }
  }
  const list = (of: (run: (typeof runs)[number]) => string | number): string =>
    runs.map((run) => String(of(run))).join(', ');
  const cells = [
    `\`${name}\``,
    list(({ edges }) => edges),
    list(({ positives }) => positives),
    list(({ auroc }) => figure(auroc)),
    list(({ averagePrecision }) => figure(averagePrecision)),
    list(({ precisionAt }) => figure(precisionAt['50'])),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
