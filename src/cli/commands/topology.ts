import type { Argv } from 'yargs';
import {
  computeTopology,
  topologyMeasures,
  type TopologyMeasure,
} from '#pipeline/operations/topology.ts';
import {
  centralityMetrics,
  laplacians,
} from '#pipeline/operations/spectral-measures.ts';
import { defineCommand } from '../command.ts';
import { printTopology } from '../topology-printers.ts';
import {
  loadSource,
  withSourceOptions,
  type SourceOptions,
} from '../source-options.ts';

interface Options extends SourceOptions {
  readonly measure: TopologyMeasure;
  readonly s: number;
  readonly of: 'edges' | 'nodes' | undefined;
  readonly countOnly: boolean;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly metric: string | undefined;
  readonly normalized: boolean;
  readonly kind: string | undefined;
  readonly laplacian: string | undefined;
  readonly k: number | undefined;
  readonly minSize: number | undefined;
  readonly samples: number | undefined;
}

export const topologyCommand = defineCommand({
  // It stands among the parameters.
  recording: { varying: ['measure'] },
  name: 'topology <measure> <source>',
  summary: 'Compute on the s-line graph: components, distances, centrality …',
  examples: [
    ['$0 topology components meetings.csv --s 2', 'Who hangs together by two'],
    ['$0 topology distance data.hif.json --from A --to B', 'A shortest s-walk'],
    ['$0 topology centrality data.hif.json --metric betweenness', 'Bridges'],
  ],
  options,
  run: async (options: Options, session) => {
    const { hypergraph } = await loadSource(options, session);
    const started = performance.now();
    const loop = session.watch(options.measure);
    const result = computeTopology(
      hypergraph,
      options.measure,
      { ...options, seed: session.options.seed },
      loop,
    );
    return {
      ...result,
      measure: options.measure,
      run: session.runFacts(started),
    };
  },
  print: (result, session) => {
    printTopology(result.measure, result, session);
  },
});

function options(yargs: Argv): Argv<Options> {
  return withSourceOptions(
    yargs.positional('measure', {
      choices: topologyMeasures,
      demandOption: true,
      describe: 'What to compute',
    }),
  )
    .option('s', {
      type: 'number',
      default: 1,
      describe: 'Elements are neighbours where they share this many',
    })
    .option('of', {
      choices: ['edges', 'nodes'] as const,
      describe:
        'What the elements are; by default nodes where the measure is defined on them, else edges',
    })
    .option('count-only', {
      type: 'boolean',
      default: false,
      describe: 'linegraph: count the pairs and list none',
    })
    .option('from', { type: 'string', describe: 'distance: first element' })
    .option('to', { type: 'string', describe: 'distance: last element' })
    .option('metric', {
      choices: centralityMetrics,
      describe: 'centrality: which one',
    })
    .option('normalized', {
      type: 'boolean',
      default: false,
      describe: 'centrality: scaled to the number of elements',
    })
    .option('kind', {
      type: 'string',
      describe:
        'clustering: local, two-node or projection; assortativity: uniform, degree, top-2 or top-bottom',
    })
    .option('laplacian', {
      choices: laplacians,
      describe: 'spectrum: of which Laplacian',
    })
    .option('k', {
      type: 'number',
      describe:
        'cores: list only what lies in the k-core; spectrum: how many values',
    })
    .option('min-size', {
      type: 'number',
      describe: 'cores, simpliciality: least members that count (2)',
    })
    .option('samples', {
      type: 'number',
      describe: 'motifs: estimate from this many pairs, with errors',
    }) as unknown as Argv<Options>;
}
