import type { JsonValue } from '#hypergraph/property-column.ts';
import { shorten } from './json-fault.ts';

/** Whether a value is an object with keys. */
export function isObject(
  value: JsonValue,
): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value, short enough for a message. */
export function describe(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string'
    ? `the text ${shorten(value)}`
    : String(value);
}
