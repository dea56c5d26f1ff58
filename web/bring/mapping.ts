import type { MappingOptions } from '#protocol/mapping-options.ts';
import type { TablePreview } from './preview.ts';

/** What a column can mean. */
export const COLUMN_ROLES = [
  'member',
  'key',
  'time',
  'weight',
  'role',
  'keep',
  'ignore',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Of these a table has one column at most. */
const SINGLE: ReadonlySet<ColumnRole> = new Set(['time', 'weight', 'role']);

/** Share of a column's cells that must read as times. */
const MOSTLY = 0.8;

/** How wide time buckets may be; empty: none. */
export const WINDOWS = ['', '1m', '10m', '1h', '1d'] as const;
export type Window = (typeof WINDOWS)[number];

/** What the columns of a table mean. */
export interface Mapping {
  /** Parallel to the preview's columns. */
  readonly roles: readonly ColumnRole[];
  readonly window: Window;
  /** Characters that part several members in one cell; empty: one member a cell. */
  readonly split: string;
}

/** Guesses from names and values; a person corrects it. */
export function guessMapping(preview: TablePreview): Mapping {
  const { columns, rows } = preview;
  const isIncidenceList =
    columns.length === 2 && columns[0] === 'edge' && columns[1] === 'node';
  let roles = columns.map((name, index) =>
    guessRole(
      name,
      rows.map((row) => row[index] ?? ''),
    ),
  );
  if (isIncidenceList) roles = ['key', 'member'];
  roles = roles.map((role, index) =>
    SINGLE.has(role) && roles.indexOf(role) < index ? 'keep' : role,
  );
  return { roles, window: '', split: '' };
}

function guessRole(name: string, cells: readonly string[]): ColumnRole {
  const filled = cells.filter((cell) => cell !== '');
  const distinct = new Set(filled).size;
  const numeric = filled.every((cell) => !Number.isNaN(Number(cell)));
  if (/time|date|^ts$|stamp|when/i.test(name) && areTimes(filled)) {
    return 'time';
  }
  if (numeric && /bytes|weight|count|amount|size|total/i.test(name)) {
    return 'weight';
  }
  if (/(^|_)(row|uuid|guid|session|index|label|anomaly)(_|$|id)/i.test(name)) {
    return 'ignore';
  }
  if (/outcome|result|status|success|action|message/i.test(name)) return 'keep';
  if (numeric && filled.some((cell) => cell.includes('.'))) return 'keep';
  if (numeric && distinct === filled.length) return 'ignore';
  return distinct <= 2 && filled.length > 20 ? 'keep' : 'member';
}

/** A few unreadable cells do not make a time column another thing. */
function areTimes(cells: readonly string[]): boolean {
  return cells.filter(isTime).length >= MOSTLY * cells.length;
}

/** ISO 8601, or seconds, milliseconds or microseconds since 1970. */
function isTime(cell: string): boolean {
  const number = Number(cell);
  if (!Number.isNaN(number)) return number > 1e8;
  return !Number.isNaN(Date.parse(cell.replace(' ', 'T')));
}

/** The mapping with one column's meaning changed; single roles leave their old column. */
export function withRole(
  mapping: Mapping,
  column: number,
  role: ColumnRole,
): Mapping {
  const roles = mapping.roles.map((old, index) => {
    if (index === column) return role;
    return old === role && SINGLE.has(role) ? 'keep' : old;
  });
  return { ...mapping, roles };
}

/** Names of the columns with a role, in table order. */
export function columnsWith(
  preview: TablePreview,
  mapping: Mapping,
  role: ColumnRole,
): string[] {
  return preview.columns.filter((_, index) => mapping.roles[index] === role);
}

/** The same as the server's mapping options; what is not said is left out. */
export function mappingOptions(
  preview: TablePreview,
  mapping: Mapping,
): MappingOptions {
  const names = (role: ColumnRole) => columnsWith(preview, mapping, role);
  const [time] = names('time');
  const [weight] = names('weight');
  const [role] = names('role');
  const edge = names('key');
  const keep = names('keep');
  const windowed = time !== undefined && edge.length > 0 && mapping.window;
  return {
    node: names('member'),
    ...(edge.length > 0 ? { edge } : {}),
    ...(time === undefined ? {} : { time }),
    ...(windowed ? { window: mapping.window } : {}),
    ...(weight === undefined ? {} : { weight }),
    ...(role === undefined ? {} : { role }),
    ...(keep.length > 0 ? { keep } : {}),
    ...(mapping.split === '' ? {} : { split: mapping.split }),
  };
}

/** One relation of the sketch: the members that a few rows make together. */
export interface SketchRelation {
  readonly id: string;
  readonly members: readonly { readonly id: string; readonly kind: string }[];
}

/** What the first rows become, for the sketch. Rows with one key are one relation. */
export function sketchRelations(
  preview: TablePreview,
  mapping: Mapping,
  most: number,
): SketchRelation[] {
  const relations = new Map<string, Map<string, string>>();
  const keys = mapping.roles.flatMap((role, at) =>
    role === 'key' ? [at] : [],
  );
  for (const [index, row] of preview.rows.entries()) {
    const id =
      keys.length > 0
        ? keys.map((at) => row[at] ?? '').join('|')
        : `row ${String(index + 1)}`;
    const members = relations.get(id) ?? new Map<string, string>();
    if (!relations.has(id) && relations.size === most) continue;
    relations.set(id, members);
    for (const { cell, kind } of memberCells(preview, mapping, row)) {
      members.set(`${kind}:${cell}`, kind);
    }
  }
  return [...relations].map(([id, members]) => ({
    id,
    members: [...members].map(([node, kind]) => ({ id: node, kind })),
  }));
}

function memberCells(
  preview: TablePreview,
  { roles, split }: Mapping,
  row: readonly string[],
) {
  return roles.flatMap((role, at) => {
    if (role !== 'member') return [];
    const text = row[at] ?? '';
    const cells = split === '' ? [text] : text.split(split);
    const kind = preview.columns[at] ?? '';
    return cells
      .map((cell) => ({ cell: cell.trim(), kind }))
      .filter(({ cell }) => cell !== '');
  });
}

/** The terminal command that does the same as the page. */
export function mappingCommand(file: string, options: MappingOptions): string {
  const words = ['polyad', 'anomalies', quoted(file)];
  for (const [name, value] of Object.entries(options)) {
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') words.push(`--${name}`, quoted(text));
  }
  return words.join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
}
