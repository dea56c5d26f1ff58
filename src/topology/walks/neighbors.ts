import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { WedgeCounter } from '#compute/cpu/wedge-counter.ts';
import { checkElement, sStructure, type SOptions } from '../s-structure.ts';
import { computeComponents } from './components.ts';

/** The elements next to one, with what they share with it. */
export interface Neighbors {
  /** Ascending. */
  readonly neighbors: Uint32Array;
  /** Members shared with each, at least s. */
  readonly overlaps: Uint32Array;
}

/**
 * The s-neighbours of an element; with s = 1, everything it meets.
 * @throws PolyadError INVALID_ARGUMENT
 * @remarks O(incidences) to prepare, then O(wedges of the element).
 */
export function findNeighbors(
  hypergraph: Hypergraph,
  element: number,
  options: SOptions = {},
): Neighbors {
  const structure = sStructure(hypergraph, options);
  checkElement(structure, element);
  const { rows, columns, s } = structure;
  const wedges = new WedgeCounter(rows, columns, s);
  const met = wedges.countAll(element);
  const { counts } = wedges;
  const neighbors = wedges.touched
    .slice(0, met)
    .filter((other) => (counts[other] ?? 0) >= s)
    .sort();
  return { neighbors, overlaps: neighbors.map((other) => counts[other] ?? 0) };
}

/**
 * Whether an s-walk joins any two elements; true where there are none or one.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost: {@link computeComponents}.
 */
export function isConnected(
  hypergraph: Hypergraph,
  options: SOptions = {},
): boolean {
  return computeComponents(hypergraph, options).count <= 1;
}
