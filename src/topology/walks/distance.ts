import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { sDistances, UNREACHED } from '#compute/cpu/s-distances.ts';
import { sLevels } from '#compute/s-levels.ts';
import { checkElement, sStructure, type SOptions } from '../s-structure.ts';
import { pathTo } from './walk-path.ts';

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
 * several shortest walks the result is always the same one.
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
  const { levels, predecessors } = sDistances(rows, columns, s, {
    ...options,
    source: from,
    target: to,
  });
  const distance = levels[to] ?? UNREACHED;
  if (distance === UNREACHED) return { distance: null, path: null };
  return { distance, path: pathTo(predecessors, to) };
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
