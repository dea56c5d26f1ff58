import type { SymmetricOperator } from '#numeric/lanczos.ts';
import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import type { OverlapPairs } from './overlap-pairs.ts';

/**
 * The overlap matrix of rows, B Bᵀ with zeros on its diagonal, as an operator:
 * the line graph weighted by overlap, without building it.
 * @remarks A product takes O(incidences).
 */
export class OverlapProduct implements SymmetricOperator {
  readonly size: number;
  readonly work: number;
  readonly #rows: Incidence;
  readonly #columns: Incidence;
  readonly #sums: Float64Array;

  constructor(rows: Incidence, columns: Incidence) {
    this.size = rowCount(rows);
    this.work = 2 * rows.members.length + this.size;
    this.#rows = rows;
    this.#columns = columns;
    this.#sums = new Float64Array(rowCount(columns));
  }

  apply(x: Float64Array, y: Float64Array): void {
    const sums = this.#sums;
    sumOverMembers(this.#columns, x, sums);
    sumOverMembers(this.#rows, sums, y);
    for (let row = 0; row < y.length; row++) {
      y[row]! -= rowLength(this.#rows, row) * x[row]!;
    }
  }
}

/** y[row] = Σ x over its members. */
export function sumOverMembers(
  { offsets, members }: Incidence,
  x: Float64Array,
  y: Float64Array,
): void {
  for (let row = 0; row < y.length; row++) {
    let sum = 0;
    const end = offsets[row + 1]!;
    for (let i = offsets[row]!; i < end; i++) sum += x[members[i]!]!;
    y[row] = sum;
  }
}

/**
 * A graph stored as pairs `left < right`, as an operator.
 * @remarks A product takes O(pairs).
 */
export class PairProduct implements SymmetricOperator {
  readonly size: number;
  readonly work: number;
  readonly #pairs: OverlapPairs;
  readonly #weighted: boolean;

  /** @param weighted - Whether entries are overlaps, or 1. */
  constructor(pairs: OverlapPairs, weighted: boolean) {
    this.size = pairs.offsets.length - 1;
    this.work = 2 * pairs.neighbors.length + this.size;
    this.#pairs = pairs;
    this.#weighted = weighted;
  }

  apply(x: Float64Array, y: Float64Array): void {
    const { offsets, neighbors, overlaps } = this.#pairs;
    y.fill(0);
    for (let left = 0; left < y.length; left++) {
      let sum = 0;
      for (let i = offsets[left]!; i < offsets[left + 1]!; i++) {
        const right = neighbors[i]!;
        const weight = this.#weighted ? overlaps[i]! : 1;
        sum += weight * x[right]!;
        y[right]! += weight * x[left]!;
      }
      y[left]! += sum;
    }
  }
}
