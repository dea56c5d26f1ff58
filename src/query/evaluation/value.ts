/**
 * What a column or expression holds. Nodes and hyperedges travel as their
 * indices and are named only in the answer; lists hold plain values.
 */
export type ValueType =
  | 'any'
  | 'null'
  | 'boolean'
  | 'number'
  | 'duration'
  | 'distance'
  | 'time'
  | 'text'
  | 'node'
  | 'edge'
  | 'nodes'
  | 'edges'
  | 'list';

/** Durations are milliseconds, times milliseconds since the Unix epoch, distances metres. */
export type Value = null | boolean | number | string | readonly Value[];

/** One column of rows. */
export interface Column {
  /** As it is written: `$p` for a variable, `a` for an alias. */
  readonly name: string;
  readonly type: ValueType;
}

/** One row with the hyperedges that support it, ascending. */
export interface Row {
  readonly values: readonly Value[];
  readonly evidence: readonly number[];
}

/** Rows with their columns. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A type in words, for messages. */
export function typeWords(type: ValueType): string {
  return {
    any: 'a value of any type',
    null: 'null',
    boolean: 'true or false',
    number: 'a number',
    duration: 'a duration',
    distance: 'a distance',
    time: 'a time',
    text: 'text',
    node: 'a node',
    edge: 'a relation',
    nodes: 'a set of nodes',
    edges: 'several relations',
    list: 'a list',
  }[type];
}

/** Equal values have equal keys. */
export function keyOf(values: Value | readonly Value[]): string {
  return JSON.stringify(values);
}

/** Order of two values: null last, numbers, then texts, then lists. */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  if (isList(a) && isList(b)) return compareRows(a, b);
  return rank(a) - rank(b) || Number(a) - Number(b);
}

/** Order of two rows, column by column, the shorter first. */
export function compareRows(a: readonly Value[], b: readonly Value[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareValues(a[i] ?? null, b[i] ?? null);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Indices in a value of type `nodes` or `edges`. */
export function indicesIn(value: Value): readonly number[] {
  return isList(value) ? (value as readonly number[]) : [];
}

function rank(value: Value): number {
  return ['boolean', 'number', 'string', 'object'].indexOf(typeof value);
}

/** Evidence gathered piece by piece: each list is put in order once, when asked for. */
export class EvidenceBy<Key> {
  readonly #lists = new Map<Key, number[]>();

  add(key: Key, evidence: readonly number[]): void {
    const list = this.#lists.get(key);
    if (!list) this.#lists.set(key, [...evidence]);
    else for (const edge of evidence) list.push(edge);
  }

  /** Hyperedges gathered for `key`, distinct and ascending. */
  of(key: Key): readonly number[] {
    return evidenceOf(this.#lists.get(key) ?? []);
  }
}

/** Distinct hyperedges, ascending. */
export function evidenceOf(edges: Iterable<number>): readonly number[] {
  return [...new Set(edges)].sort((a, b) => a - b);
}
