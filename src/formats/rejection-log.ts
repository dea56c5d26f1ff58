import { PolyadError, type SourceLocation } from '#errors/polyad-error.ts';

/** A row that was not read, where it stands and why. */
export interface RejectedRow extends SourceLocation {
  /** What should have stood there. */
  readonly expected: string;
  /** What stood there instead. */
  readonly reason: string;
}

/**
 * Rows that were not read: all counted, the first ones kept in full, so that
 * nothing is dropped silently and memory stays bounded.
 */
export class RejectionLog {
  readonly #strict: boolean;
  readonly #keep: number;
  readonly #rows: RejectedRow[] = [];
  #count = 0;

  /**
   * @param strict - Makes the first rejection fatal.
   * @param keep - How many rows to keep in full.
   */
  constructor(strict: boolean, keep = 1000) {
    this.#strict = strict;
    this.#keep = keep;
  }

  get count(): number {
    return this.#count;
  }

  /** The first rejected rows, in input order. */
  get rows(): readonly RejectedRow[] {
    return this.#rows;
  }

  /** @throws PolyadError INVALID_DATA if the log is strict. */
  add(row: RejectedRow): void {
    this.#count++;
    if (this.#rows.length < this.#keep) this.#rows.push(row);
    if (this.#strict) throw rejectionError(row);
  }

  /**
   * Refuses a file of which nothing could be read: it is likely of another kind.
   * @param read - How much was read.
   * @throws PolyadError INVALID_DATA for the first rejected row.
   */
  assertSomeRead(read: number): void {
    const [first] = this.#rows;
    if (read === 0 && first) throw rejectionError(first);
  }
}

/** The error for a fault that stops the read: `file:line:column: reason; expected …`. */
export function rejectionError(
  row: RejectedRow,
  options?: ErrorOptions,
): PolyadError {
  const place = [row.file, row.line, row.column]
    .filter((part) => part !== undefined)
    .join(':');
  const prefix = place === '' ? '' : `${place}: `;
  return new PolyadError(
    'INVALID_DATA',
    `${prefix}${row.reason}; expected ${row.expected}.`,
    { ...row },
    options,
  );
}
