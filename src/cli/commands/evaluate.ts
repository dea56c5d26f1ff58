import { basename } from 'node:path';
import { compareWithTruth, readTruth } from '#pipeline/operations/evaluate.ts';
import { evaluationReport } from '#pipeline/operations/evaluation-report.ts';
import { scoreSource, withAnomalyOptions } from '../anomaly-options.ts';
import { defineCommand } from '../command.ts';
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
  ],
  options: (yargs) =>
    withAnomalyOptions(yargs)
      .option('truth', {
        type: 'string',
        demandOption: true,
        describe: 'CSV file with the columns id and label (0 or 1)',
      })
      .option('to', {
        type: 'string',
        describe:
          'Write a report with plots to this file, .html for a page or .txt: ROC, precision and recall, calibration, gain by labels',
      }),
  run: async (options, session) => {
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
  },
  print: (found, session) => {
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
