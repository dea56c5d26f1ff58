import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { walkStep } from '#compute/cpu/node-edge-walk.ts';
import { checkElement, sStructure, type SOptions } from '../s-structure.ts';

/**
 * Where the walk node → one of its hyperedges → one of its members is after one
 * step from `start` (hyperedge → node → hyperedge for `of: 'edges'`).
 * @param options - `of`: `nodes` by default.
 * @returns Probability of every element; of an element without incidences, all
 * on itself.
 * @throws PolyadError INVALID_ARGUMENT if there is no such element.
 * @remarks Time O(incidences).
 */
export function computeTransitionRow(
  hypergraph: Hypergraph,
  start: number,
  { of = 'nodes' }: Omit<SOptions, 's'> = {},
): Float64Array {
  const structure = sStructure(hypergraph, { of });
  checkElement(structure, start);
  const { rows, columns } = structure;
  const from = new Float64Array(structure.ids.count);
  from[start] = 1;
  return walkStep(rows, columns, from);
}
