import { PolyadError } from '#errors/polyad-error.ts';
import { GrowableUint32 } from '#numeric/growable.ts';
import type { Incidence } from '#hypergraph/incidence.ts';

/** Rows as a generator makes them, one after another, up to a limit. */
export class GeneratedRows {
  readonly #limit: number;
  readonly #offsets = new GrowableUint32(16);
  readonly #members = new GrowableUint32(16);

  /** @param limit - Most incidences. */
  constructor(limit: number) {
    this.#limit = limit;
    this.#offsets.push(0);
  }

  /** Rows ended so far. */
  get count(): number {
    return this.#offsets.length - 1;
  }

  /** Members of the row that is open. */
  get openLength(): number {
    return this.#members.length - this.#offsets.at(this.count);
  }

  /**
   * Refuses what would not fit, before anything is made.
   * @param incidences - How many are to come, or are expected to.
   * @throws PolyadError LIMIT_EXCEEDED
   */
  price(incidences: number): void {
    const total = this.#members.length + incidences;
    if (total <= this.#limit) return;
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `The model makes about ${Math.round(total)} incidences, more than ${this.#limit}; ask for fewer or smaller hyperedges, or raise maxIncidences.`,
      { incidences: total, limit: this.#limit },
    );
  }

  /** @throws PolyadError LIMIT_EXCEEDED */
  add(member: number): void {
    if (this.#members.length >= this.#limit) this.price(1);
    this.#members.push(member);
  }

  /** True if the open row holds `member`; O(its length). */
  has(member: number): boolean {
    const { raw, length } = this.#members;
    for (let i = this.#offsets.at(this.count); i < length; i++) {
      if (raw[i] === member) return true;
    }
    return false;
  }

  /** Ends the open row, which may be empty; its members must differ. */
  endRow(): void {
    const start = this.#offsets.at(this.count);
    this.#members.view().subarray(start).sort();
    this.#offsets.push(this.#members.length);
  }

  /** All rows ended. */
  build(): Incidence {
    return {
      offsets: this.#offsets.view().slice(),
      members: this.#members.view().slice(0, this.#offsets.at(this.count)),
    };
  }
}
