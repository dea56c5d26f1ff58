import type { JsonValue } from '#hypergraph/property-column.ts';
import { isObject } from './json-words.ts';

/** First bytes in which keys of records are looked for. */
export const JSON_HEAD_BYTES = 1 << 16;

/** The objects of the first whole lines, up to one that is none. */
export function jsonRecords(head: Uint8Array): Record<string, JsonValue>[] {
  const text = new TextDecoder().decode(head).replace(/^\uFEFF/, '');
  const found: Record<string, JsonValue>[] = [];
  for (const line of text.split('\n')) {
    try {
      const value = JSON.parse(line) as JsonValue;
      if (!isObject(value)) break;
      found.push(value);
    } catch {
      break;
    }
  }
  return found;
}
