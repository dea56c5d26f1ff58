import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { UNREACHED } from '#compute/cpu/s-distances.ts';
import { shortestWalks } from '#compute/cpu/shortest-walks.ts';
import { weightedDistances } from '#compute/cpu/weighted-distances.ts';
import { checkCount } from '../models/generated.ts';
import { checkElement, sStructure, type SOptions } from '../s-structure.ts';
import { pathTo } from './walk-path.ts';

/** Options of {@link findShortestWalks}. */
export interface ShortestWalksOptions extends SOptions {
  /** Most walks listed. Default 100. */
  readonly limit?: number | undefined;
}

/** All shortest s-walks between two elements. */
export interface ShortestWalks {
  /** Steps, or null where there is no s-walk. */
  readonly distance: number | null;
  /** How many there are, listed or not. */
  readonly count: number;
  /** Elements of each, `distance + 1` of them, in lexicographic order. */
  readonly walks: readonly Uint32Array[];
}

/**
 * All shortest s-walks between two elements, up to a limit, and how many there are.
 * @param from - Element index (of hyperedges or nodes, as `options.of` says).
 * @param to - Element index.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost: {@link shortestWalks}.
 */
export function findShortestWalks(
  hypergraph: Hypergraph,
  from: number,
  to: number,
  options: ShortestWalksOptions = {},
): ShortestWalks {
  const structure = sStructure(hypergraph, options);
  const { limit = 100 } = options;
  checkElement(structure, from);
  checkElement(structure, to);
  checkCount('limit', limit, 0);
  const { rows, columns, s } = structure;
  const input = { ...options, from, to, limit };
  const found = shortestWalks(rows, columns, s, input);
  const distance = found.distance === UNREACHED ? null : found.distance;
  return { ...found, distance };
}

/** Options of weighted walks. */
export interface WeightedWalksOptions extends SOptions {
  /**
   * Length of a step between elements that share so many members; above 0. Default
   * 1/overlap: what is shared conducts, as resistances in a row do.
   */
  readonly stepLength?: ((overlap: number) => number) | undefined;
}

/** A shortest s-walk by length. */
export interface WeightedShortestWalk {
  /** Sum of the lengths of its steps, or null where there is no s-walk. */
  readonly distance: number | null;
  readonly path: Uint32Array | null;
}

const RESISTANCE = (overlap: number): number => 1 / overlap;

/**
 * A shortest s-walk where steps have lengths, by default the inverse of what two
 * elements share: walks through strong ties are short.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Dijkstra's search that stops at `to`; cost: {@link weightedDistances}.
 */
export function computeWeightedShortestWalk(
  hypergraph: Hypergraph,
  from: number,
  to: number,
  options: WeightedWalksOptions = {},
): WeightedShortestWalk {
  const structure = sStructure(hypergraph, options);
  checkElement(structure, to);
  const found = searchByLength(hypergraph, from, to, options);
  const distance = found.distances[to] ?? Infinity;
  if (distance === Infinity) return { distance: null, path: null };
  return { distance, path: pathTo(found.predecessors, to) };
}

/**
 * Lengths of shortest s-walks from one element to all others.
 * @returns Length = elements; Infinity where there is no s-walk.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 */
export function computeWeightedDistances(
  hypergraph: Hypergraph,
  from: number,
  options: WeightedWalksOptions = {},
): Float64Array {
  return searchByLength(hypergraph, from, undefined, options).distances;
}

function searchByLength(
  hypergraph: Hypergraph,
  source: number,
  target: number | undefined,
  options: WeightedWalksOptions,
): ReturnType<typeof weightedDistances> {
  const structure = sStructure(hypergraph, options);
  checkElement(structure, source);
  const { rows, columns, s } = structure;
  const { stepLength = RESISTANCE } = options;
  return weightedDistances(rows, columns, s, {
    ...options,
    source,
    target,
    stepLength,
  });
}
