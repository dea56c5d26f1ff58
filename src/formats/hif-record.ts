import { mergeValues, ruleFor } from '#hypergraph/merge-rule.ts';
import {
  FURTHEST_TIME,
  type ColumnType,
  type JsonValue,
  type PropertyValue,
} from '#hypergraph/property-column.ts';
import { sameJson } from './same-json.ts';

/** The three lists of a HIF document. */
export type HifKind = 'node' | 'edge' | 'incidence';

/** A HIF record without its ids. */
export interface HifRecord {
  readonly weight?: number;
  readonly direction?: 'head' | 'tail';
  readonly attrs?: Readonly<Record<string, JsonValue>>;
}

/** Properties of one row by column name. */
export type Columns = Map<string, PropertyValue>;

/**
 * Property, and key of a hypergraph's metadata, that holds as JSON text what a
 * HIF document said and columns cannot: see {@link HifRemainder}.
 */
export const REMAINDER = 'hif.record';

/** What columns cannot say of a record; an empty one says that it was listed. */
export interface HifRemainder {
  /** `attrs` stood there, though empty. */
  readonly empty?: true;
  /** Keys of `attrs` that were null. */
  readonly nulls?: readonly string[];
  /** Source text of values with more digits than a number holds, by key. */
  readonly exact?: readonly (readonly [key: string, text: string])[];
  /** The records of one element that was listed several times, without braces and ids. */
  readonly records?: readonly string[];
}

/** Keys of `attrs` that a column of the same name would give another meaning. */
const reservedKeys: Readonly<Record<HifKind, ReadonlySet<string>>> = {
  node: new Set(['weight', 'kind', REMAINDER]),
  edge: new Set(['weight', 'time', 'end', REMAINDER]),
  incidence: new Set(['weight', 'role', REMAINDER]),
};

const ESCAPE = 'attrs.';

/**
 * The columns of a record. `weight` is the property `weight`, `direction` the
 * role; a key of `attrs` is a column of its own name, or `attrs.KEY` where that
 * name has another meaning which the value does not fit.
 * @param sourceText - Source text of a value of `attrs`, where some number of
 * the record has more digits than a number holds.
 */
export function columnsOfRecord(
  kind: HifKind,
  record: HifRecord,
  sourceText?: (key: string) => string,
): Columns {
  const columns: Columns = new Map();
  const { weight, direction, attrs } = record;
  if (weight !== undefined) columns.set('weight', weight);
  if (direction !== undefined) columns.set('role', direction);
  if (attrs === undefined) return columns;
  const nulls: string[] = [];
  const exact: [string, string][] = [];
  const entries = Object.entries(attrs);
  for (const [key, value] of entries) {
    if (value === null) nulls.push(key);
    else columns.set(columnName(kind, key, value, direction), value);
    if (sourceText && hasLargeNumber(value)) exact.push([key, sourceText(key)]);
  }
  if (entries.length === 0 || nulls.length > 0 || exact.length > 0) {
    const remainder: HifRemainder = {
      ...(entries.length === 0 && { empty: true }),
      ...(nulls.length > 0 && { nulls }),
      ...(exact.length > 0 && { exact }),
    };
    columns.set(REMAINDER, JSON.stringify(remainder));
  }
  return columns;
}

/** What several records of one element become: as the builder merges incidences, else the first of each. */
export function mergedColumns(
  kind: HifKind,
  rows: readonly Columns[],
): Columns {
  const merged: Columns = new Map();
  const names = new Set(rows.flatMap((row) => [...row.keys()]));
  for (const name of names) {
    const values = rows.map((row) => row.get(name) ?? null);
    const rule = kind === 'incidence' ? ruleFor(name, {}) : 'first';
    merged.set(name, mergeValues(values, rule));
  }
  return merged;
}

/**
 * The records that say what the columns say, each without braces and ids: one,
 * or one for each of several roles, of which only the first carries the rest.
 */
export function recordsOfColumns(
  kind: HifKind,
  columns: Columns,
): readonly string[] {
  const remainder = remainderOf(columns);
  const { records } = remainder;
  if (records && reproduces(kind, records, columns)) return records;
  const attrs = attrTexts(kind, columns, remainder);
  const weight = columns.get('weight');
  const start =
    typeof weight === 'number' && Number.isFinite(weight)
      ? [`"weight":${JSON.stringify(weight)}`]
      : [];
  const roles = kind === 'incidence' ? rolesOf(columns) : [];
  return [
    recordText(start, roles[0], attrs, remainder.empty === true),
    ...roles.slice(1).map((role) => recordText([], role, new Map(), false)),
  ];
}

/**
 * Whether a column of this name and type, written and read, keeps its name;
 * otherwise it becomes `attrs.NAME`, or loses that prefix.
 */
export function keepsName(
  kind: HifKind,
  name: string,
  type: ColumnType,
): boolean {
  if (name === REMAINDER || !isReserved(kind, name)) return true;
  const numeric = type === 'number' || type === 'integer';
  switch (name) {
    case 'weight':
      return numeric;
    case 'time':
    case 'end':
      return type === 'timestamp';
    default:
      // `attrs.weight` and the like are how attributes with such names are kept.
      return type === 'string' || name.startsWith(ESCAPE);
  }
}

function columnName(
  kind: HifKind,
  key: string,
  value: JsonValue,
  direction: HifRecord['direction'],
): string {
  if (!isReserved(kind, key)) return key;
  if (key === 'time' || key === 'end') {
    const time =
      Number.isInteger(value) && Math.abs(Number(value)) <= FURTHEST_TIME;
    return time ? key : ESCAPE + key;
  }
  const text = typeof value === 'string';
  if (key === 'kind' && text) return key;
  const free = direction === undefined && text && !namesDirection(value);
  return key === 'role' && free ? key : ESCAPE + key;
}

/** The key of `attrs` that a column is written as. */
function attrsKey(kind: HifKind, column: string): string {
  return column.startsWith(ESCAPE) && isReserved(kind, column)
    ? column.slice(ESCAPE.length)
    : column;
}

function isReserved(kind: HifKind, key: string): boolean {
  let bare = key;
  while (bare.startsWith(ESCAPE)) bare = bare.slice(ESCAPE.length);
  return reservedKeys[kind].has(bare);
}

function namesDirection(role: string): boolean {
  return role.split('|').some((part) => part === 'head' || part === 'tail');
}

/** The roles that need records of their own. */
function rolesOf(columns: Columns): string[] {
  const role = columns.get('role');
  if (typeof role !== 'string') return [];
  return namesDirection(role) ? role.split('|') : [role];
}

/** Values of `attrs` as JSON text, by key. */
function attrTexts(
  kind: HifKind,
  columns: Columns,
  remainder: HifRemainder,
): Map<string, string> {
  const texts = new Map<string, string>();
  const exact = new Map(remainder.exact);
  for (const [column, value] of columns) {
    if (column === REMAINDER || value === null) continue;
    if (column === 'weight' && typeof value === 'number') continue;
    if (column === 'role' && kind === 'incidence' && typeof value === 'string')
      continue;
    const key = attrsKey(kind, column);
    // The file's own word goes before what was made of it.
    if (texts.has(key) && key === column) continue;
    texts.set(key, exactText(value, exact.get(key)));
  }
  for (const key of remainder.nulls ?? []) {
    if (!texts.has(key)) texts.set(key, 'null');
  }
  return texts;
}

function exactText(value: PropertyValue, source: string | undefined): string {
  if (source !== undefined) {
    const unchanged = sameJson(JSON.parse(source) as JsonValue, value);
    if (unchanged) return source;
  }
  return JSON.stringify(value);
}

function recordText(
  start: readonly string[],
  role: string | undefined,
  attrs: Map<string, string>,
  empty: boolean,
): string {
  const fields = [...start];
  const direction = role === 'head' || role === 'tail';
  if (direction) fields.push(`"direction":"${role}"`);
  else if (role !== undefined && !attrs.has('role')) {
    attrs.set('role', JSON.stringify(role));
  }
  if (attrs.size > 0 || empty) {
    const entries = Array.from(
      attrs,
      ([key, text]) => `${JSON.stringify(key)}:${text}`,
    );
    fields.push(`"attrs":{${entries.join(',')}}`);
  }
  return fields.join(',');
}

/** Whether the records, read again, become exactly these columns. */
function reproduces(
  kind: HifKind,
  records: readonly string[],
  columns: Columns,
): boolean {
  const rows = records.map((text) =>
    columnsOfRecord(kind, JSON.parse(`{${text}}`) as HifRecord),
  );
  const merged = mergedColumns(kind, rows);
  merged.delete(REMAINDER);
  const others = [...columns].filter(
    ([name, value]) => name !== REMAINDER && value !== null,
  );
  return (
    merged.size === others.length &&
    others.every(([name, value]) => sameJson(merged.get(name) ?? null, value))
  );
}

function remainderOf(columns: Columns): HifRemainder {
  const text = columns.get(REMAINDER);
  if (typeof text !== 'string') return {};
  try {
    return JSON.parse(text) as HifRemainder;
  } catch {
    return {};
  }
}

/** Whether a number in the value may have more digits than a JavaScript number holds. */
function hasLargeNumber(value: JsonValue): boolean {
  if (typeof value === 'number')
    return Math.abs(value) > Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasLargeNumber);
}
