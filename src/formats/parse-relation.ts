import type { Id } from '#hypergraph/id-table.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type {
  FaultWords,
  JsonFrameValues,
  JsonPath,
} from './json-frame-values.ts';
import { idOfJson } from './json-ids.ts';
import { describe, isObject } from './json-words.ts';

/** A JSON record that says something of a hypergraph. */
export interface Relation {
  readonly edge?: Id;
  readonly node?: Id;
  /** The hyperedge's members, and where they stand. */
  readonly members?: {
    readonly list: readonly JsonValue[];
    readonly path: JsonPath;
  };
  /** Everything else in the record. */
  readonly properties?: readonly (readonly [name: string, value: JsonValue])[];
  /** Where the record, or its id, stands. */
  readonly path: JsonPath;
}

/** Why a record is none. */
export interface NoRelation {
  readonly path: JsonPath;
  readonly words: FaultWords;
}

/** Whether a record's keys say that it is a relation, not a row of some table. */
export function looksLikeRelation(value: JsonValue): boolean {
  if (Array.isArray(value)) return true;
  if (!isObject(value)) return false;
  return (
    Array.isArray(value['members']) ||
    Array.isArray(value['nodes']) ||
    isId(value['edge']) ||
    isId(value['node'])
  );
}

/**
 * Reads a record, which is one of
 * - a list of members: a hyperedge with the record's number as id;
 * - `{"edge": id, "members": [...], ...}`: a hyperedge with its properties; its
 *   id may stand under `id` or be left out, its members under `nodes`;
 * - `{"edge": id, "node": id, ...}`: an incidence with its properties;
 * - `{"edge": id, ...}` or `{"node": id, ...}`: properties of one of them.
 *
 * A member is an id, or `{"node": id, ...}` with properties of the incidence.
 */
export function parseRelation(
  values: JsonFrameValues,
  index: number,
): Relation | NoRelation {
  const record = values.values[index] ?? null;
  const path = [index];
  if (Array.isArray(record)) {
    return { members: { list: record as JsonValue[], path }, path };
  }
  if (!isObject(record)) {
    const reason = `${describe(record)} as a record`;
    const expected = 'a list of members, or an object';
    return { path, words: { reason, expected } };
  }
  const keys = keysOf(record);
  const ids: { edge?: Id; node?: Id } = {};
  for (const part of ['edge', 'node'] as const) {
    const key = keys[part];
    if (key === undefined) continue;
    const id = idOfJson(record[key] ?? null, values, [index, key]);
    if (id === undefined) return noId(record[key] ?? null, [index, key]);
    ids[part] = id;
  }
  const { list } = keys;
  return {
    ...ids,
    ...(list !== undefined && {
      members: { list: record[list] as JsonValue[], path: [index, list] },
    }),
    properties: propertiesOf(record, keys),
    path: keys.edge === undefined ? path : [index, keys.edge],
  };
}

type JsonRecord = Readonly<Record<string, JsonValue>>;

/** Under which keys a record holds its parts. */
interface RelationKeys {
  readonly list: string | undefined;
  readonly edge: string | undefined;
  readonly node: string | undefined;
}

function keysOf(record: JsonRecord): RelationKeys {
  const has = (key: string): boolean => Object.hasOwn(record, key);
  const list = Array.isArray(record['members'])
    ? 'members'
    : Array.isArray(record['nodes'])
      ? 'nodes'
      : undefined;
  const id = list !== undefined && has('id') ? 'id' : undefined;
  return {
    list,
    edge: has('edge') ? 'edge' : id,
    node: list === undefined && has('node') ? 'node' : undefined,
  };
}

function propertiesOf(
  record: JsonRecord,
  { list, edge, node }: RelationKeys,
): [string, JsonValue][] {
  const properties: [string, JsonValue][] = [];
  for (const name of Object.keys(record)) {
    if (name === list || name === edge || name === node) continue;
    properties.push([name, record[name] ?? null]);
  }
  return properties;
}

function noId(value: JsonValue, path: readonly [number, string]): NoRelation {
  const reason = `"${path[1]}" is ${describe(value)}`;
  return { path, words: { reason, expected: 'a string or an integer' } };
}

function isId(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
