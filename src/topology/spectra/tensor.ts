import { PolyadError } from '#errors/polyad-error.ts';
import { Random } from '#numeric/random.ts';
import type { SymmetricOperator } from '#numeric/lanczos.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { HyperedgeTensor } from '#compute/cpu/hyperedge-tensor.ts';

/**
 * The adjacency tensor of the hyperedges, of any sizes up to r, as a map: x to A x^{r − 1}. At
 * all ones the degrees.
 * @throws PolyadError LIMIT_EXCEEDED if a hyperedge has more than 170 members.
 * @remarks Definition, source and cost: {@link HyperedgeTensor}; entries are never listed.
 */
export function adjacencyTensor(hypergraph: Hypergraph): {
  /** r, the largest size. */
  readonly rank: number;
  /** @param x - A number for each node. */
  readonly apply: (x: Float64Array) => Float64Array;
} {
  const tensor = new HyperedgeTensor(hypergraph.edges);
  const apply = (x: Float64Array): Float64Array => {
    const y = new Float64Array(hypergraph.nodeCount);
    tensor.apply(x, y);
    return y;
  };
  return { rank: tensor.rank, apply };
}

/**
 * How far two symmetric matrices are from commuting: the largest ‖(AB − BA)x‖/‖x‖ met with
 * random x, 0 where they commute. Laplacians of several orders that commute have
 * eigenvectors in common, so that synchrony can be told from their eigenvalues.
 * @param trials - Vectors drawn. Default 8.
 * @throws PolyadError INVALID_ARGUMENT if sizes differ.
 * @remarks Four products a trial. Vectors are drawn from a fixed seed.
 */
export function commutatorNorm(
  left: SymmetricOperator,
  right: SymmetricOperator,
  trials = 8,
): number {
  const { size } = left;
  if (right.size !== size) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The matrices have ${size} and ${right.size} rows; they must have as many.`,
      { left: size, right: right.size },
    );
  }
  const random = new Random(0);
  const product = (a: SymmetricOperator, x: Float64Array): Float64Array => {
    const y = new Float64Array(size);
    a.apply(x, y);
    return y;
  };
  const norm = (x: Float64Array): number =>
    Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  let largest = 0;
  for (let trial = 0; trial < trials && size > 0; trial++) {
    const x = Float64Array.from({ length: size }, () => random.normal());
    const [ab, ba] = [
      product(left, product(right, x)),
      product(right, product(left, x)),
    ];
    const apart = norm(ab.map((value, i) => value - (ba[i] ?? 0)));
    largest = Math.max(largest, apart / norm(x));
  }
  return largest;
}
