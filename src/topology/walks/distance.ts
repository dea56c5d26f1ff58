import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { sDistances, UNREACHED } from '#compute/cpu/s-distances.ts';
import { sLevels } from '#compute/s-levels.ts';
import { rowMembers } from '#hypergraph/incidence.ts';
import {
  checkElement,
  sStructure,
  type SOptions,
  type SStructure,
} from '../s-structure.ts';

/** A shortest s-walk. */
export interface ShortestWalk {
  /** Steps, or null where there is no s-walk. */
  readonly distance: number | null;
  /** Elements from the first to the last, `distance + 1` of them; or null. */
  readonly path: Uint32Array | null;
}

/**
 * A shortest s-walk between two elements: each step leads to an element that
 * shares at least `s` members. An element is at distance 0 from itself.
 * @param from - Element index (of hyperedges or nodes, as `options.of` says).
 * @param to - Element index.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Breadth-first search that stops at `to`; cost: {@link sDistances}. Of
 * several shortest walks: {@link walkOfLevels}.
 */
export function computeShortestWalk(
  hypergraph: Hypergraph,
  from: number,
  to: number,
  options: SOptions = {},
): ShortestWalk {
  const structure = sStructure(hypergraph, options);
  checkElement(structure, from);
  checkElement(structure, to);
  const { rows, columns, s } = structure;
  const { levels } = sDistances(rows, columns, s, {
    ...options,
    source: from,
    target: to,
  });
  return walkOfLevels(structure, levels, to);
}

/**
 * The shortest walk that levels lead along: from the last element always to the first one, in input
 * order, that is a step nearer, so that it does not depend on who found the levels.
 * @param levels - Steps from the first element, known of all that are nearer than `to`.
 * @remarks O(Σ degrees of the members of the path).
 */
export function walkOfLevels(
  structure: SStructure,
  levels: Uint32Array,
  to: number,
): ShortestWalk {
  const distance = levels[to] ?? UNREACHED;
  if (distance === UNREACHED) return { distance: null, path: null };
  const path = new Uint32Array(distance + 1).fill(to);
  for (let step = distance; step > 0; step--) {
    path[step - 1] = stepBack(structure, levels, path[step] ?? to);
  }
  return { distance, path };
}

/** The first element that is a step nearer and shares at least s with this one. */
function stepBack(
  { rows, columns, s }: SStructure,
  levels: Uint32Array,
  from: number,
): number {
  const level = (levels[from] ?? 0) - 1;
  const shared = new Map<number, number>();
  let first = Infinity;
  for (const column of rowMembers(rows, from)) {
    for (const other of rowMembers(columns, column)) {
      if (levels[other] !== level || other >= first) continue;
      const count = (shared.get(other) ?? 0) + 1;
      if (count >= s) first = other;
      else shared.set(other, count);
    }
  }
  return first;
}

/**
 * Distances from one element to all others.
 * @returns Length = elements; {@link UNREACHED} (2³² − 1) where there is no s-walk.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 */
export function computeDistances(
  hypergraph: Hypergraph,
  from: number,
  options: SOptions = {},
): Uint32Array {
  const structure = sStructure(hypergraph, options);
  checkElement(structure, from);
  const { rows, columns, s } = structure;
  return sLevels(rows, columns, s, { ...options, source: from });
}
