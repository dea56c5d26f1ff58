import type { JsonValue } from '#hypergraph/property-column.ts';
import type { Id } from '#hypergraph/id-table.ts';
import { excerpt, shorten } from './json-fault.ts';
import { describe, isObject } from './json-words.ts';
import type { JsonFrameValues } from './json-frame-values.ts';
import type { HifKind, HifRecord } from './hif-record.ts';

/** A record that fits the HIF schema. */
export interface CheckedRecord extends HifRecord {
  readonly edge?: Id;
  readonly node?: Id;
}

const fields: Readonly<Record<HifKind, readonly string[]>> = {
  incidence: ['edge', 'node', 'weight', 'direction', 'attrs'],
  node: ['node', 'weight', 'attrs'],
  edge: ['edge', 'weight', 'attrs'],
};

const required: Readonly<Record<HifKind, readonly ('edge' | 'node')[]>> = {
  incidence: ['edge', 'node'],
  node: ['node'],
  edge: ['edge'],
};

const articles: Readonly<Record<HifKind, string>> = {
  incidence: 'an incidence',
  node: 'a node',
  edge: 'an edge',
};

const ID = `a string, or an integer within ±${Number.MAX_SAFE_INTEGER}`;

/**
 * Checks one record against the HIF 0.1 schema.
 * @param values - The frame it is in.
 * @param index - Which of the frame's values it is.
 * @throws PolyadError INVALID_DATA with file, line, column and what was expected.
 */
export function checkRecord(
  kind: HifKind,
  values: JsonFrameValues,
  index: number,
): CheckedRecord {
  const record = values.values[index] ?? null;
  if (!isObject(record)) {
    throw values.error([index], {
      reason: `${describe(record)} as ${articles[kind]}`,
      expected: `an object with ${fields[kind].join(', ')}`,
    });
  }
  for (const field in record) {
    const expected = fieldFault(kind, field, record[field] ?? null);
    if (expected !== null)
      throw fieldError(kind, values, [index, field], expected);
  }
  for (const field of required[kind]) {
    if (record[field] === undefined) {
      throw values.error([index], {
        reason: `${articles[kind]} without "${field}"`,
        expected: `"${field}" with ${ID}`,
      });
    }
  }
  return record;
}

/** What a field should have been, '' where it should not be there, null where it is right. */
function fieldFault(
  kind: HifKind,
  field: string,
  value: JsonValue,
): string | null {
  switch (fields[kind].includes(field) ? field : '') {
    case 'edge':
    case 'node':
      return typeof value === 'string' || Number.isSafeInteger(value)
        ? null
        : ID;
    case 'weight':
      return typeof value === 'number' ? null : 'a number';
    case 'direction':
      return value === 'head' || value === 'tail' ? null : '"head" or "tail"';
    case 'attrs':
      return isObject(value) ? null : 'an object';
    default:
      return '';
  }
}

function fieldError(
  kind: HifKind,
  values: JsonFrameValues,
  path: readonly [number, string],
  expected: string,
): Error {
  const [, field] = path;
  if (expected === '') {
    const reason = `unknown field ${shorten(field)} in ${articles[kind]}`;
    const known = `one of ${fields[kind].join(', ')}`;
    return values.error(path, { reason, expected: known }, 'key');
  }
  const found = excerpt(values.sourceText(path));
  const reason = `"${field}" of ${articles[kind]} is ${found}`;
  return values.error(path, { reason, expected });
}
