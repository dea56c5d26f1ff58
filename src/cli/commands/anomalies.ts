import {
  reportAnomalies,
  scoreAnomalies,
  writeScores,
} from '#pipeline/operations/anomalies.ts';
import { anomalyRequest, withAnomalyOptions } from '../anomaly-options.ts';
import { defineCommand } from '../command.ts';
import { loadSource } from '../source-options.ts';

export const anomaliesCommand = defineCommand({
  recording: { outputs: ['scores'] },
  name: 'anomalies <source>',
  summary: 'Rank the most surprising relations, each with its reasons',
  examples: [
    ['$0 anomalies events.csv --recipe auth --top 20', 'Log-ons worth a look'],
    ['$0 anomalies events.csv --recipe auth --scores scores.csv', 'All scores'],
  ],
  options: (yargs) =>
    withAnomalyOptions(yargs)
      .option('top', {
        type: 'number',
        default: 50,
        describe: 'How many to show',
      })
      .option('explain', {
        type: 'boolean',
        default: true,
        describe: 'Give the parts of each score',
      })
      .option('scores', {
        type: 'string',
        describe: 'Write the scores of every element to this CSV file',
      }),
  run: async (options, session) => {
    const { hypergraph, recipe } = await loadSource(options, session);
    const started = performance.now();
    const detection = scoreAnomalies(
      hypergraph,
      anomalyRequest({ ...options, recipe }, session),
      session.watch('scoring'),
    );
    const { top, explain } = options;
    const report = reportAnomalies(detection, { top, explain });
    if (options.scores !== undefined) {
      await writeScores(options.scores, hypergraph, detection);
    }
    return { ...report, run: session.runFacts(started) };
  },
  print: ({ results, flagged, total, guarantee }, session) => {
    session.table(
      results.map((result) => [
        result.rank,
        result.score.toFixed(2),
        result.p.toExponential(1),
        result.flagged ? 'yes' : '',
        result.time === null ? '' : new Date(result.time).toISOString(),
        result.id,
        result.explanation?.text ?? result.members.join(' '),
      ]),
      ['RANK', 'SCORE', 'P', 'FLAGGED', 'TIME', 'ID', 'WHY'],
    );
    session.note(`${flagged} of ${total} flagged. ${guarantee.text}`);
  },
});
