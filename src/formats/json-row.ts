import type { Id } from '#hypergraph/id-table.ts';
import type { JsonValue, PropertyValue } from '#hypergraph/property-column.ts';
import type { JsonFrameValues, JsonPath } from './json-frame-values.ts';
import { exactValue, idOfJson } from './json-ids.ts';
import { isObject } from './json-words.ts';
import type { TableRow } from './table-row.ts';
import { decimalNumber } from './text-bytes.ts';

const encoder = new TextEncoder();
const nothing = new Uint8Array();

/**
 * A JSON object as a row of a table: a column is a key, or where no key has its
 * name a path of keys joined by dots.
 */
export class JsonRow implements TableRow {
  bytes: Uint8Array = nothing;
  readonly start = 0;
  end = 0;
  readonly #paths: readonly (readonly string[])[];
  readonly #names: readonly string[];
  #values: JsonFrameValues | undefined;
  #scratch = new Uint8Array(256);

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#paths = names.map((name) => name.split('.'));
  }

  /** Moves to the object that is the only value of its line. */
  moveTo(values: JsonFrameValues): void {
    this.#values = values;
  }

  select(column: number): boolean {
    const text = this.text(column);
    if (text === '') return false;
    const room = text.length * 3;
    if (this.#scratch.length < room) this.#scratch = new Uint8Array(room * 2);
    this.bytes = this.#scratch;
    this.end = encoder.encodeInto(text, this.#scratch).written;
    return true;
  }

  text(column: number): string {
    const value = this.#cell(column);
    if (typeof value === 'string') return value;
    if (value === null) return '';
    const large = typeof value === 'number' && !Number.isSafeInteger(value);
    const id = large && this.#values ? this.#id(value, column) : undefined;
    return id ?? JSON.stringify(value);
  }

  number(column: number): number {
    const value = this.#cell(column);
    if (typeof value === 'string') return decimalNumber(value);
    return typeof value === 'number' ? value : NaN;
  }

  value(column: number): PropertyValue {
    const value = this.#cell(column);
    return this.#values
      ? exactValue(value, this.#values, this.#path(column))
      : value;
  }

  list(column: number): readonly Id[] | undefined {
    const value = this.#cell(column);
    if (!Array.isArray(value) || !this.#values) return undefined;
    const ids: Id[] = [];
    for (const [i, item] of (value as JsonValue[]).entries()) {
      if (item === null || item === '') continue;
      const path = [...this.#path(column), i];
      ids.push(idOfJson(item, this.#values, path) ?? JSON.stringify(item));
    }
    return ids;
  }

  place(column: number): { line?: number; column?: number } {
    const words = { reason: '', expected: '' };
    const at = this.#values?.rejection(this.#path(column), words);
    return {
      ...(at?.line !== undefined && { line: at.line }),
      ...(at?.column !== undefined && { column: at.column }),
    };
  }

  #id(value: number, column: number): string | undefined {
    if (!this.#values) return undefined;
    const id = idOfJson(value, this.#values, this.#path(column));
    return id === undefined ? undefined : String(id);
  }

  #cell(column: number): JsonValue {
    const record = this.#values?.values[0] ?? null;
    return cellOf(record, this.#names[column] ?? '', this.#paths[column] ?? []);
  }

  #path(column: number): JsonPath {
    const record = this.#values?.values[0] ?? null;
    const name = this.#names[column] ?? '';
    if (isObject(record) && Object.hasOwn(record, name)) return [0, name];
    return [0, ...(this.#paths[column] ?? [])];
  }
}

/** The value under a key, or under a path of keys joined by dots; null where there is none. */
export function cellOf(
  record: JsonValue,
  name: string,
  path: readonly string[] = name.split('.'),
): JsonValue {
  if (!isObject(record)) return null;
  if (Object.hasOwn(record, name)) return record[name] ?? null;
  if (path.length < 2) return null;
  let value: JsonValue = record;
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return null;
    value = value[key] ?? null;
  }
  return value;
}
