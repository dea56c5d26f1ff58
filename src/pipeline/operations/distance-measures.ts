import { PolyadError } from '#errors/polyad-error.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import {
  computeTimeWalk,
  type TimeCriterion,
} from '#topology/temporal/time-walks.ts';
import {
  computeAverageDistance,
  type AverageDistance,
} from '#topology/walks/average-distance.ts';
import { computeDiameter } from '#topology/walks/diameter.ts';
import {
  computeShortestWalk,
  type ShortestWalk,
} from '#topology/walks/distance.ts';
import { findNeighbors } from '#topology/walks/neighbors.ts';
import {
  computeWeightedShortestWalk,
  findShortestWalks,
} from '#topology/walks/shortest-walks.ts';
import { idRows, sharedByStep } from '#topology/walks/walk-path.ts';
import { parseDuration } from '../duration.ts';
import { RowStream } from './row-stream.ts';
import {
  chosenName,
  elementIds,
  type Measures,
  type TopologyOptions,
} from './topology-measure.ts';

/** Results of the measures of how far elements are apart. */
export interface DistanceResults {
  distance: {
    /** Steps, or their length where they are weighted; null without a walk. */
    distance: number | null;
    /** Elements; hyperedges where the walk respects time. */
    path: string[] | null;
    /** What each two of them share. */
    shared: string[][] | null;
    /** All shortest walks there are, where they are asked for. */
    count?: number;
    paths?: string[][];
    /** Milliseconds since 1970, where the walk respects time. */
    departure?: number | null;
    arrival?: number | null;
  };
  distances: { s: number; of: ElementKind } & AverageDistance;
  diameter: { diameter: number; component: number };
  neighbors: {
    s: number;
    of: ElementKind;
    element: string;
    /** `[id, members shared]`, in input order. */
    neighbors: RowStream<readonly [string, number]>;
  };
}

/** What makes a walk in time the best, the first by default. */
export const timeCriteria: readonly TimeCriterion[] = [
  'foremost',
  'shortest',
  'fastest',
];

export const distanceMeasures: Measures<DistanceResults> = {
  distance: (hypergraph, options, loop) => {
    if (options.timeRespecting === true) {
      return timeDistance(hypergraph, options, loop);
    }
    const [from, to] = elementPair(hypergraph, options);
    const asked = { ...options, ...loop };
    if (options.weighted === true) {
      const walk = computeWeightedShortestWalk(hypergraph, from, to, asked);
      return {
        distance: walk.distance,
        ...named(hypergraph, walk.path, asked),
      };
    }
    const walk = computeShortestWalk(hypergraph, from, to, asked);
    return walkResult(hypergraph, walk, options, loop);
  },
  distances: (hypergraph, options, loop) => {
    const { s = 1, of = 'edges' } = options;
    const found = computeAverageDistance(hypergraph, { ...options, ...loop });
    return { s, of, ...found };
  },
  diameter: (hypergraph, options, loop) => {
    const found = computeDiameter(hypergraph, { ...options, ...loop });
    return { diameter: found.diameter, component: found.component };
  },
  neighbors: (hypergraph, options) => {
    const { s = 1, of = 'edges' } = options;
    const element = elementIndex(hypergraph, options, 'from');
    const found = findNeighbors(hypergraph, element, options);
    const ids = elementIds(hypergraph, options);
    const { neighbors, overlaps } = found;
    return {
      s,
      of,
      element: ids.textAt(element),
      neighbors: new RowStream(
        neighbors.length,
        (row) => [ids.textAt(neighbors[row] ?? 0), overlaps[row] ?? 0] as const,
      ),
    };
  },
};

/** A shortest walk, and all others where they are asked for. */
export function walkResult(
  hypergraph: Hypergraph,
  { distance, path }: ShortestWalk,
  options: TopologyOptions,
  loop: ComputeOptions,
): DistanceResults['distance'] {
  const found = { distance, ...named(hypergraph, path, options) };
  if (options.all !== true) return found;
  const [from, to] = elementPair(hypergraph, options);
  const asked = { ...options, ...loop };
  const { count, walks } = findShortestWalks(hypergraph, from, to, asked);
  const ids = elementIds(hypergraph, options);
  const paths = walks.map((one) =>
    Array.from(one, (element) => ids.textAt(element)),
  );
  return { ...found, count, paths };
}

function timeDistance(
  hypergraph: Hypergraph,
  options: TopologyOptions,
  loop: ComputeOptions,
): DistanceResults['distance'] {
  const [from, to] = elementPair(hypergraph, options);
  const { maxWait } = options;
  const criterion = chosenName('criterion', options.criterion, timeCriteria);
  const walk = computeTimeWalk(hypergraph, from, to, {
    ...options,
    ...loop,
    criterion,
    strict: options.strictlyLater,
    maxWait: maxWait === undefined ? undefined : parseDuration(maxWait),
  });
  const { path, departure, arrival } = walk;
  return {
    // from node to node as many steps as hyperedges
    distance: path && path.length - Number(options.of !== 'nodes'),
    ...named(hypergraph, path, { of: 'edges' }),
    departure,
    arrival,
  };
}

function named(
  hypergraph: Hypergraph,
  path: Uint32Array | null,
  { of }: Pick<TopologyOptions, 'of'>,
): { path: string[] | null; shared: string[][] | null } {
  if (path === null) return { path: null, shared: null };
  const ids = elementIds(hypergraph, { of });
  const others = of === 'nodes' ? hypergraph.edgeIds : hypergraph.nodeIds;
  return {
    path: Array.from(path, (element) => ids.textAt(element)),
    shared: idRows(sharedByStep(hypergraph, path, { of }), (index) =>
      others.textAt(index),
    ),
  };
}

/**
 * The elements that `from` and `to` name.
 * @throws PolyadError INVALID_ARGUMENT, NOT_FOUND
 */
export function elementPair(
  hypergraph: Hypergraph,
  options: TopologyOptions,
): [from: number, to: number] {
  return [
    elementIndex(hypergraph, options, 'from'),
    elementIndex(hypergraph, options, 'to'),
  ];
}

/**
 * The element an option names.
 * @throws PolyadError INVALID_ARGUMENT, NOT_FOUND
 */
export function elementIndex(
  hypergraph: Hypergraph,
  options: TopologyOptions,
  end: 'from' | 'to',
): number {
  const id = options[end];
  if (id === undefined) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The measure is about certain elements; ${end} is missing. Name one by its id.`,
      { option: end },
    );
  }
  return options.of === 'nodes'
    ? hypergraph.nodeIndex(id)
    : hypergraph.edgeIndex(id);
}
