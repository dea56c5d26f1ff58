import {
  generateToFile,
  modelNames,
  modelNeeds,
} from '#pipeline/operations/generate.ts';
import { defineCommand } from '../command.ts';
import { printWritten } from './convert.ts';

export const generateCommand = defineCommand({
  recording: false,
  name: 'generate <model>',
  summary: 'Write a random hypergraph',
  examples: [
    [
      '$0 generate scale-free --nodes 1000 --edges 5000 --size 3 --exponent 2.5 --to sf.hif.json',
      'Degrees with a power-law tail',
    ],
    [
      '$0 generate erdos-renyi --nodes 100 --size 2,3 --p 0.01 --to er.csv',
      'Pairs and triples by chance',
    ],
  ],
  options: (yargs) =>
    yargs
      .positional('model', {
        choices: modelNames,
        demandOption: true,
        describe: `What is made, from: ${modelNames.map((name) => `${name} (${modelNeeds(name)})`).join('; ')}`,
      })
      .option('to', {
        type: 'string',
        demandOption: true,
        describe: 'File to write; .gz and .zst compress',
      })
      .option('as', {
        type: 'string',
        describe: 'Format, if not by the ending',
      })
      .option('nodes', { type: 'number', describe: 'How many nodes' })
      .option('edges', {
        type: 'number',
        describe: 'How many hyperedges (of each size)',
      })
      .option('size', {
        type: 'string',
        coerce: (list: string): number[] => list.split(',').map(Number),
        describe: 'Members of a hyperedge; several with commas between',
      })
      .option('p', { type: 'number', describe: 'Probability' })
      .option('degree', { type: 'number', describe: 'Mean degree of a node' })
      .option('exponent', { type: 'number', describe: 'Of a power law' })
      .option('epsilon', {
        type: 'number',
        describe: 'From 0, anywhere, to 1, within blocks alone',
      })
      .option('steps', { type: 'number', describe: 'Steps in time' })
      .option('core', {
        type: 'number',
        describe: 'Nodes that all petals share',
      }),
  run: async ({ model, to, as, ...numbers }, session) => {
    const started = performance.now();
    const { seed } = session.options;
    const { signal } = session.deadline;
    const options = { to, as, seed, signal };
    const { losses, ...written } = await generateToFile(
      model,
      { ...numbers, size: numbers.size },
      options,
    );
    for (const loss of losses) session.note(loss);
    return { model, ...written, run: session.runFacts(started) };
  },
  print: printWritten,
});
