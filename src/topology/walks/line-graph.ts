import type { PairGraph } from '#hypergraph/expansions.ts';
import type { ElementKind, Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import type { OverlapPairs } from '#compute/cpu/overlap-pairs.ts';
import {
  countOverlapPairs,
  earlierRows,
  overlapPairs,
} from '#compute/overlap-pairs.ts';
import { sStructure, type SOptions, type SStructure } from '../s-structure.ts';

/** Size of an s-line graph. */
export interface LineGraphSize {
  readonly s: number;
  readonly of: ElementKind;
  /** All elements, isolated ones included. */
  readonly vertexCount: number;
  readonly pairCount: number;
}

/** An s-line graph as columns; see {@link OverlapPairs} for the order of pairs. */
export interface LineGraph extends LineGraphSize, OverlapPairs {
  readonly ids: IdTable;
}

/**
 * The s-line graph: a vertex for every element, joined where two share at least
 * `s` members, with the number they share. Elements smaller than `s` are
 * isolated vertices.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if the pairs
 * do not fit in memory.
 * @remarks Cost: {@link overlapPairs}. Definition: Aksoy et al. 2020,
 * doi:10.1140/epjds/s13688-020-00231-0.
 */
export function computeLineGraph(
  hypergraph: Hypergraph,
  options: SOptions = {},
): LineGraph {
  const structure = sStructure(hypergraph, options);
  const { rows, columns, s } = structure;
  return lineGraphOfPairs(structure, overlapPairs(rows, columns, s, options));
}

/** The same from pairs that are found already, as {@link overlapPairs} gives them. */
export function lineGraphOfPairs(
  { s, of, ids }: SStructure,
  pairs: OverlapPairs,
): LineGraph {
  const pairCount = pairs.neighbors.length;
  return { ...pairs, s, of, ids, vertexCount: ids.count, pairCount };
}

/**
 * The s-line graph in its cheapest stored form: each element with its neighbours
 * before it, in no particular order and without overlaps.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, LIMIT_EXCEEDED
 * @remarks Cost: {@link earlierRows}; 4 B a pair.
 */
export function computeEarlierNeighbors(
  hypergraph: Hypergraph,
  options: SOptions = {},
): Incidence {
  const { s, rows, columns } = sStructure(hypergraph, options);
  return earlierRows(rows, columns, s, options);
}

/**
 * The size of the s-line graph, whose pairs are counted and not stored.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 */
export function countLineGraphPairs(
  hypergraph: Hypergraph,
  options: SOptions = {},
): LineGraphSize {
  const { s, of, rows, columns, ids } = sStructure(hypergraph, options);
  const pairCount = countOverlapPairs(rows, columns, s, options);
  return { s, of, vertexCount: ids.count, pairCount };
}

/**
 * Calls `visit` for every pair `left < right`, ascending, with their overlap.
 * @remarks Makes no object a pair, for writers of large graphs.
 */
export function forEachPair(
  { offsets, neighbors, overlaps }: OverlapPairs,
  visit: (left: number, right: number, overlap: number) => void,
): void {
  let left = 0;
  neighbors.forEach((right, index) => {
    while (index >= (offsets[left + 1] ?? Infinity)) left++;
    visit(left, right, overlaps[index] ?? 0);
  });
}

/** The same graph as one row a pair, weighted by overlap: for graphology and tables. */
export function lineGraphLinks(graph: LineGraph): PairGraph {
  const source = new Uint32Array(graph.pairCount);
  let at = 0;
  forEachPair(graph, (left) => (source[at++] = left));
  return {
    vertexCount: graph.vertexCount,
    source,
    target: graph.neighbors,
    weight: Float64Array.from(graph.overlaps),
  };
}
