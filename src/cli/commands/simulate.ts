import { simulateToFolder } from '#pipeline/operations/recipes.ts';
import { defineCommand } from '../command.ts';
import { interruptible } from '../interruptible.ts';

export const simulateCommand = defineCommand({
  name: 'simulate <recipe>',
  summary: 'Write a believable scenario with planted, labelled anomalies',
  examples: [
    [
      '$0 simulate auth --to month --edges 40000 --seed 1',
      'A month of log-ons in month/events.csv, the truth in month/truth.csv',
    ],
  ],
  options: (yargs) =>
    yargs
      .positional('recipe', { type: 'string', demandOption: true })
      .option('to', {
        type: 'string',
        demandOption: true,
        describe: 'Folder to write to; made if it is not there',
      })
      .option('edges', { type: 'number', describe: 'About how many records' })
      .option('anomalies', {
        type: 'number',
        describe: 'About how many of them planted',
      }),
  run: async ({ recipe, to, edges, anomalies }, session) => {
    const started = performance.now();
    const files = await interruptible(() =>
      simulateToFolder(recipe, to, {
        seed: session.options.seed,
        ...(edges !== undefined && { edges }),
        ...(anomalies !== undefined && { anomalies }),
      }),
    );
    return { recipe, files, run: session.runFacts(started) };
  },
  print: ({ files }, session) => {
    session.table(
      files.map(({ path, bytes }) => [path, bytes]),
      ['FILE', 'BYTES'],
    );
  },
});
