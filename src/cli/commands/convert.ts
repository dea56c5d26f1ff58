import {
  convertHypergraph,
  type ConvertedFile,
} from '#pipeline/operations/convert.ts';
import { defineCommand } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import type { Session } from '../session.ts';
import { loadSource, withSourceOptions } from '../source-options.ts';

export const convertCommand = defineCommand({
  recording: false,
  name: 'convert <source>',
  summary: 'Write a hypergraph in another format, whole or in part',
  examples: [
    ['$0 convert pathways.gmt.gz --to pathways.hif.json', 'GMT to HIF'],
    ['$0 convert meetings.csv --to dual.parquet --dual', 'Swap sides'],
  ],
  options: (yargs) =>
    withSourceOptions(yargs)
      .option('to', {
        type: 'string',
        demandOption: true,
        describe: 'File to write; .gz and .zst compress',
      })
      .option('as', {
        type: 'string',
        describe: 'Format, if not by the ending',
      })
      .option('dual', {
        type: 'boolean',
        default: false,
        describe: 'Nodes become hyperedges, applied last',
      })
      .option('restrict-edges', {
        type: 'string',
        describe: 'Keep the hyperedges listed in this file, one id a line',
      })
      .option('restrict-nodes', {
        type: 'string',
        describe: 'Keep the nodes listed in this file, one id a line',
      })
      .option('kind', {
        type: 'string',
        describe: 'Keep the nodes of this kind',
      })
      .option('min-size', {
        type: 'number',
        describe: 'Keep hyperedges of at least so many members',
      })
      .option('max-size', {
        type: 'number',
        describe: 'Keep hyperedges of at most so many members',
      })
      .option('collapse', {
        choices: ['edges', 'nodes'] as const,
        describe: 'Merge equal hyperedges or nodes',
      })
      .option('toplexes', {
        type: 'boolean',
        default: false,
        describe: 'Keep maximal hyperedges only',
      })
      .option('largest-component', {
        type: 'boolean',
        default: false,
        describe: 'Keep the component with the most nodes',
      }),
  run: async (options, session) => {
    const { hypergraph } = await loadSource(options, session);
    const started = performance.now();
    const { losses, ...written } = await interruptible(() =>
      convertHypergraph(hypergraph, {
        to: options.to,
        as: options.as,
        dual: options.dual,
        restrictEdges: options['restrict-edges'],
        restrictNodes: options['restrict-nodes'],
        kind: options.kind,
        minSize: options['min-size'],
        maxSize: options['max-size'],
        collapse: options.collapse,
        toplexes: options.toplexes,
        largestComponent: options['largest-component'],
        signal: session.deadline.signal,
      }),
    );
    for (const loss of losses) session.note(loss);
    return { ...written, run: session.runFacts(started) };
  },
  print: printWritten,
});

/** Shows a hypergraph that was written to a file. */
export function printWritten(
  written: Omit<ConvertedFile, 'losses'>,
  session: Session,
): void {
  session.table([
    ['file', written.file],
    ['format', written.format],
    ['nodes', written.nodes],
    ['hyperedges', written.edges],
    ['incidences', written.incidences],
  ]);
}
