import type { ColumnType } from '#hypergraph/property-column.ts';
import type { TableColumn } from './table-row.ts';
import { decimalNumber } from './text-bytes.ts';
import { detectTimeFormat } from './time-text.ts';

/** The first rows of a table, from which everything unsaid is guessed. */
export interface TableSample {
  readonly columns: readonly TableColumn[];
  /** For each column its cells in the sample, as text, empty ones left out. */
  readonly texts: readonly (readonly string[])[];
}

/** What a column seems to hold. */
export type ColumnKind =
  'time' | 'number' | 'boolean' | 'json' | 'unique' | 'text' | 'empty';

/** Rows that a sample takes, and its least for calling a column unique. */
export const SAMPLE_ROWS = 1000;
const ROWS_TO_CALL_UNIQUE = 50;

const kindOfType: Record<ColumnType, ColumnKind> = {
  timestamp: 'time',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  json: 'json',
  string: 'text',
};

/** What every column seems to hold; in a table without rows, names. */
export function columnKinds(sample: TableSample): ColumnKind[] {
  const kinds = sample.columns.map((_, column) => columnKind(sample, column));
  const rowless = kinds.every((kind) => kind === 'empty');
  return rowless ? kinds.map(() => 'text') : kinds;
}

/**
 * What a column seems to hold, from its declared type or its sample. Epoch
 * numbers count as times only where the column's name says so.
 */
function columnKind(sample: TableSample, column: number): ColumnKind {
  const { name, type = 'string' } = sample.columns[column] ?? { name: '' };
  const texts = sample.texts[column] ?? [];
  const declared = kindOfType[type];
  if (declared === 'number' && looksLikeEpoch(name, texts)) return 'time';
  if (declared !== 'text') return declared;
  if (texts.length === 0) return 'empty';
  return kindOfTexts(name, texts);
}

function kindOfTexts(name: string, texts: readonly string[]): ColumnKind {
  if (texts.every((text) => !Number.isNaN(decimalNumber(text)))) {
    return looksLikeEpoch(name, texts) ? 'time' : 'number';
  }
  if (detectTimeFormat(texts)) return 'time';
  if (texts.every((text) => /^(true|false)$/i.test(text))) return 'boolean';
  const unique =
    texts.length >= ROWS_TO_CALL_UNIQUE && new Set(texts).size === texts.length;
  return unique ? 'unique' : 'text';
}

const TIME_NAME = /time|date|stamp|^ts$|^t$|_at$|epoch/i;

/** Whether numbers lie in 1990 to 2100 in some epoch unit, under a name for a time. */
function looksLikeEpoch(name: string, texts: readonly string[]): boolean {
  if (!TIME_NAME.test(name) || texts.length === 0) return false;
  return texts.every((text) => {
    const value = Number(text);
    const seconds = [1, 1e3, 1e6, 1e9].map((unit) => value / unit);
    return seconds.some((second) => second > 631e6 && second < 4102e6);
  });
}
