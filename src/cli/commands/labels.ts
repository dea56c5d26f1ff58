import type { Argv } from 'yargs';
import {
  exportLabels,
  importLabels,
} from '#pipeline/operations/stored-labels.ts';
import { defineCommand, type CommandGroup } from '../command.ts';

interface Options {
  readonly file: string;
  readonly dataset: string;
  readonly of: 'edges' | 'nodes';
}

function options(yargs: Argv): Argv<Options> {
  return yargs
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'CSV file: id,label,reason,who,when',
    })
    .option('dataset', {
      type: 'string',
      demandOption: true,
      describe: 'Data set of the workspace, NAME or NAME@VERSION',
    })
    .option('of', {
      choices: ['edges', 'nodes'] as const,
      default: 'edges' as const,
      describe: 'What the ids name',
    });
}

const importCommand = defineCommand({
  name: 'import <file>',
  summary: 'Add the labels of a CSV file; an empty label takes one back',
  examples: [
    ['$0 labels import seen.csv --dataset month', 'id,label,reason,who,when'],
  ],
  options,
  run: async ({ file, dataset, of }: Options, session) => {
    const started = performance.now();
    const workspace = await session.workspace();
    const task = { dataset, of };
    const report = await importLabels(workspace, file, task, session.actor);
    return { ...report, run: session.runFacts(started) };
  },
  print: ({ dataset, labels }, session) => {
    session.table([
      ['data set', `ws:${dataset}`],
      ['labels added', labels],
    ]);
  },
});

const exportCommand = defineCommand({
  name: 'export <file>',
  summary: 'Write the labels that count now to a CSV file',
  examples: [
    ['$0 labels export labels.csv --dataset month', 'The last of each'],
  ],
  options,
  run: async ({ file, dataset, of }: Options, session) => {
    const started = performance.now();
    const task = { dataset, of };
    const report = await exportLabels(await session.workspace(), file, task);
    return { ...report, run: session.runFacts(started) };
  },
  print: ({ file, labels }, session) => {
    session.table([
      ['file', file],
      ['labels', labels],
    ]);
  },
});

/** What people said of hyperedges and nodes. */
export const labelsGroup: CommandGroup = {
  name: 'labels',
  summary: 'What people said of relations: import, export',
  commands: [importCommand, exportCommand],
};
