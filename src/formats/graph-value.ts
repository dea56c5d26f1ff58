import type { ColumnType, PropertyValue } from '#hypergraph/property-column.ts';
import { formatIsoTime, parseIsoTime } from './time-text.ts';

/** A value in the words of a graph file's type; undefined where it is none of it. */
export function parseGraphValue(
  text: string,
  type: string,
  name: string,
): PropertyValue | undefined {
  if (name === 'time' || name === 'end') {
    const time = parseIsoTime(text);
    if (!Number.isNaN(time)) return time;
  }
  switch (type.toLowerCase()) {
    case 'boolean':
      return /^(true|false)$/i.test(text)
        ? text.toLowerCase() === 'true'
        : undefined;
    case 'int':
    case 'integer':
    case 'long':
    case 'float':
    case 'double': {
      const number = text === '' ? NaN : Number(text);
      return Number.isFinite(number) ? number : undefined;
    }
    default:
      return text;
  }
}

/** The type that graph files have for a column; lists and objects become JSON text. */
export function graphType(
  type: ColumnType,
): 'boolean' | 'double' | 'long' | 'string' {
  if (type === 'integer') return 'long';
  if (type === 'number') return 'double';
  return type === 'boolean' ? 'boolean' : 'string';
}

/** A property as a graph file writes it. */
export function graphText(value: PropertyValue, type: ColumnType): string {
  if (type === 'timestamp' && typeof value === 'number') {
    return formatIsoTime(value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
