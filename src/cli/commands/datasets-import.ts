import type { Argv } from 'yargs';
import { importToWorkspace } from '#pipeline/operations/stored-datasets.ts';
import { defineCommand } from '../command.ts';
import {
  mappingChoice,
  noteRejected,
  sourceArgument,
  withReadingOptions,
  type ReadingOptions,
} from '../source-options.ts';

interface Options extends ReadingOptions {
  readonly file: string;
  readonly name: string | undefined;
}

export const datasetsImportCommand = defineCommand({
  name: 'import <file>',
  summary: 'Read a file into the workspace; ws:NAME reads it from there',
  examples: [
    ['$0 datasets import events.csv --recipe auth --name month', 'As ws:month'],
    ['$0 datasets import - --name piped --format csv', 'Standard input'],
  ],
  options,
  run: async (options: Options, session) => {
    const started = performance.now();
    const { notes, ...dataset } = await importToWorkspace(
      await session.workspace(true),
      options.file,
      mappingChoice(options),
      {
        name: options.name,
        actor: session.actor,
        signal: session.deadline.signal,
        onProgress: ({ bytes, totalBytes }) => {
          session.progress.update('reading', bytes, totalBytes ?? 0);
        },
      },
    );
    session.progress.stop();
    for (const note of notes) session.note(note);
    noteRejected(dataset.rejected, session);
    if (!dataset.isNew) {
      session.note(
        `ws:${dataset.reference} holds the same bytes read in the same way: nothing was added.`,
      );
    }
    return { ...dataset, notes, run: session.runFacts(started) };
  },
  print: (dataset, session) => {
    session.table([
      ['source', `ws:${dataset.reference}`],
      ['hyperedges', dataset.edges],
      ['nodes', dataset.nodes],
      ['incidences', dataset.incidences],
      ['rows not read', dataset.rejected.count],
    ]);
  },
});

function options(yargs: Argv): Argv<Options> {
  return withReadingOptions(
    yargs.positional('file', {
      type: 'string',
      demandOption: true,
      coerce: (file: string) => sourceArgument(file) ?? file,
      describe: 'A file, or - for standard input',
    }),
  ).option('name', {
    type: 'string',
    describe: 'What to call it; the file without its endings if left out',
  }) as unknown as Argv<Options>;
}
