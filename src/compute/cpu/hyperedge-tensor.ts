import { PolyadError } from '#errors/polyad-error.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** Factorials of larger sizes leave the range of numbers. */
const MAX_RANK = 170;

/**
 * The symmetric adjacency tensor of edges of any sizes up to r, its rank. An edge
 * of k members stands for all r-tuples in which just its members occur, each, with
 * equal entries k / (number of such tuples); so A 1^{r−1} are the degrees
 * (Banerjee et al. 2017, doi:10.1016/j.laa.2016.12.022).
 */
export class HyperedgeTensor {
  readonly rank: number;
  /** Elementary steps of one product. */
  readonly work: number;
  readonly #edges: Incidence;
  /** By size: what the coefficients of its edges are multiplied by. */
  readonly #weights: Float64Array;
  readonly #series = new SeriesProducts();

  /** @throws PolyadError LIMIT_EXCEEDED if an edge has more than 170 members. */
  constructor(edges: Incidence) {
    this.#edges = edges;
    let rank = 0;
    for (let edge = 0; edge < rowCount(edges); edge++) {
      rank = Math.max(rank, rowLength(edges, edge));
    }
    this.rank = rank;
    if (rank > MAX_RANK) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `A hyperedge has ${rank} members; tensor eigenvectors go up to ${MAX_RANK}. Leave the larger hyperedges out, or take the clique expansion (eigenvector).`,
        { size: rank, limit: MAX_RANK },
      );
    }
    this.#weights = Float64Array.from({ length: rank + 1 }, (_, size) =>
      size === 0 ? 0 : edgeWeight(size, rank),
    );
    let work = 0;
    for (let edge = 0; edge < rowCount(edges); edge++) {
      const size = rowLength(edges, edge);
      work += 3 * size * (rank - size + 1) ** 2;
    }
    this.work = work;
  }

  /**
   * y = A x^{r−1}: the tensor times `x` in all modes but one.
   * @remarks For a member v of an edge e, the coefficient of t^{r−1} in
   * exp(x_v t) Π (exp(x_u t) − 1) over the other members u, times a factor of
   * the size. Time O(Σ k (r − k + 1)²) over edge sizes k. Aksoy, Amburg and Young
   * 2024, doi:10.1137/23M1584472.
   */
  apply(x: Float64Array, y: Float64Array): void {
    const { offsets, members } = this.#edges;
    const series = this.#series;
    y.fill(0);
    for (let edge = 0; edge < offsets.length - 1; edge++) {
      const start = offsets[edge]!;
      const size = offsets[edge + 1]! - start;
      if (size === 0) continue;
      series.load(x, members.subarray(start, start + size), this.rank);
      const weight = this.#weights[size]!;
      for (let i = 0; i < size; i++) {
        y[members[start + i]!]! += weight * series.without(i);
      }
    }
  }
}

/**
 * k (r − 1)! over the number of maps of r places onto k members, which is r!
 * times the coefficient of t^{r−k} in (Σ tⁱ/(i + 1)!)ᵏ: a sum of positive terms.
 */
function edgeWeight(size: number, rank: number): number {
  const terms = rank - size + 1;
  let power = new Float64Array(terms);
  power[0] = 1;
  const base = new Float64Array(terms);
  let factor = 1;
  for (let i = 0; i < terms; i++) base[i] = factor /= i + 1;
  for (let k = 0; k < size; k++) {
    const next = new Float64Array(terms);
    multiply(power, 0, base, 0, next, 0);
    power = next;
  }
  return size / (rank * power[terms - 1]!);
}

/** out = a · b, cut after as many terms as `out` has to its end, `terms` of them. */
function multiply(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  out: Float64Array,
  outStart: number,
  terms = a.length,
): void {
  for (let k = 0; k < terms; k++) {
    let sum = 0;
    for (let i = 0; i <= k; i++) sum += a[aStart + i]! * b[bStart + k - i]!;
    out[outStart + k] = sum;
  }
}

/** Products of truncated power series of the members of one edge. */
class SeriesProducts {
  #terms = 1;
  #values = new Float64Array(0);
  /** Series (exp(x t) − 1)/t of each member. */
  #own = new Float64Array(0);
  /** Products of those before each member, and of it and those after. */
  #before = new Float64Array(0);
  #after = new Float64Array(0);
  #scratch = new Float64Array(0);

  load(x: Float64Array, members: Uint32Array, rank: number): void {
    const size = members.length;
    const terms = rank - size + 1;
    this.#terms = terms;
    const length = (size + 1) * terms;
    if (this.#own.length < length) {
      this.#own = new Float64Array(length);
      this.#before = new Float64Array(length);
      this.#after = new Float64Array(length);
    }
    if (this.#scratch.length < terms) this.#scratch = new Float64Array(terms);
    this.#values = Float64Array.from(members, (node) => x[node]!);
    const own = this.#own;
    for (let u = 0; u < size; u++) {
      let term = 1;
      for (let i = 0; i < terms; i++) {
        term *= this.#values[u]! / (i + 1);
        own[u * terms + i] = term;
      }
    }
    const before = this.#before;
    const after = this.#after;
    before.fill(0, 0, terms);
    before[0] = 1;
    after.fill(0, size * terms, length);
    after[size * terms] = 1;
    for (let u = 0; u < size; u++) {
      const at = u * terms;
      multiply(before, at, own, at, before, at + terms, terms);
    }
    for (let u = size - 1; u >= 0; u--) {
      const at = u * terms;
      multiply(after, at + terms, own, at, after, at, terms);
    }
  }

  /** Last coefficient of exp(x_v t) times the product over all members but `v`. */
  without(v: number): number {
    const terms = this.#terms;
    const scratch = this.#scratch;
    const value = this.#values[v]!;
    let term = 1;
    for (let i = 0; i < terms; i++) {
      scratch[i] = term;
      term *= value / (i + 1);
    }
    let sum = 0;
    // last coefficient of before · after · exp
    for (let k = 0; k < terms; k++) {
      let inner = 0;
      for (let i = 0; i <= k; i++) {
        inner +=
          this.#before[v * terms + i]! * this.#after[(v + 1) * terms + k - i]!;
      }
      sum += inner * scratch[terms - 1 - k]!;
    }
    return sum;
  }
}
