import { listRuns, showRun } from '#pipeline/operations/stored-runs.ts';
import { defineCommand, type CommandGroup } from '../command.ts';
import { runsReproduceCommand } from './runs-reproduce.ts';

const listCommand = defineCommand({
  name: 'list',
  summary: 'List what was computed from data sets of the workspace',
  examples: [
    ['$0 runs list', 'The newest first'],
    ['$0 runs list --dataset month --limit 5', 'On one data set'],
  ],
  options: (yargs) =>
    yargs
      .option('dataset', { type: 'string', describe: 'On this data set only' })
      .option('limit', {
        type: 'number',
        default: 100,
        describe: 'Most runs to list',
      }),
  run: async ({ dataset, limit }, session) => {
    const started = performance.now();
    const found = await listRuns(await session.workspaceOrNone(), {
      limit,
      ...(dataset !== undefined && { dataset }),
    });
    return { ...found, run: session.runFacts(started) };
  },
  print: ({ runs, total }, session) => {
    session.table(
      runs.map((run) => [
        run.id,
        run.dataset ?? '',
        run.operation,
        Object.entries(run.parameters)
          .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
          .join(' '),
        run.backend,
        run.startedAt,
      ]),
      ['ID', 'DATA SET', 'OPERATION', 'PARAMETERS', 'BACKEND', 'STARTED'],
    );
    session.note(`${runs.length} of ${total} runs.`);
  },
});

const showCommand = defineCommand({
  name: 'show <id>',
  summary: 'One run with its result',
  examples: [['$0 runs show 0f3c9a… --json', 'How it came about, and what']],
  options: (yargs) =>
    yargs.positional('id', { type: 'string', demandOption: true }),
  run: async ({ id }, session) => {
    const started = performance.now();
    const shown = await showRun(await session.workspace(), id);
    return { ...shown, run: session.runFacts(started) };
  },
  print: ({ result, run: _, parameters, ...facts }, session) => {
    session.table([
      ...Object.entries(facts),
      ['parameters', JSON.stringify(parameters)],
    ]);
    session.print('');
    session.print(JSON.stringify(result, null, 2));
  },
});

/** What was computed, and how. */
export const runsGroup: CommandGroup = {
  name: 'runs',
  summary: 'Look up what was computed: list, show, reproduce',
  commands: [listCommand, showCommand, runsReproduceCommand],
};
