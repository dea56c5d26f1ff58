import type { SchemaElement } from 'hyparquet';
import type { ColumnType } from '#hypergraph/property-column.ts';

/** What a leaf column of a Parquet file means; undefined where it cannot be a cell. */
export function columnTypeOf(element: SchemaElement): ColumnType | undefined {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (element.num_children !== undefined && element.num_children > 0) {
    return undefined;
  }
  if (element.repetition_type === 'REPEATED') return undefined;
  if (converted === 'DATE' || converted?.startsWith('TIMESTAMP') === true) {
    return 'timestamp';
  }
  if (logical?.type === 'TIMESTAMP' || type === 'INT96') return 'timestamp';
  if (converted === 'JSON') return 'json';
  if (converted === 'DECIMAL') return 'number';
  switch (type) {
    case 'BOOLEAN':
      return 'boolean';
    case 'INT32':
    case 'INT64':
      return 'integer';
    case 'FLOAT':
    case 'DOUBLE':
      return 'number';
    default:
      return logical?.type === 'FLOAT16' ? 'number' : 'string';
  }
}

/** The Parquet column that holds a property or an id. */
export function schemaElement(
  name: string,
  type: ColumnType | 'id',
  fits32Bits: boolean,
): SchemaElement {
  const base = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'id':
    case 'string':
    case 'json':
      return { ...base, type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'boolean':
      return { ...base, type: 'BOOLEAN' };
    case 'timestamp':
      return { ...base, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
    case 'integer':
      return { ...base, type: fits32Bits ? 'INT32' : 'INT64' };
    case 'number':
      return { ...base, type: 'DOUBLE' };
  }
}
