import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { transpose, type Incidence } from '#hypergraph/incidence.ts';
import {
  countFaces,
  countMissingFaces,
  forEachNeighborhood,
  type FaceCounts,
} from '#compute/cpu/simpliciality.ts';

/** Options of the measures of simpliciality. */
export interface SimplicialityOptions extends LoopOptions {
  /** Smallest face that counts; hyperedges of that size are never candidates. Default 2. */
  readonly minSize?: number | undefined;
  /** Most members of overlapping hyperedges to look at. Default 100 million, some seconds. */
  readonly maxSteps?: number | undefined;
}

/** How near a hypergraph is to a simplicial complex, from 0 to 1. */
export interface Simpliciality {
  /** Share of hyperedges of more than `minSize` members all of whose faces are there; NaN without such hyperedges. */
  readonly simplicialFraction: number;
  /** Share of what lies below the maximal hyperedges that is there; NaN where nothing does. */
  readonly editSimpliciality: number;
  /** Mean over maximal hyperedges of the share of faces that are there; 1 without any. */
  readonly faceEditSimpliciality: number;
  /** Faces that must be added to close it; Infinity from 2¹⁰²⁴ on. */
  readonly missingFaces: number;
  /** Mean over maximal hyperedges of missing faces. */
  readonly meanMissingFaces: number;
}

/**
 * Simpliciality by three measures (Landry, Young and Eikmeier 2024,
 * doi:10.1140/epjds/s13688-024-00458-1). Equal hyperedges count each, as in XGI.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if hyperedges
 * overlap in too many ways.
 * @remarks Faces that are there are hyperedges inside hyperedges, so the first
 * and third measure list no face; for the second the faces of the closure are
 * counted by how hyperedges overlap: {@link countClosureFaces}.
 */
export function computeSimpliciality(
  hypergraph: Hypergraph,
  options: SimplicialityOptions = {},
): Simpliciality {
  const minSize = checkedMinSize(options);
  const { edges, nodes } = hypergraph;
  const counts = countFaces(edges, nodes, minSize, options);
  const missing = countMissingFaces(edges, { ...options, minSize });
  return measures(counts, missing);
}

/**
 * Share of hyperedges that are simplices, without the other two measures.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 */
export function computeSimplicialFraction(
  hypergraph: Hypergraph,
  options: SimplicialityOptions = {},
): number {
  const minSize = checkedMinSize(options);
  const { edges, nodes } = hypergraph;
  const counts = countFaces(edges, nodes, minSize, options);
  return counts.simplices / counts.candidates;
}

/** The three measures around every node; NaN for nodes without a neighbour. */
export interface LocalSimpliciality {
  readonly simplicialFraction: Float64Array;
  readonly editSimpliciality: Float64Array;
  readonly faceEditSimpliciality: Float64Array;
}

/**
 * Simpliciality around every node: of the hyperedges that lie wholly among the
 * node and its neighbours.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED if hyperedges
 * overlap in too many ways.
 * @remarks Time: that of {@link computeSimpliciality} for each neighbourhood.
 */
export function computeLocalSimpliciality(
  hypergraph: Hypergraph,
  options: SimplicialityOptions = {},
): LocalSimpliciality {
  const minSize = checkedMinSize(options);
  const { edges, nodes, nodeCount } = hypergraph;
  const result: LocalSimpliciality = {
    simplicialFraction: new Float64Array(nodeCount).fill(NaN),
    editSimpliciality: new Float64Array(nodeCount).fill(NaN),
    faceEditSimpliciality: new Float64Array(nodeCount).fill(NaN),
  };
  const { signal, maxSteps } = options;
  forEachNeighborhood(edges, nodes, options, (node, inside) => {
    if (inside === undefined) return;
    const columns = transpose(inside, columnTotal(inside));
    const counts = countFaces(inside, columns, minSize, { signal });
    const limits = { signal, maxSteps, minSize };
    const local = measures(counts, countMissingFaces(inside, limits));
    result.simplicialFraction[node] = local.simplicialFraction;
    result.editSimpliciality[node] = local.editSimpliciality;
    result.faceEditSimpliciality[node] = local.faceEditSimpliciality;
  });
  return result;
}

function measures(counts: FaceCounts, missing: number): Simpliciality {
  const { candidates, simplices, edges, maximal } = counts;
  const { missingSum, presentShareSum } = counts;
  const below = edges - maximal + missing;
  return {
    simplicialFraction: simplices / candidates,
    editSimpliciality: maximal === 0 ? NaN : (edges - maximal) / below,
    faceEditSimpliciality: maximal === 0 ? 1 : presentShareSum / maximal,
    missingFaces: missing,
    meanMissingFaces: maximal === 0 ? 0 : missingSum / maximal,
  };
}

function columnTotal({ members }: Incidence): number {
  return members.reduce((most, column) => Math.max(most, column + 1), 0);
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkedMinSize({ minSize = 2 }: SimplicialityOptions): number {
  if (Number.isSafeInteger(minSize) && minSize >= 1) return minSize;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The smallest size is ${minSize}; it must be an integer of at least 1.`,
    { minSize },
  );
}
