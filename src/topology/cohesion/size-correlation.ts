import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { Correlation } from '#compute/cpu/degree-correlation.ts';

/** Correlations between degrees by hyperedge size. */
export interface SizeCorrelation {
  /** Sizes 2 … largest. */
  readonly sizes: Uint32Array;
  /** Row and column = position in `sizes`; NaN where degrees do not vary. Row-major. */
  readonly values: Float64Array;
}

/**
 * For every two sizes of hyperedges, the correlation over nodes of their degrees
 * in hyperedges of the one and of the other.
 * @remarks Time and memory O(nodes · sizes²): meant for few sizes. Lotito et al.
 * 2023, doi:10.1093/comnet/cnad019.
 */
export function computeSizeCorrelation(
  hypergraph: Hypergraph,
): SizeCorrelation {
  const degrees = degreesBySize(hypergraph);
  const sizes = Uint32Array.from(degrees, (_, i) => i + 2);
  const values = new Float64Array(sizes.length ** 2);
  degrees.forEach((left, i) => {
    degrees.forEach((right, j) => {
      const sums = new Correlation();
      left.forEach((degree, node) => sums.add(degree, right[node] ?? 0));
      values[i * sizes.length + j] = sums.value();
    });
  });
  return { sizes, values };
}

/** Degrees in hyperedges of size 2, 3, …, the largest. */
function degreesBySize(hypergraph: Hypergraph): Float64Array[] {
  const lists: Float64Array[] = [];
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const size = hypergraph.edgeSize(edge);
    if (size < 2) continue;
    while (lists.length < size - 1) {
      lists.push(new Float64Array(hypergraph.nodeCount));
    }
    const degrees = lists[size - 2];
    if (degrees === undefined) continue;
    for (const node of hypergraph.edgeMembers(edge)) {
      degrees[node] = (degrees[node] ?? 0) + 1;
    }
  }
  return lists;
}
