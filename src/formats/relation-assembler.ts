import type { Id } from '#hypergraph/id-table.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import { GrowableUint8 } from '#numeric/growable.ts';
import type {
  FaultWords,
  JsonFrameValues,
  JsonPath,
} from './json-frame-values.ts';
import { exactValue, idOfJson } from './json-ids.ts';
import { describe, isObject } from './json-words.ts';
import { parseRelation, type Relation } from './parse-relation.ts';
import type { RejectedRow, RejectionLog } from './rejection-log.ts';
import { parseIsoTime } from './time-text.ts';

type Properties = readonly (readonly [name: string, value: JsonValue])[];

/**
 * Builds a hypergraph from JSON records, in the forms that
 * {@link parseRelation} knows, and from entries of a dictionary. Records of no
 * such form are rejected, and so are hyperedges whose members were given
 * before: ids are unique.
 */
export class RelationAssembler {
  readonly builder = new HypergraphBuilder({ sequentialEdges: true });
  readonly #rejected: RejectionLog;
  /** 1 for each hyperedge whose members were given. */
  readonly #defined = new GrowableUint8();
  readonly #names = new Set<string>();
  readonly #columns: number;
  #records = 0;

  /** @param columns - Most distinct properties. */
  constructor(rejected: RejectionLog, columns: number) {
    this.#rejected = rejected;
    this.#columns = columns;
  }

  /**
   * Adds the record at `index` of a frame.
   * @throws PolyadError INVALID_DATA for a rejected record if the log is strict,
   * and for too many different properties.
   */
  add(values: JsonFrameValues, index: number): void {
    const row = this.#records++;
    const relation = parseRelation(values, index);
    if ('words' in relation)
      this.#reject(values, relation.path, relation.words);
    else this.#addRelation(relation, values, row);
    if (this.#names.size > this.#columns) {
      throw values.error([index], {
        reason: `more than ${this.#columns} different properties`,
        expected: 'values, not names, that differ by record',
      });
    }
  }

  /**
   * Counts a record that could not be read.
   * @throws PolyadError INVALID_DATA if the log is strict.
   */
  reject(row: RejectedRow): void {
    this.#records++;
    this.#rejected.add(row);
  }

  /** Adds the entry of a dictionary: its key is at `index`, its members follow. */
  addEntry(values: JsonFrameValues, index: number): void {
    const [key = null, list = null] = values.values.slice(index, index + 2);
    const id = typeof key === 'string' ? key : '';
    if (!Array.isArray(list)) {
      this.#reject(values, [index + 1], {
        reason: `${describe(list)} for the hyperedge ${id}`,
        expected: 'a list of its members',
      });
      return;
    }
    const members = { list: list as JsonValue[], path: [index + 1] };
    this.#define({ edge: id, members, path: [index] }, values, 0);
  }

  #addRelation(relation: Relation, values: JsonFrameValues, row: number): void {
    const { edge, node, members, path } = relation;
    const { builder } = this;
    const properties = exactProperties(relation, values);
    if (members) {
      const at = this.#define(relation, values, row);
      if (at !== undefined) this.#setEdge(at, properties);
    } else if (edge !== undefined && node !== undefined) {
      builder.addIncidence(builder.addEdge(edge), builder.addNode(node));
      for (const [name, value] of properties) this.#setIncidence(name, value);
    } else if (edge !== undefined) {
      this.#setEdge(builder.addEdge(edge), properties);
    } else if (node !== undefined) {
      const at = builder.addNode(node);
      for (const [name, value] of properties) {
        this.#names.add(name);
        builder.setNode(at, name, value);
      }
    } else {
      this.#reject(values, path, {
        reason: 'an object without members',
        expected:
          '"members" with a list of ids, or --node to name the keys that hold members',
      });
    }
  }

  /** Adds a hyperedge with its members; undefined where it is rejected. */
  #define(
    { edge, members, path }: Relation,
    values: JsonFrameValues,
    row: number,
  ): number | undefined {
    const parsed = members && this.#members(members, values);
    if (!parsed) return undefined;
    const { builder } = this;
    const at =
      edge === undefined ? builder.addRowEdge(row) : builder.addEdge(edge);
    if (at < this.#defined.length && this.#defined.at(at) === 1) {
      const id = edge ?? String(row);
      this.#reject(values, path, {
        reason: `the hyperedge ${id} again`,
        expected: 'each hyperedge once',
      });
      return undefined;
    }
    this.#defined.fill(0, Math.max(0, at + 1 - this.#defined.length));
    this.#defined.set(at, 1);
    for (const { id, properties } of parsed) {
      builder.addIncidence(at, builder.addNode(id));
      for (const [name, value] of properties) this.#setIncidence(name, value);
    }
    return at;
  }

  /** All members, or undefined where one of them is none. */
  #members(
    { list, path }: { list: readonly JsonValue[]; path: JsonPath },
    values: JsonFrameValues,
  ): { id: Id; properties: Properties }[] | undefined {
    const members: { id: Id; properties: Properties }[] = [];
    for (const [i, item] of list.entries()) {
      const object = isObject(item) ? item : undefined;
      const at = object ? [...path, i, 'node'] : [...path, i];
      const id = idOfJson(object ? (object['node'] ?? null) : item, values, at);
      if (id === undefined) {
        this.#reject(values, [...path, i], {
          reason: `${describe(item)} as a member`,
          expected: 'a string, an integer, or an object with "node"',
        });
        return undefined;
      }
      const properties = object
        ? Object.entries(object).filter(([name]) => name !== 'node')
        : [];
      members.push({ id, properties });
    }
    return members;
  }

  #setIncidence(name: string, value: JsonValue): void {
    this.#names.add(name);
    this.builder.setIncidence(name, value);
  }

  #setEdge(edge: number, properties: Properties): void {
    for (const [name, value] of properties) {
      this.#names.add(name);
      const time = name === 'time' || name === 'end' ? isoTime(value) : NaN;
      this.builder.setEdge(edge, name, Number.isNaN(time) ? value : time);
    }
  }

  #reject(values: JsonFrameValues, path: JsonPath, words: FaultWords): void {
    this.#rejected.add(values.rejection(path, words));
  }
}

function exactProperties(
  { properties, path }: Relation,
  values: JsonFrameValues,
): Properties {
  const all = properties ?? [];
  if (!values.hasLargeNumbers) return all;
  return all.map(([name, value]) => [
    name,
    exactValue(value, values, [path[0] ?? 0, name]),
  ]);
}

function isoTime(value: JsonValue): number {
  return typeof value === 'string' ? parseIsoTime(value) : NaN;
}
