import { computeTopology } from '#pipeline/operations/topology.ts';
import { defineCommand } from '../command.ts';
import { printTopology } from '../topology-printers.ts';
import { loadSource } from '../source-options.ts';
import {
  topologyOptions,
  type TopologyCommandOptions,
} from '../topology-options.ts';

export const topologyCommand = defineCommand({
  // It stands among the parameters.
  recording: { varying: ['measure'] },
  name: 'topology <measure> <source>',
  summary: 'Measure structure: components, centrality, homology, communities …',
  examples: [
    ['$0 topology components meetings.csv --s 2', 'Who hangs together by two'],
    ['$0 topology distance data.hif.json --from A --to B', 'A shortest s-walk'],
    ['$0 topology centrality data.hif.json --metric betweenness', 'Bridges'],
  ],
  options: topologyOptions,
  run: async (options: TopologyCommandOptions, session) => {
    const { hypergraph } = await loadSource(options, session);
    const started = performance.now();
    const loop = session.watch(options.measure);
    const result = await computeTopology(
      hypergraph,
      options.measure,
      { ...options, seed: session.options.seed },
      { ...loop, runner: session.engine },
    );
    const run = session.runFacts(started);
    if (
      session.options.backend === 'gpu' &&
      run.backend !== 'gpu' &&
      !session.engine.hasNoted
    ) {
      session.note(
        `No GPU kernel answers this; ${run.backend} did, on the processor.`,
      );
    }
    return { ...result, measure: options.measure, run };
  },
  print: (result, session) => {
    printTopology(result.measure, result, session);
  },
});
