import type { ColumnType, JsonValue } from '#hypergraph/property-column.ts';
import { SAMPLE_ROWS, type TableSample } from './column-sample.ts';
import { cellOf } from './json-row.ts';
import { isObject } from './json-words.ts';
import type { TableMapping } from './table-mapping.ts';
import type { TableColumn } from './table-row.ts';

/**
 * The columns of JSON records: their keys in order of appearance, and paths
 * with dots that the mapping names.
 * @param records - The first ones of the file.
 */
export function sampleJsonTable(
  records: readonly JsonValue[],
  mapping: TableMapping,
): TableSample {
  const names = new Set(
    records.flatMap((record) => (isObject(record) ? Object.keys(record) : [])),
  );
  for (const name of mappedNames(mapping)) {
    const found = records.some((record) => cellOf(record, name) !== null);
    if (found) names.add(name);
  }
  const columns: TableColumn[] = [];
  const texts: string[][] = [];
  for (const name of names) {
    const cells = records
      .slice(0, SAMPLE_ROWS)
      .map((record) => cellOf(record, name))
      .filter((cell) => cell !== null && cell !== '');
    const type = typeOf(cells);
    columns.push({ name, ...(type && { type }) });
    texts.push(
      cells.map((cell) =>
        typeof cell === 'string' ? cell : JSON.stringify(cell),
      ),
    );
  }
  return { columns, texts };
}

function mappedNames(mapping: TableMapping): string[] {
  const { edge = [], node = [], keep = [], time, weight, role } = mapping;
  const single = [time, weight, role].filter((name) => name !== undefined);
  return [...edge, ...node, ...keep, ...single];
}

/** The type that all cells have. */
function typeOf(cells: readonly JsonValue[]): ColumnType | undefined {
  if (cells.length === 0) return undefined;
  if (cells.every((cell) => typeof cell === 'string')) return 'string';
  if (cells.every((cell) => typeof cell === 'boolean')) return 'boolean';
  if (cells.every((cell) => Number.isInteger(cell))) return 'integer';
  if (cells.every((cell) => typeof cell === 'number')) return 'number';
  return 'json';
}
