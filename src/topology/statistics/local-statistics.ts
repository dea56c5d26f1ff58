import { PolyadError } from '#errors/polyad-error.ts';
import { equalRows } from '#hypergraph/collapse.ts';
import { rowCount, rowLength, rowLengths } from '#hypergraph/incidence.ts';
import { neighborCounts } from '#compute/cpu/neighbor-counts.ts';
import { findToplexes } from '#compute/toplexes.ts';
import {
  computeDirectedDegrees,
  directedStructure,
  type DirectedDegrees,
} from '../directed/directed-structure.ts';
import { computeAverageNeighborDegree } from '../cohesion/neighbor-degree.ts';
import { sStructure } from '../s-structure.ts';
import type { Statistic, StatisticContext } from './statistic.ts';

/** Statistics that look at an element, its incidences and what it meets. */
export const localStatistics = {
  'weighted-degree': weightedDegree,
  neighbors: ({ hypergraph, of, s, loop }) => {
    const { rows, columns } = sStructure(hypergraph, { of, s });
    return neighborCounts(rows, columns, s, loop);
  },
  'neighbor-degree': ({ hypergraph, of, loop }) =>
    computeAverageNeighborDegree(hypergraph, { of, ...loop }),
  'member-degree': memberDegree,
  copies,
  toplex: (context) => {
    const { hypergraph, loop } = onlyOf('edges', 'toplex', context);
    const flags = new Uint32Array(hypergraph.edgeCount);
    for (const edge of findToplexes(hypergraph.edges, hypergraph.nodes, loop)) {
      flags[edge] = 1;
    }
    return flags;
  },
  'in-degree': (context) =>
    directed(onlyOf('nodes', 'in-degree', context)).inDegree,
  'out-degree': (context) =>
    directed(onlyOf('nodes', 'out-degree', context)).outDegree,
  'head-size': (context) =>
    directed(onlyOf('edges', 'head-size', context)).headSize,
  'tail-size': (context) =>
    directed(onlyOf('edges', 'tail-size', context)).tailSize,
} as const satisfies Record<string, Statistic>;

/**
 * Refuses a statistic of the other kind of element.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function onlyOf(
  of: StatisticContext['of'],
  name: string,
  context: StatisticContext,
): StatisticContext {
  if (context.of === of) return context;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `${name} is a statistic of ${of}; this call is about ${context.of}.`,
    { statistic: name, of: context.of },
  );
}

function directed({ hypergraph, shared }: StatisticContext): DirectedDegrees {
  return shared('directed', () =>
    computeDirectedDegrees(directedStructure(hypergraph)),
  );
}

/**
 * Sum of the weights of the element's incidences: of the incidence where it has
 * one, else of its hyperedge, else 1.
 */
function weightedDegree({ hypergraph, of }: StatisticContext): Float64Array {
  const byEdge = of === 'edges';
  const { offsets, members } = byEdge ? hypergraph.edges : hypergraph.nodes;
  const own = (
    byEdge ? hypergraph.incidencesByEdge() : hypergraph.incidencesByNode()
  )
    .column('weight')
    ?.numbers();
  const ofEdges = hypergraph.edgeProperties.column('weight')?.numbers();
  const sums = new Float64Array(offsets.length - 1);
  for (let element = 0; element < sums.length; element++) {
    let sum = 0;
    const end = offsets[element + 1] ?? 0;
    for (let at = offsets[element] ?? 0; at < end; at++) {
      const edge = byEdge ? element : (members[at] ?? 0);
      const weight = own?.[at] ?? NaN;
      sum += Number.isNaN(weight) ? orOne(ofEdges?.[edge]) : weight;
    }
    sums[element] = sum;
  }
  return sums;
}

function orOne(weight = NaN): number {
  return Number.isNaN(weight) ? 1 : weight;
}

/** Mean length of the members: of a node, the mean size of its hyperedges. */
function memberDegree({ hypergraph, of }: StatisticContext): Float64Array {
  const { rows, columns } = sStructure(hypergraph, { of });
  const { offsets, members } = rows;
  return Float64Array.from(rowLengths(rows), (length, row) => {
    let sum = 0;
    const start = offsets[row] ?? 0;
    for (let at = start; at < start + length; at++) {
      sum += rowLength(columns, members[at] ?? 0);
    }
    return length === 0 ? NaN : sum / length;
  });
}

/** Elements with the same members, the element itself among them. */
function copies({ hypergraph, of }: StatisticContext): Uint32Array {
  const { rows } = sStructure(hypergraph, { of });
  const classes = equalRows(rows);
  const found = new Uint32Array(rowCount(rows));
  for (let row = 0; row < rowCount(classes); row++) {
    const size = rowLength(classes, row);
    const start = classes.offsets[row] ?? 0;
    for (const element of classes.members.subarray(start, start + size)) {
      found[element] = size;
    }
  }
  return found;
}
