import { LoopWatch, type LoopOptions } from './cancellation.ts';
import { Random } from './random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A symmetric matrix known by what it does. */
export interface SymmetricOperator {
  /** Rows. */
  readonly size: number;
  /** Elementary steps of one product. */
  readonly work: number;
  /** Writes the product with `x` to `y`, both of length `size`. */
  apply(x: Float64Array, y: Float64Array): void;
}

/** Which eigenvalues, and how well. */
export interface LanczosOptions extends LoopOptions {
  /** How many; fewer come back only where `size` is less. */
  readonly count: number;
  readonly which: 'smallest' | 'largest';
  /** Largest residual, as a share of the matrix's norm. Default 10⁻¹⁰. */
  readonly tolerance?: number | undefined;
  /** Most products with the matrix. Default 20,000. */
  readonly maxIterations?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
  /** First vector of the first search; random by default. */
  readonly start?: Float64Array | undefined;
  /** Whether to look for repeated eigenvalues. Default true. */
  readonly repeated?: boolean | undefined;
}

/** Eigenpairs, the wanted end first. */
export interface Eigenpairs {
  readonly values: Float64Array;
  /** Vector of each value, of length 1. */
  readonly vectors: readonly Float64Array[];
  /** ‖A v − λ v‖ of each. */
  readonly residuals: Float64Array;
  readonly converged: boolean;
  /** Products with the matrix. */
  readonly iterations: number;
}

/**
 * Eigenvalues at one end of the spectrum of a large symmetric matrix, each as
 * often as it occurs.
 * @throws PolyadError CANCELLED
 * @remarks Thick-restart Lanczos with full reorthogonalisation (Wu and Simon
 * 2000, doi:10.1137/S0895479898334605). A Krylov space holds one vector of each
 * eigenvalue, so what has converged is set aside and the search begins again
 * with a random vector orthogonal to it, until it finds nothing further out:
 * repeated eigenvalues come as often as they occur. Memory O(size · (count +
 * 60)).
 */
export function lanczos(
  operator: SymmetricOperator,
  options: LanczosOptions,
): Eigenpairs {
  const search = new Search(operator, options);
  return search.run();
}

interface Pair {
  readonly value: number;
  readonly vector: Float64Array;
  readonly residual: number;
}

class Search {
  readonly #operator: SymmetricOperator;
  readonly #sign: number;
  readonly #count: number;
  readonly #tolerance: number;
  readonly #maxIterations: number;
  readonly #random: Random;
  readonly #watch: LoopWatch;
  readonly #start: Float64Array | undefined;
  readonly #repeated: boolean;
  /** Converged pairs of the matrix times `#sign`, smallest first. */
  #locked: Pair[] = [];
  #iterations = 0;
  #norm = 0;

  constructor(operator: SymmetricOperator, options: LanczosOptions) {
    this.#operator = operator;
    this.#sign = options.which === 'smallest' ? 1 : -1;
    this.#count = Math.min(options.count, operator.size);
    this.#tolerance = options.tolerance ?? 1e-10;
    this.#maxIterations = options.maxIterations ?? 20_000;
    this.#random = new Random(options.seed ?? 0);
    this.#start = options.start;
    this.#repeated = options.repeated ?? true;
    this.#watch = new LoopWatch(this.#maxIterations, options);
  }

  run(): Eigenpairs {
    let unconverged: Pair[] = [];
    let start = this.#start?.slice();
    let wanted = this.#count;
    while (this.#count > 0 && this.#locked.length < this.#operator.size) {
      const found = this.#searchComplement(wanted, start);
      start = undefined;
      wanted = Math.max(
        Math.ceil(this.#count / 4),
        this.#count - this.#locked.length - found.converged.length,
      );
      const limit = this.#limit();
      this.#locked.push(...found.converged);
      this.#locked.sort((a, b) => a.value - b.value);
      unconverged = found.unconverged;
      const first = found.converged[0];
      if (first === undefined) break;
      // Nothing left lies further out than what is there.
      if (first.value >= limit - this.#tolerance * this.#norm) break;
      if (!this.#repeated && this.#locked.length >= this.#count) break;
    }
    const missing = this.#count - this.#locked.length;
    const pairs = [
      ...this.#locked,
      ...unconverged.slice(0, Math.max(0, missing)),
    ]
      .sort((a, b) => a.value - b.value)
      .slice(0, this.#count);
    this.#watch.finish();
    return {
      values: Float64Array.from(pairs, ({ value }) => this.#sign * value),
      vectors: pairs.map(({ vector }) => vector),
      residuals: Float64Array.from(pairs, ({ residual }) => residual),
      converged: missing <= 0 && unconverged.length === 0,
      iterations: this.#iterations,
    };
  }

  /** Value of the last wanted pair so far. */
  #limit(): number {
    return this.#locked[this.#count - 1]?.value ?? Infinity;
  }

  /** The outermost pairs orthogonal to those set aside. */
  #searchComplement(
    count: number,
    start: Float64Array | undefined,
  ): { converged: Pair[]; unconverged: Pair[] } {
    const { size } = this.#operator;
    const free = size - this.#locked.length;
    const wanted = Math.min(count, free);
    const width = Math.min(free, 2 * wanted + 40);
    const basis: Float64Array[] = [];
    const projected = new Float64Array(width * width);
    let next = this.#normalised(start ?? this.#randomVector(), basis);
    next ??= this.#normalised(this.#randomVector(), basis);
    if (next === undefined) return { converged: [], unconverged: [] };
    for (;;) {
      let last = 0;
      while (basis.length < width) {
        basis.push(next);
        const { vector, norm } = this.#expand(basis, projected, width);
        last = norm;
        if (vector === undefined) break;
        next = vector;
      }
      const ritz = this.#ritzPairs(basis, projected, width, last);
      const enough = Math.min(wanted, ritz.length);
      const bad = ritz
        .slice(0, enough)
        .findIndex(({ residual }) => residual > this.#tolerance * this.#norm);
      if (bad < 0) return { converged: ritz.slice(0, enough), unconverged: [] };
      if (this.#iterations >= this.#maxIterations) {
        return {
          converged: ritz.slice(0, bad),
          unconverged: ritz.slice(bad, enough),
        };
      }
      this.#restart(basis, projected, width, ritz);
    }
  }

  /** Product with the last basis vector; the part of it outside the basis. */
  #expand(
    basis: Float64Array[],
    projected: Float64Array,
    width: number,
  ): { vector: Float64Array | undefined; norm: number } {
    const { operator, sign } = { operator: this.#operator, sign: this.#sign };
    const j = basis.length - 1;
    const image = new Float64Array(operator.size);
    operator.apply(basis[j]!, image);
    if (sign < 0) for (let i = 0; i < image.length; i++) image[i]! *= -1;
    this.#iterations++;
    this.#watch.step(
      Math.min(this.#iterations, this.#maxIterations),
      operator.work + operator.size * (basis.length + this.#locked.length) * 4,
    );
    for (let i = 0; i <= j; i++) {
      const product = dot(basis[i]!, image);
      projected[i * width + j] = product;
      projected[j * width + i] = product;
    }
    this.#norm = Math.max(this.#norm, Math.sqrt(dot(image, image)));
    const left = this.#orthogonalised(image, basis);
    const norm = Math.sqrt(dot(left, left));
    // An invariant space: what is left is rounding.
    if (norm <= 1e-14 * this.#norm) return { vector: undefined, norm: 0 };
    for (let i = 0; i < left.length; i++) left[i]! /= norm;
    return { vector: left, norm };
  }

  #ritzPairs(
    basis: readonly Float64Array[],
    projected: Float64Array,
    width: number,
    last: number,
  ): (Pair & { readonly tail: number })[] {
    const m = basis.length;
    const small = new Float64Array(m * m);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < m; j++) small[i * m + j] = projected[i * width + j]!;
    }
    const { values, vectors } = symmetricEigen(small, m);
    const kept = Math.min(m, Math.ceil((m + Math.min(this.#count, m)) / 2));
    return Array.from({ length: kept }, (_, k) => {
      const weights = vectors.subarray(k * m, (k + 1) * m);
      const vector = combine(basis, weights);
      const tail = last * weights[m - 1]!;
      return { value: values[k]!, vector, residual: Math.abs(tail), tail };
    });
  }

  /** Begins again from the outermost half of the Ritz vectors. */
  #restart(
    basis: Float64Array[],
    projected: Float64Array,
    width: number,
    ritz: readonly Pair[],
  ): void {
    const kept = Math.max(1, Math.min(ritz.length, width - 2));
    basis.length = 0;
    projected.fill(0);
    for (let i = 0; i < kept; i++) {
      basis.push(ritz[i]!.vector);
      projected[i * width + i] = ritz[i]!.value;
    }
  }

  #randomVector(): Float64Array {
    return Float64Array.from({ length: this.#operator.size }, () =>
      this.#random.normal(),
    );
  }

  /** Of length 1 and orthogonal to basis and locked pairs; undefined if nothing is left. */
  #normalised(
    vector: Float64Array,
    basis: readonly Float64Array[],
  ): Float64Array | undefined {
    const before = Math.sqrt(dot(vector, vector));
    const left = this.#orthogonalised(vector, basis);
    const norm = Math.sqrt(dot(left, left));
    if (!(norm > 1e-12 * before)) return undefined;
    return left.map((value) => value / norm);
  }

  /** Twice is enough (Giraud et al. 2005, doi:10.1007/s00211-005-0615-4). */
  #orthogonalised(
    vector: Float64Array,
    basis: readonly Float64Array[],
  ): Float64Array {
    for (let round = 0; round < 2; round++) {
      for (const { vector: other } of this.#locked) subtract(vector, other);
      for (const other of basis) subtract(vector, other);
    }
    return vector;
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** Takes from `x` its part along `unit`. */
function subtract(x: Float64Array, unit: Float64Array): void {
  const share = dot(x, unit);
  for (let i = 0; i < x.length; i++) x[i]! -= share * unit[i]!;
}

function combine(
  basis: readonly Float64Array[],
  weights: Float64Array,
): Float64Array {
  const sum = new Float64Array(basis[0]!.length);
  basis.forEach((vector, j) => {
    const weight = weights[j]!;
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * vector[i]!;
  });
  return sum;
}
