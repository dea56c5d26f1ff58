import type { SymmetricOperator } from '#numeric/lanczos.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import { sumOverMembers } from './overlap-product.ts';

/**
 * Normalised Laplacian of nodes, I − D^{−1/2} B W S^{−1} Bᵀ D^{−1/2}, D degrees
 * by weight, S edge sizes, W edge weights. Isolated nodes have zero rows.
 * @remarks A product takes O(incidences). Zhou, Huang and Schölkopf 2006,
 * doi:10.7551/mitpress/7503.003.0205.
 */
export class NormalizedLaplacian implements SymmetricOperator {
  readonly size: number;
  readonly work: number;
  readonly #nodes: Incidence;
  readonly #edges: Incidence;
  /** D^{−1/2}; 0 of isolated nodes. */
  readonly #roots: Float64Array;
  /** W S^{−1}. */
  readonly #shares: Float64Array;
  readonly #scaled: Float64Array;
  readonly #sums: Float64Array;

  /** @param weights - Of each edge, 0 or more; 1 if left out. */
  constructor(nodes: Incidence, edges: Incidence, weights?: Float64Array) {
    this.size = rowCount(nodes);
    this.work = 2 * nodes.members.length + 2 * this.size;
    this.#nodes = nodes;
    this.#edges = edges;
    const all = weights ?? new Float64Array(rowCount(edges)).fill(1);
    this.#shares = all.map((weight, edge) =>
      weight === 0 ? 0 : weight / rowLength(edges, edge),
    );
    const degrees = new Float64Array(this.size);
    sumOverMembers(nodes, all, degrees);
    this.#roots = degrees.map((degree) =>
      degree > 0 ? 1 / Math.sqrt(degree) : 0,
    );
    this.#scaled = new Float64Array(this.size);
    this.#sums = new Float64Array(rowCount(edges));
  }

  apply(x: Float64Array, y: Float64Array): void {
    const roots = this.#roots;
    const scaled = this.#scaled;
    const sums = this.#sums;
    for (let i = 0; i < scaled.length; i++) scaled[i] = roots[i]! * x[i]!;
    sumOverMembers(this.#edges, scaled, sums);
    for (let e = 0; e < sums.length; e++) {
      sums[e] = sums[e] === 0 ? 0 : sums[e]! * this.#shares[e]!;
    }
    sumOverMembers(this.#nodes, sums, y);
    for (let i = 0; i < y.length; i++) {
      y[i] = roots[i] === 0 ? 0 : x[i]! - roots[i]! * y[i]!;
    }
  }
}

/**
 * Σ over orders of a factor times the Laplacian of that order, d K − A: K counts a
 * node's edges of d + 1 members, A a pair's.
 * @remarks A product takes O(incidences). Lucas, Cencetti and Battiston 2020,
 * doi:10.1103/PhysRevResearch.2.033410.
 */
export class OrderLaplacian implements SymmetricOperator {
  readonly size: number;
  readonly work: number;
  readonly #edges: Incidence;
  /** By edge size; 0 where the order does not count. */
  readonly #factors: ReadonlyMap<number, number>;

  constructor(
    edges: Incidence,
    size: number,
    factors: ReadonlyMap<number, number>,
  ) {
    this.size = size;
    this.work = 2 * edges.members.length + size;
    this.#edges = edges;
    this.#factors = factors;
  }

  apply(x: Float64Array, y: Float64Array): void {
    const { offsets, members } = this.#edges;
    y.fill(0);
    for (let edge = 0; edge < offsets.length - 1; edge++) {
      const start = offsets[edge]!;
      const end = offsets[edge + 1]!;
      const factor = this.#factors.get(end - start) ?? 0;
      if (factor === 0) continue;
      let sum = 0;
      for (let p = start; p < end; p++) sum += x[members[p]!]!;
      for (let p = start; p < end; p++) {
        const node = members[p]!;
        y[node]! += factor * ((end - start) * x[node]! - sum);
      }
    }
  }
}

/** A signed boundary matrix: column = simplex, rows = its faces, signs +, −, +, … */
export interface Boundary {
  readonly rows: number;
  /** Column `j` owns entries `j · width … (j + 1) · width` of `faces`. */
  readonly columns: number;
  /** Faces of a simplex. */
  readonly width: number;
  readonly faces: Uint32Array;
}

/**
 * Hodge Laplacian ∂ᵀ∂ below + ∂∂ᵀ above of the simplices of one dimension.
 * @remarks A product takes O(faces). Lim 2020, doi:10.1137/18M1223101.
 */
export class HodgeLaplacian implements SymmetricOperator {
  readonly size: number;
  readonly work: number;
  readonly #below: Boundary;
  readonly #above: Boundary;

  /**
   * @param below - From these simplices to their faces.
   * @param above - From the simplices one dimension up to these.
   */
  constructor(below: Boundary, above: Boundary) {
    this.size = below.columns;
    this.work = 2 * (below.faces.length + above.faces.length);
    this.#below = below;
    this.#above = above;
  }

  apply(x: Float64Array, y: Float64Array): void {
    y.fill(0);
    const faces = new Float64Array(this.#below.rows);
    addBoundary(this.#below, x, faces);
    addCoboundary(this.#below, faces, y);
    const cofaces = new Float64Array(this.#above.columns);
    addCoboundary(this.#above, x, cofaces);
    addBoundary(this.#above, cofaces, y);
  }
}

/** out += ∂ x. O(faces). */
export function addBoundary(
  { columns, width, faces }: Boundary,
  x: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < width; i++) {
      out[faces[j * width + i]!]! += i % 2 === 0 ? x[j]! : -x[j]!;
    }
  }
}

/** out += ∂ᵀ x. O(faces). */
export function addCoboundary(
  { columns, width, faces }: Boundary,
  x: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < width; i++) {
      const value = x[faces[j * width + i]!]!;
      out[j]! += i % 2 === 0 ? value : -value;
    }
  }
}
