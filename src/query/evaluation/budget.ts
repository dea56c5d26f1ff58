import { throwIfStopped, type StopSignal } from '#numeric/cancellation.ts';

/** How much a query may do before its answer is cut. */
export interface QueryLimits {
  /** Rows that one step may make; default 1,000,000. */
  readonly rows?: number | undefined;
  /** Relations that may be looked at, each time counted; default 1,000,000,000. */
  readonly visits?: number | undefined;
}

/** Visits between two looks at the signal. */
const BETWEEN_LOOKS = 1 << 16;

/** Counts work, so that every query ends; the same work is cut at the same place. */
export class Budget {
  readonly #limits: Required<{ [name in keyof QueryLimits]: number }>;
  readonly #signal: StopSignal | undefined;
  #visits = 0;
  #why: string | null = null;

  constructor(limits: QueryLimits, signal?: StopSignal) {
    this.#limits = {
      rows: limits.rows ?? 1_000_000,
      visits: limits.visits ?? 1_000_000_000,
    };
    this.#signal = signal;
  }

  /** Why the answer is cut; null while it is whole. */
  get why(): string | null {
    return this.#why;
  }

  /**
   * Counts one look at a relation.
   * @returns False once the budget is spent.
   * @throws PolyadError CANCELLED
   */
  visit(): boolean {
    this.#visits += 1;
    if (this.#visits % BETWEEN_LOOKS === 0) throwIfStopped(this.#signal);
    if (this.#visits <= this.#limits.visits) return true;
    this.#why ??= `more than ${this.#limits.visits} relations would have to be looked at`;
    return false;
  }

  /** Whether another row may be made where there are `rows`. */
  allows(rows: number): boolean {
    if (rows < this.#limits.rows) return this.#why === null;
    this.#why ??= `a step makes more than ${this.#limits.rows} rows`;
    return false;
  }
}
