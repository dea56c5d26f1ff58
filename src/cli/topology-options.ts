import type { Argv } from 'yargs';
import {
  topologyMeasures,
  type TopologyMeasure,
} from '#pipeline/operations/topology.ts';
import {
  centralityMetrics,
  laplacians,
} from '#pipeline/operations/spectral-measures.ts';
import { timeCriteria } from '#pipeline/operations/distance-measures.ts';
import { filtrations } from '#pipeline/operations/homology-measures.ts';
import { elementStatistics } from '#pipeline/operations/statistics-measures.ts';
import {
  communityMethodNames,
  nullModels,
} from '#pipeline/operations/structure-measures.ts';
import { statisticNames } from '#pipeline/operations/whole-statistics.ts';
import { withSourceOptions, type SourceOptions } from './source-options.ts';

/** Options of `topology`; each measure reads those it knows. */
export interface TopologyCommandOptions extends SourceOptions {
  readonly measure: TopologyMeasure;
  readonly s: number;
  readonly of: 'edges' | 'nodes' | undefined;
  readonly countOnly: boolean;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly all: boolean;
  readonly limit: number | undefined;
  readonly weighted: boolean;
  readonly timeRespecting: boolean;
  readonly criterion: string | undefined;
  readonly strictlyLater: boolean;
  readonly maxWait: string | undefined;
  readonly span: string | undefined;
  readonly width: string | undefined;
  readonly step: string | undefined;
  readonly size: number | undefined;
  readonly alpha: number | undefined;
  readonly property: string | undefined;
  readonly metric: string | undefined;
  readonly normalized: boolean;
  readonly kind: string | undefined;
  readonly laplacian: string | undefined;
  readonly k: number | undefined;
  readonly minSize: number | undefined;
  readonly samples: number | undefined;
  readonly maxDim: number | undefined;
  readonly generators: boolean;
  readonly shortest: boolean;
  readonly filtration: string | undefined;
  readonly method: string | undefined;
  readonly model: string | undefined;
  readonly statistic: string | undefined;
  readonly stats: readonly string[] | undefined;
  readonly where: readonly string[] | undefined;
  readonly sort: string | undefined;
  readonly top: number | undefined;
}

export function topologyOptions(yargs: Argv): Argv<TopologyCommandOptions> {
  const withMeasure = withSourceOptions(
    yargs.positional('measure', {
      choices: topologyMeasures,
      demandOption: true,
      describe: 'What to compute',
    }),
  );
  return statisticsOptions(
    timeOptions(structureOptions(walkOptions(withMeasure))),
  ) as unknown as Argv<TopologyCommandOptions>;
}

/** Options of measures on the s-line graph. */
function walkOptions(yargs: Argv<SourceOptions>): Argv<SourceOptions> {
  return yargs
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
    .option('from', {
      type: 'string',
      describe: 'distance: first element; neighbors, reach: whose',
    })
    .option('to', { type: 'string', describe: 'distance: last element' })
    .option('all', {
      type: 'boolean',
      default: false,
      describe: 'distance: all shortest s-walks, and how many there are',
    })
    .option('limit', {
      type: 'number',
      describe: 'distance --all: most walks listed (100)',
    })
    .option('weighted', {
      type: 'boolean',
      default: false,
      describe: 'distance: a step has length 1/members shared',
    })
    .option('metric', {
      choices: centralityMetrics,
      describe: 'centrality: which one',
    })
    .option('normalized', {
      type: 'boolean',
      default: false,
      describe: 'centrality: scaled to the number of elements',
    });
}

/** Options of measures of cohesion, homology, communities and null models. */
function structureOptions(yargs: Argv<SourceOptions>): Argv<SourceOptions> {
  return yargs
    .option('kind', {
      type: 'string',
      describe:
        'clustering: local, two-node, projection or quad; assortativity: uniform, degree, top-2 or top-bottom; reach: b, f or simple',
    })
    .option('max-dim', {
      type: 'number',
      describe:
        'homology, persistence: highest dimension (2); s-persistence (1)',
    })
    .option('generators', {
      type: 'boolean',
      default: false,
      describe: 'homology: a cycle for each class, in the names of the data',
    })
    .option('shortest', {
      type: 'boolean',
      default: false,
      describe: 'homology: such cycles, and the shortest round every hole',
    })
    .option('filtration', {
      choices: filtrations,
      describe: 'persistence: what makes hyperedges appear',
    })
    .option('method', {
      choices: communityMethodNames,
      describe: 'communities: how to find them',
    })
    .option('model', {
      choices: nullModels,
      describe: 'nullmodel, motif-profile: what random hypergraphs keep',
    })
    .option('statistic', {
      choices: statisticNames,
      describe: 'nullmodel: the measure to compare',
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
      describe: 'cores, simpliciality, validated: least members that count (2)',
    })
    .option('samples', {
      type: 'number',
      describe:
        'motifs: estimate from this many pairs, with errors; centrality --metric betweenness: from searches that start at this many elements, with intervals; distances: from searches that start at this many elements, with intervals; nullmodel, motif-profile: hypergraphs drawn (100, 10)',
    });
}

/** Options of measures in time, of direction and of layers. */
function timeOptions(yargs: Argv<SourceOptions>): Argv<SourceOptions> {
  return yargs
    .option('time-respecting', {
      type: 'boolean',
      default: false,
      describe: 'distance: through hyperedges that never go back in time',
    })
    .option('criterion', {
      choices: timeCriteria,
      describe:
        'distance --time-respecting: first to arrive, fewest steps, or least time under way',
    })
    .option('strictly-later', {
      type: 'boolean',
      default: false,
      describe: 'distance --time-respecting: not at the same time either',
    })
    .option('max-wait', {
      type: 'string',
      describe:
        'distance --time-respecting: longest wait for the next hyperedge, such as 1h',
    })
    .option('span', {
      type: 'string',
      describe:
        'temporal-motifs: from the first of three hyperedges to the last, at most, such as 1h',
    })
    .option('width', {
      type: 'string',
      describe: 'windows: how long each is, such as 1d',
    })
    .option('step', {
      type: 'string',
      describe: 'windows: from the start of one to the next (as long as one)',
    })
    .option('size', {
      type: 'number',
      describe: 'directed-motifs: on 3 or 4 nodes (3)',
    })
    .option('alpha', {
      type: 'number',
      describe: 'validated: false discovery rate (0.01)',
    })
    .option('property', {
      type: 'string',
      describe: 'layers: property of the hyperedges that tells them apart',
    });
}

/** Options of `stats`. */
function statisticsOptions(yargs: Argv<SourceOptions>): Argv<SourceOptions> {
  return yargs
    .option('stats', {
      type: 'string',
      coerce: splitList,
      describe: `stats: which, with commas between: ${elementStatistics.join(', ')}, or property:NAME; windows: ${statisticNames.join(', ')}`,
    })
    .option('where', {
      type: 'string',
      coerce: splitList,
      describe: 'stats: conditions to meet, such as "degree>=5,core>2"',
    })
    .option('sort', {
      type: 'string',
      describe:
        'stats: largest first by this one; -NAME for smallest first (--sort=-NAME)',
    })
    .option('top', { type: 'number', describe: 'stats: most rows' });
}

/** Names or conditions between commas; the option may be given several times. */
function splitList(
  list: string | readonly string[] | undefined,
): string[] | undefined {
  if (list === undefined) return undefined;
  return [list]
    .flat()
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
