import { describeHypergraph } from '#pipeline/operations/describe.ts';
import { defineCommand } from '../command.ts';
import { loadSource, withSourceOptions } from '../source-options.ts';

export const infoCommand = defineCommand({
  name: 'info <source>',
  summary: 'Describe a hypergraph: counts, sizes, degrees, time, kinds',
  examples: [
    ['$0 info pathways.gmt.gz', 'Gene sets as they come'],
    ['$0 info events.csv --node user,host --time at', 'Rows of a table'],
  ],
  options: withSourceOptions,
  run: async (options, session) => {
    const { hypergraph } = await loadSource(options, session);
    const started = performance.now();
    const description = describeHypergraph(hypergraph);
    return { ...description, run: session.runFacts(started) };
  },
  print: (info, session) => {
    const { degree, size, time, kinds } = info;
    session.table([
      ['nodes', info.nodes],
      ['hyperedges', info.edges],
      ['incidences', info.incidences],
      ['empty hyperedges', info.emptyEdges],
      ['isolated nodes', info.isolatedNodes],
      ['repeated hyperedges', info.duplicateEdges],
      ['components', info.components],
      ['density', info.density],
      ['directed', info.directed],
      ['weighted', info.weighted],
      ['bytes an incidence', info.bytesPerIncidence],
    ]);
    session.print('');
    session.table(
      [
        [
          'degree of a node',
          degree.min,
          degree.median,
          degree.mean,
          degree.max,
        ],
        ['size of a hyperedge', size.min, size.median, size.mean, size.max],
      ],
      ['', 'LEAST', 'MEDIAN', 'MEAN', 'MOST'],
    );
    if (time) {
      const [from, to] = [time.from, time.to].map((t) =>
        new Date(t).toISOString(),
      );
      session.print(`\ntime  ${from} to ${to}`);
    }
    if (Object.keys(kinds).length > 0) {
      session.print('');
      session.table(Object.entries(kinds), ['KIND', 'NODES']);
    }
  },
});
