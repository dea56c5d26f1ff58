import {
  compareRows,
  joinEvidence,
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
  readonly #rows = new Map<string, Row>();

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
    const known = this.#rows.get(key);
    const sorted = [...new Set(evidence)].sort((a, b) => a - b);
    this.#rows.set(key, {
      values: named,
      evidence: known ? joinEvidence(known.evidence, sorted) : sorted,
    });
  }

  rows(): Row[] {
    return [...this.#rows.values()].sort((a, b) =>
      compareRows(a.values, b.values),
    );
  }
}
