import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { boundaryOf, simplicesOfSize } from '#compute/cpu/simplex-lists.ts';
import { refuseLargeClosure } from './closure-price.ts';

/** Options of {@link boundaryMatrices}. */
export interface BoundaryOptions extends LoopOptions {
  /** Highest dimension of the simplices. Default 2. */
  readonly maxDim?: number | undefined;
  /** Most simplices of one dimension. Default 1 million. */
  readonly maxSimplices?: number | undefined;
}

/** The simplices of one dimension and where their boundaries lie. */
export interface BoundaryMatrix {
  readonly dim: number;
  /** Columns of the matrix. */
  readonly simplexCount: number;
  /** Rows of the matrix: simplices one dimension lower; 0 for dimension 0. */
  readonly faceCount: number;
  /**
   * The chain basis: node indices, `dim + 1` a simplex, ascending; simplices in
   * ascending order of these.
   */
  readonly simplices: Uint32Array;
  /**
   * Row indices of the ones, `dim + 1` a column (none for dimension 0): entry i of a
   * column is the face without the i-th node. Over other coefficients its sign is
   * (−1)ⁱ.
   */
  readonly faces: Uint32Array;
}

const DEFAULT_SIMPLICES = 1_000_000;

/**
 * The chain complex of the downward closure, written out: bases and boundary
 * matrices of dimensions 0 … `maxDim`.
 * @throws PolyadError INVALID_ARGUMENT if `maxDim` is not an integer from 0;
 * LIMIT_EXCEEDED, before anything is listed, if the closure is estimated to have
 * more simplices than allowed; CANCELLED
 * @remarks Time and memory in proportion to the subsets of all hyperedges: for
 * small complexes. Isolated nodes and empty hyperedges are not in the closure.
 */
export function boundaryMatrices(
  hypergraph: Hypergraph,
  options: BoundaryOptions = {},
): BoundaryMatrix[] {
  const { maxDim = 2, maxSimplices = DEFAULT_SIMPLICES } = options;
  checkedDim(maxDim);
  refuseLargeClosure(hypergraph, { ...options, maxDim, maxSimplices });
  // shared subsets are listed once for each hyperedge before they are merged
  const room = 20 * maxSimplices;
  const matrices: BoundaryMatrix[] = [];
  let below = simplicesOfSize(hypergraph.edges, 0, room, options);
  for (let dim = 0; dim <= maxDim; dim++) {
    const own = simplicesOfSize(hypergraph.edges, dim + 1, room, options);
    const { faces } = boundaryOf(own, below);
    matrices.push({
      dim,
      simplexCount: own.count,
      faceCount: below.count,
      simplices: own.members,
      faces,
    });
    below = own;
  }
  return matrices;
}

/** @throws PolyadError INVALID_ARGUMENT */
export function checkedDim(maxDim: number): number {
  if (Number.isSafeInteger(maxDim) && maxDim >= 0) return maxDim;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The highest dimension is ${maxDim}; it must be an integer of at least 0.`,
    { maxDim },
  );
}
