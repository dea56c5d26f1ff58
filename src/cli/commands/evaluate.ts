import { basename } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import { compareWithTruth, readTruth } from '#pipeline/operations/evaluate.ts';
import { evaluationReport } from '#pipeline/operations/evaluation-report.ts';
import {
  evaluatePlanted,
  plantedTypes,
  type PlantedEvaluation,
} from '#pipeline/operations/planted-evaluation.ts';
import {
  anomalyRequest,
  scoreSource,
  withAnomalyOptions,
  type AnomalyOptions,
} from '../anomaly-options.ts';
import { defineCommand } from '../command.ts';
import type { Session } from '../session.ts';
import { loadSource } from '../source-options.ts';
import { reportFacts, writeReport } from '../write-report.ts';

export const evaluateCommand = defineCommand({
  recording: { outputs: ['to'], varying: ['throughput'] },
  name: 'evaluate <source>',
  summary: 'Compare a ranking with known labels',
  examples: [
    [
      '$0 evaluate month/events.csv --recipe auth --truth month/truth.csv',
      'How well planted intrusions are found',
    ],
    [
      '$0 evaluate month/events.csv --recipe auth --truth month/truth.csv --to report.html',
      'The same as a page with plots',
    ],
    [
      '$0 evaluate contacts.csv --node a,b --time t --plant uniform-swap',
      'How well relations that did not happen are found, three seeds',
    ],
  ],
  options: (yargs) =>
    withAnomalyOptions(yargs)
      .option('truth', {
        type: 'string',
        describe: 'CSV file with the columns id and label (0 or 1)',
      })
      .option('plant', {
        choices: plantedTypes,
        describe:
          'Plant relations of this kind into the data instead, and look for them; kinds and properties are left out',
      })
      .option('seeds', {
        type: 'number',
        default: 3,
        describe: 'Plantings, with --plant',
      })
      .option('to', {
        type: 'string',
        describe:
          'Write a report with plots to this file, .html for a page or .txt: ROC, precision and recall, calibration, gain by labels',
      }),
  run: async (options: Options, session) => {
    const { truth, plant, to } = options;
    if ((truth === undefined) === (plant === undefined)) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        'Give --truth FILE, or --plant KIND: one says what is to be found.',
      );
    }
    if (truth !== undefined)
      return againstTruth({ ...options, truth }, session);
    if (to !== undefined) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        '--to reports on one ranking and its truth, not on several plantings. Leave it out, or give --truth.',
      );
    }
    return planted(options, session);
  },
  print: (found, session) => {
    if ('plant' in found) {
      printPlanted(found, session);
      return;
    }
    session.table([
      ['positives', found.positives],
      ['AUROC', found.auroc],
      ['average precision', found.averagePrecision],
      ['precision at 10', found.precisionAt['10']],
      ['precision at 50', found.precisionAt['50']],
      ['precision at 100', found.precisionAt['100']],
      ['false among the flagged', found.fdr],
      ['found among the flagged', found.recallAtFdr],
      ['hyperedges a second', Math.round(found.throughput.edgesPerSecond)],
    ]);
  },
});

interface Options extends AnomalyOptions {
  readonly truth: string | undefined;
  readonly plant: PlantedEvaluation['plant'] | undefined;
  readonly seeds: number;
  readonly to: string | undefined;
}

async function againstTruth(
  options: Options & { readonly truth: string },
  session: Session,
) {
  const loaded = await loadSource(options, session);
  const { hypergraph } = loaded;
  const started = performance.now();
  const detection = await scoreSource(options, loaded, session);
  const run = session.runFacts(started);
  const truth = await readTruth(options.truth, detection.ids);
  const found = compareWithTruth(detection, truth);
  if (options.to !== undefined) {
    const facts = reportFacts(options, session, 'evaluate');
    const { fdr } = options;
    const { seed } = session.options;
    const command = `${facts.command} --truth ${basename(options.truth)}`;
    const basis = { hypergraph, detection, truth, found };
    await writeReport(
      options.to,
      evaluationReport({ ...facts, ...basis, fdr, seed, command }),
    );
  }
  return {
    ...found,
    throughput: {
      edgesPerSecond: hypergraph.edgeCount / run.seconds,
      incidencesPerSecond: hypergraph.incidenceCount / run.seconds,
    },
    run,
  };
}

async function planted(options: Options, session: Session) {
  const { plant = 'uniform-swap', seeds } = options;
  if (!(Number.isInteger(seeds) && seeds >= 1 && seeds <= 100)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `--seeds is ${seeds}; it must be an integer from 1 to 100.`,
      { seeds },
    );
  }
  const { hypergraph, recipe } = await loadSource(options, session);
  const started = performance.now();
  const found = evaluatePlanted(
    hypergraph,
    { ...anomalyRequest({ ...options, recipe }, session), of: 'edges' },
    { plant, seeds },
    session.watch('scoring'),
  );
  return { ...found, run: session.runFacts(started) };
}

function printPlanted(found: PlantedEvaluation, session: Session): void {
  session.table(
    found.seeds.map((one) => [
      one.seed,
      one.positives,
      one.auroc,
      one.averagePrecision,
      one.precisionAt['100'],
    ]),
    ['SEED', 'PLANTED', 'AUROC', 'AVERAGE PRECISION', 'PRECISION AT 100'],
  );
  const text = ({ mean, deviation }: PlantedEvaluation['auroc']): string =>
    `${mean?.toFixed(3) ?? 'none'}${deviation === null ? '' : ` ± ${deviation.toFixed(3)}`}`;
  session.note(
    `AUROC ${text(found.auroc)}, average precision ${text(found.averagePrecision)}.`,
  );
  if (found.jittered === null) return;
  session.note(
    `At times of chance: AUROC ${text(found.jittered.auroc)}, average precision ${text(found.jittered.averagePrecision)}. Far less would mean that their times give them away.`,
  );
}
