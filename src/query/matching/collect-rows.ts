import {
  compareRows,
  EvidenceBy,
  keyOf,
  type Row,
  type Value,
} from '../evaluation/value.ts';

/**
 * Gathers the rows of a search: distinct in their named columns, in the order
 * of those columns, so that the plan does not show in the answer.
 */
export class RowCollector {
  readonly #from: number;
  readonly #to: number;
  readonly #rows = new Map<string, readonly Value[]>();
  readonly #evidence = new EvidenceBy<string>();

  /** Columns from `from` to before `to` are named. */
  constructor(from: number, to: number) {
    this.#from = from;
    this.#to = to;
  }

  get count(): number {
    return this.#rows.size;
  }

  add(
    values: readonly (Value | undefined)[],
    evidence: readonly number[],
  ): void {
    const named = values.slice(0, this.#to).map((value) => value ?? null);
    const key = keyOf(named.slice(this.#from));
    this.#rows.set(key, named);
    this.#evidence.add(key, evidence);
  }

  rows(): Row[] {
    return Array.from(this.#rows, ([key, values]) => ({
      values,
      evidence: this.#evidence.of(key),
    })).sort((a, b) => compareRows(a.values, b.values));
  }
}
