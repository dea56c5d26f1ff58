import { PolyadError } from '#errors/polyad-error.ts';
import {
  listStored,
  removeStored,
  verifyStored,
} from '#pipeline/operations/stored-datasets.ts';
import { defineCommand, type CommandGroup } from '../command.ts';
import { datasetsImportCommand } from './datasets-import.ts';

const listCommand = defineCommand({
  name: 'list',
  summary: 'List the data sets of the workspace',
  examples: [['$0 datasets list', 'Names, versions and sizes']],
  options: (yargs) => yargs,
  run: async (_options, session) => {
    const started = performance.now();
    const datasets = await listStored(await session.workspaceOrNone());
    return { datasets, run: session.runFacts(started) };
  },
  print: ({ datasets }, session) => {
    session.table(
      datasets.map((dataset) => [
        `ws:${dataset.reference}`,
        dataset.edges,
        dataset.nodes,
        dataset.incidences,
        dataset.source,
        dataset.createdAt,
      ]),
      ['SOURCE', 'HYPEREDGES', 'NODES', 'INCIDENCES', 'FROM', 'IMPORTED'],
    );
    if (datasets.length === 0) {
      session.note('None yet: polyad datasets import FILE --name NAME.');
    }
  },
});

const removeCommand = defineCommand({
  name: 'remove <name>',
  summary: 'Remove a data set, or one version of it',
  examples: [
    ['$0 datasets remove month', 'All its versions'],
    ['$0 datasets remove month@2', 'The second version alone'],
  ],
  options: (yargs) =>
    yargs.positional('name', { type: 'string', demandOption: true }),
  run: async ({ name }, session) => {
    const started = performance.now();
    const workspace = await session.workspace();
    const removed = await removeStored(workspace, name, session.actor);
    return { removed, run: session.runFacts(started) };
  },
  print: ({ removed }, session) => {
    session.table(
      removed.map(({ name, version }) => [name, version]),
      ['REMOVED', 'VERSION'],
    );
  },
});

const verifyCommand = defineCommand({
  name: 'verify [name]',
  summary: 'Hash what is stored again, and compare',
  examples: [
    ['$0 datasets verify', 'Everything'],
    ['$0 datasets verify month', 'One data set'],
  ],
  options: (yargs) => yargs.positional('name', { type: 'string' }),
  run: async ({ name }, session) => {
    const started = performance.now();
    const datasets = await verifyStored(await session.workspace(), name);
    const faulty = datasets.filter(({ ok }) => !ok);
    if (faulty.length > 0) {
      const names = faulty.map(
        (one) => `${one.reference} (${one.fault ?? ''})`,
      );
      throw new PolyadError(
        'INVALID_DATA',
        `${faulty.length} of ${datasets.length} snapshots are not what was stored: ${names.join(', ')}. Import these again, or restore a backup.`,
        { datasets },
      );
    }
    return { datasets, run: session.runFacts(started) };
  },
  print: ({ datasets }, session) => {
    session.table(
      datasets.map(({ reference, sha256 }) => [
        session.colors.green('✓'),
        `ws:${reference}`,
        sha256,
      ]),
    );
  },
});

/** What is in the workspace, in and out of it. */
export const datasetsGroup: CommandGroup = {
  name: 'datasets',
  summary: 'Keep data sets: list, import, remove, verify',
  commands: [listCommand, datasetsImportCommand, removeCommand, verifyCommand],
};
