import { DelimitedScanner } from './delimited-scanner.ts';
import { defaultReadLimits } from './read-limits.ts';

/** A delimiter with the name notes give it. */
export interface Delimiter {
  readonly byte: number;
  readonly title: string;
}

export const tab: Delimiter = { byte: 0x09, title: 'tab' };
export const comma: Delimiter = { byte: 0x2c, title: 'comma' };

/** In the order in which they are preferred where the text speaks for both. */
const delimiters: readonly Delimiter[] = [
  comma,
  tab,
  { byte: 0x3b, title: 'semicolon' },
  { byte: 0x7c, title: 'vertical bar' },
];

/** How a text divides by one delimiter. */
export interface DelimiterFit extends Delimiter {
  /** Cells of the first record. */
  readonly columns: number;
  /** Share of records with as many cells as the first, 0 to 1. */
  readonly even: number;
  /** Records looked at. */
  readonly records: number;
}

const RECORDS_TO_LOOK_AT = 200;

/**
 * The delimiter that divides the most records evenly, then into the most cells.
 * @param head - The first bytes of the text.
 * @param whole - Whether `head` is the whole text.
 */
export function detectDelimiter(
  head: Uint8Array,
  whole: boolean,
): DelimiterFit {
  const fits = delimiters.map((delimiter) => fit(head, whole, delimiter));
  return fits.reduce((best, other) => (isBetter(other, best) ? other : best));
}

function isBetter(left: DelimiterFit, right: DelimiterFit): boolean {
  if (left.columns > 1 !== right.columns > 1) return left.columns > 1;
  if (left.even !== right.even) return left.even > right.even;
  return left.columns > right.columns;
}

/** Divides the records of `head` by one delimiter. */
export function fit(
  head: Uint8Array,
  whole: boolean,
  delimiter: Delimiter,
): DelimiterFit {
  const scanner = new DelimitedScanner({
    file: '',
    delimiter: delimiter.byte,
    limits: { ...defaultReadLimits, columns: 2 ** 20 },
  });
  let columns = 0;
  let records = 0;
  let even = 0;
  try {
    scanner.push(head);
    // Without `finish` a record cut at the end of the head is left out.
    if (whole) scanner.finish();
    while (records < RECORDS_TO_LOOK_AT && scanner.next()) {
      if (records === 0) columns = scanner.cellCount;
      records++;
      if (scanner.cellCount === columns && !scanner.fault) even++;
    }
  } catch {
    // A quote that this delimiter leaves open, or a NUL: the reader says so.
    even = 0;
  }
  return { ...delimiter, columns, records, even: even / Math.max(1, records) };
}
