import { LoopWatch } from '#numeric/cancellation.ts';
import type { SymmetricOperator } from '#numeric/lanczos.ts';
import { gaussQuadrature } from '#numeric/tridiagonal.ts';
import {
  DEFAULT_TOLERANCE,
  type IteratedScores,
  type IterationOptions,
} from './tensor-eigenvectors.ts';

/** Steps between two looks at the value. */
const STEPS = 8;

/** Most steps from one vertex. */
const MAX_STEPS = 400;

/**
 * Natural logarithm of the diagonal of exp(A): closed walks from each vertex, a
 * walk of k steps for 1/k!.
 * @returns `iterations` is the largest number of steps from one vertex, the
 * residual the largest last change of a logarithm.
 * @throws PolyadError CANCELLED
 * @remarks Gauss quadrature by Lanczos from every vertex (Golub and Meurant
 * 2010): no dense matrix. Each vertex takes some tens of products and memory of
 * as many vectors. The logarithm keeps what would overflow.
 */
export function logExponentialDiagonal(
  graph: SymmetricOperator,
  options: IterationOptions = {},
): IteratedScores {
  const { tolerance = DEFAULT_TOLERANCE, maxIterations = MAX_STEPS } = options;
  const watch = new LoopWatch(graph.size, options);
  const values = new Float64Array(graph.size);
  const walk = new LanczosWalk(graph);
  let iterations = 0;
  let residual = 0;
  for (let vertex = 0; vertex < graph.size; vertex++) {
    walk.begin(vertex);
    let value = 0;
    let change = Infinity;
    while (change > tolerance && walk.steps < maxIterations) {
      const before = value;
      const more = walk.extend(STEPS, (work) => watch.step(vertex, work));
      value = logExponential(walk.diagonal, walk.beside);
      change = more
        ? Math.abs(value - before) / Math.max(1, Math.abs(value))
        : 0;
    }
    values[vertex] = value;
    iterations = Math.max(iterations, walk.steps);
    residual = Math.max(residual, change);
  }
  watch.finish();
  return { values, converged: residual <= tolerance, iterations, residual };
}

/** log of entry (1, 1) of exp(T). */
function logExponential(
  diagonal: readonly number[],
  beside: readonly number[],
): number {
  const { nodes, weights } = gaussQuadrature(diagonal, beside);
  const largest = nodes.reduce((most, node) => Math.max(most, node), -Infinity);
  let sum = 0;
  nodes.forEach((node, i) => (sum += weights[i]! * Math.exp(node - largest)));
  return largest + Math.log(sum);
}

/** Lanczos from a unit vector, with full reorthogonalisation. */
class LanczosWalk {
  diagonal: number[] = [];
  beside: number[] = [];
  readonly #graph: SymmetricOperator;
  #basis: Float64Array[] = [];
  #next: Float64Array | undefined;
  #scale = 0;

  constructor(graph: SymmetricOperator) {
    this.#graph = graph;
  }

  get steps(): number {
    return this.diagonal.length;
  }

  begin(vertex: number): void {
    this.diagonal = [];
    this.beside = [];
    this.#basis = [];
    this.#scale = 0;
    this.#next = new Float64Array(this.#graph.size);
    this.#next[vertex] = 1;
  }

  /** Goes on by up to `steps`; false when the space is exhausted. */
  extend(steps: number, spend: (work: number) => void): boolean {
    const { size, work } = this.#graph;
    for (let step = 0; step < steps && this.#next !== undefined; step++) {
      const vector = this.#next;
      this.#basis.push(vector);
      const image = new Float64Array(size);
      this.#graph.apply(vector, image);
      this.diagonal.push(dot(vector, image));
      this.#scale = Math.max(this.#scale, Math.sqrt(dot(image, image)));
      for (let round = 0; round < 2; round++) {
        for (const other of this.#basis) {
          const share = dot(other, image);
          for (let i = 0; i < size; i++) image[i]! -= share * other[i]!;
        }
      }
      const norm = Math.sqrt(dot(image, image));
      spend(work + 8 * size * this.#basis.length);
      const exhausted =
        norm <= 1e-13 * this.#scale || this.#basis.length === size;
      this.#next = exhausted ? undefined : image.map((value) => value / norm);
      if (!exhausted) this.beside.push(norm);
    }
    return this.#next !== undefined;
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}
