import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  rowLength,
  rowLengths,
  type Incidence,
} from '#hypergraph/incidence.ts';
import { filterRows, subsetPairs } from '#compute/cpu/subset-pairs.ts';

/**
 * Which containments: `all`; `immediate`, of sizes that differ by one; or
 * `nearest`, from a hyperedge to the largest sizes it contains, if the contained
 * one is in no smaller hyperedge.
 */
export type EncapsulationKind = 'all' | 'immediate' | 'nearest';

/** Options of {@link computeEncapsulation}. */
export interface EncapsulationOptions extends LoopOptions {
  /** Default `all`. */
  readonly kind?: EncapsulationKind | undefined;
}

/**
 * The encapsulation graph, directed and without cycles: from a hyperedge to every
 * smaller one that lies wholly inside it. Equal hyperedges are not joined, empty
 * ones are left out.
 * @returns Row = hyperedge, members = the hyperedges inside it, ascending.
 * @throws PolyadError CANCELLED
 * @remarks Cost: {@link subsetPairs}. LaRock and Lambiotte 2023,
 * doi:10.1088/2632-072X/ad0b39.
 */
export function computeEncapsulation(
  hypergraph: Hypergraph,
  options: EncapsulationOptions = {},
): Incidence {
  const { edges, nodes } = hypergraph;
  const all = subsetPairs(edges, nodes, options);
  const { kind = 'all' } = options;
  if (kind === 'all') return all;
  if (kind === 'immediate') {
    return filterRows(
      all,
      (outer, inner) => rowLength(edges, outer) === rowLength(edges, inner) + 1,
    );
  }
  const sizes = rowLengths(edges);
  const smallestOuter = new Float64Array(sizes.length).fill(Infinity);
  const largestInner = new Float64Array(sizes.length);
  filterRows(all, (outer, inner) => {
    const outerSize = sizes[outer] ?? 0;
    smallestOuter[inner] = Math.min(smallestOuter[inner] ?? 0, outerSize);
    largestInner[outer] = Math.max(largestInner[outer] ?? 0, sizes[inner] ?? 0);
    return false;
  });
  return filterRows(
    all,
    (outer, inner) =>
      sizes[outer] === smallestOuter[inner] &&
      sizes[inner] === largestInner[outer],
  );
}
