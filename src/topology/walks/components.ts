import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import { groupByRow, type Incidence } from '#hypergraph/incidence.ts';
import type { ComponentLabels } from '#compute/cpu/s-components.ts';
import { sComponents } from '#compute/s-components.ts';
import { sStructure, type SOptions, type SStructure } from '../s-structure.ts';

/** The s-connected components of all elements. */
export interface Components {
  readonly s: number;
  readonly of: ElementKind;
  readonly ids: IdTable;
  /** Components, singletons included. */
  readonly count: number;
  /** Components of one element. */
  readonly singletons: number;
  /**
   * Row = component, members = its elements, ascending. Largest first, ties by
   * first member; the last `singletons` rows are the singletons.
   */
  readonly members: Incidence;
  /** Component (row of `members`) of each element. */
  readonly labels: Uint32Array;
}

/**
 * Components of the s-line graph, which is not built. Every element counts, also
 * those smaller than `s`, which are singletons.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost: {@link sComponents}.
 */
export function computeComponents(
  hypergraph: Hypergraph,
  options: SOptions = {},
): Components {
  const structure = sStructure(hypergraph, options);
  const { rows, columns, s } = structure;
  return rankedComponents(structure, sComponents(rows, columns, s, options));
}

/**
 * The same from labels that are found already.
 * @param found - As {@link sComponents} gives them for the rows of `structure`.
 * @remarks O(elements).
 */
export function rankedComponents(
  { s, of, ids }: SStructure,
  { labels, count }: ComponentLabels,
): Components {
  const sizes = new Uint32Array(count);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  const rank = ranksBySize(sizes);
  const ranked = labels.map((label) => rank[label] ?? 0);
  const elements = Uint32Array.from(labels, (_, element) => element);
  return {
    s,
    of,
    ids,
    count,
    singletons: sizes.reduce((total, size) => total + Number(size === 1), 0),
    members: groupByRow(ranked, elements, count),
    labels: ranked,
  };
}

/** Position of each component when the largest come first; ties keep their order. */
function ranksBySize(sizes: Uint32Array): Uint32Array {
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const depth = sizes.map((size) => largest - size);
  const components = Uint32Array.from(sizes, (_, component) => component);
  const order = groupByRow(depth, components, largest + 1).members;
  const rank = new Uint32Array(sizes.length);
  order.forEach((component, position) => (rank[component] = position));
  return rank;
}
