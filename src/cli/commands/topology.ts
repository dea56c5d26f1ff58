import type { Argv } from 'yargs';
import {
  centralityMetrics,
  computeTopology,
  topologyMeasures,
  type TopologyMeasure,
  type TopologyResults,
} from '#pipeline/operations/topology.ts';
import { defineCommand } from '../command.ts';
import type { Session } from '../session.ts';
import {
  loadSource,
  withSourceOptions,
  type SourceOptions,
} from '../source-options.ts';

/** Rows that people see; `--json` has them all. */
const SHOWN = 40;

interface Options extends SourceOptions {
  readonly measure: TopologyMeasure;
  readonly s: number;
  readonly of: 'edges' | 'nodes';
  readonly countOnly: boolean;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly metric: string | undefined;
  readonly normalized: boolean;
}

export const topologyCommand = defineCommand({
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
    const result = computeTopology(hypergraph, options.measure, options, loop);
    return {
      ...result,
      measure: options.measure,
      run: session.runFacts(started),
    };
  },
  print: (result, session) => {
    const printer = printers[result.measure] as (
      result: unknown,
      session: Session,
    ) => void;
    printer(result, session);
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
      default: 'edges' as const,
      describe: 'What the elements are',
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
    }) as unknown as Argv<Options>;
}

type Printers = {
  readonly [M in TopologyMeasure]: (
    result: TopologyResults[M],
    session: Session,
  ) => void;
};

const printers: Printers = {
  linegraph: ({ s, of, vertices, pairs, edges }, session) => {
    session.print(`${vertices} ${of}, ${pairs} pairs share at least ${s}`);
    session.table(edges.take(SHOWN), ['A', 'B', 'SHARED']);
    noteRest(edges.length, session);
  },
  components: ({ s, of, count, singletons, components }, session) => {
    session.print(
      `${count} ${s}-components of ${of}, ${singletons} of them a single one`,
    );
    session.table(
      components.take(SHOWN).map((ids) => [ids.length, preview(ids)]),
      ['SIZE', 'MEMBERS'],
    );
    noteRest(components.length, session);
  },
  distance: ({ distance, path }, session) => {
    session.print(
      distance === null
        ? 'No s-walk joins them.'
        : `${distance} steps: ${(path ?? []).join(' → ')}`,
    );
  },
  diameter: ({ diameter, component }, session) => {
    session.print(`${diameter}, in a component of ${component}`);
  },
  centrality: ({ metric, scores }, session) => {
    const best = [...scores].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
    session.table(best, ['ID', metric.toUpperCase()]);
    noteRest(scores.length, session);
  },
  toplexes: ({ count, toplexes }, session) => {
    session.print(`${count} maximal hyperedges`);
    for (const id of toplexes.take(SHOWN)) session.print(id);
    noteRest(count, session);
  },
};

function preview(ids: readonly string[]): string {
  const rest = ids.length - 8;
  return ids.slice(0, 8).join(' ') + (rest > 0 ? ` +${rest}` : '');
}

function noteRest(total: number, session: Session): void {
  if (total <= SHOWN) return;
  session.note(`${total - SHOWN} more; --json has all ${total}.`);
}
