import { rowCount, type Incidence } from '#hypergraph/incidence.ts';

/** Finds rows by their members: a trie whose steps are numbers in one map. */
export class MemberTrie {
  readonly #columns: number;
  readonly #steps = new Map<number, number>();
  /** Per state: whether a row ends there. */
  readonly #isRow: boolean[] = [false];

  /**
   * @param keep - Which rows to hold, by length.
   * @remarks O(incidences) steps, each one entry of the map.
   */
  constructor(
    rows: Incidence,
    columns: number,
    keep: (size: number) => boolean,
  ) {
    this.#columns = columns;
    for (let row = 0; row < rowCount(rows); row++) {
      const start = rows.offsets[row]!;
      const end = rows.offsets[row + 1]!;
      if (keep(end - start)) this.#add(rows.members.subarray(start, end));
    }
  }

  #add(members: Uint32Array): void {
    let state = 0;
    for (const member of members) {
      const key = state * this.#columns + member;
      let next = this.#steps.get(key);
      if (next === undefined) {
        next = this.#isRow.length;
        this.#steps.set(key, next);
        this.#isRow.push(false);
      }
      state = next;
    }
    this.#isRow[state] = true;
  }

  /** Whether the members at the `chosen` places, ascending, are a row. */
  has(members: ArrayLike<number>, chosen: readonly number[]): boolean {
    let state = 0;
    for (const place of chosen) {
      const key = state * this.#columns + members[place]!;
      const next = this.#steps.get(key);
      if (next === undefined) return false;
      state = next;
    }
    return this.#isRow[state]!;
  }
}
