import { PolyadError } from '#errors/polyad-error.ts';
import { columnKinds, type TableSample } from './column-sample.ts';
import { ColumnFinder } from './column-finder.ts';
import { planIncidences } from './plan-incidences.ts';
import type { TableMapping } from './table-mapping.ts';
import type {
  MemberColumn,
  PlanOptions,
  PropertyTarget,
  TableHints,
  TablePlan,
} from './table-plan.ts';
import { timeUnit } from './time-column.ts';

/**
 * Finds the columns a mapping names and settles what it leaves open.
 *
 * A table with the columns `edge` and `node`, and a mapping that names neither,
 * is an incidence list. Without `node` the members are the columns that hold
 * names: neither numbers nor times, and with values that repeat. Where nothing
 * at all is mapped, the first column of times is the time and the rest is kept.
 * @throws PolyadError INVALID_DATA where a column is missing or a time column
 * holds no times; INVALID_ARGUMENT where options contradict each other.
 */
export function planTable(
  asRead: TableSample,
  options: PlanOptions,
): TablePlan {
  const { mapping, hints } = options;
  const sample = retyped(asRead, hints);
  const find = new ColumnFinder(sample.columns, options.file);
  if (mapping.window !== undefined && mapping.time === undefined) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'A window needs times. Name the column of times with --time.',
    );
  }
  const unmapped = isEmpty(mapping.edge) && isEmpty(mapping.node);
  if (unmapped && find.canBeIncidences) {
    if (mapping.window === undefined) {
      return planIncidences(sample, find, options);
    }
    const both = { ...mapping, edge: ['edge'], node: ['node'] };
    return planRows(sample, find, { ...options, mapping: both });
  }
  return planRows(sample, find, options);
}

/** The sample with the types that the file says its columns have. */
function retyped(sample: TableSample, hints: TableHints = {}): TableSample {
  const { types } = hints;
  if (!types) return sample;
  const columns = sample.columns.map((column) => {
    const type = types.get(column.name) ?? column.type;
    return type === undefined ? column : { ...column, type };
  });
  return { ...sample, columns };
}

function isEmpty(names: readonly string[] | undefined): boolean {
  return names === undefined || names.length === 0;
}

function planRows(
  sample: TableSample,
  find: ColumnFinder,
  options: PlanOptions,
): TablePlan {
  const mapping = completed(sample, find, options);
  const edge = (mapping.edge ?? []).map((name) => find.column(name));
  const time =
    mapping.time === undefined ? undefined : find.column(mapping.time);
  return {
    shape: edge.length > 0 || mapping.window !== undefined ? 'grouped' : 'rows',
    edge,
    members: memberColumns(find, mapping.node ?? []),
    ...(mapping.split === undefined ? {} : { split: mapping.split }),
    ...(time === undefined
      ? {}
      : { time: { column: time, unit: timeUnit(sample, time, options) } }),
    ...(mapping.window === undefined ? {} : { window: mapping.window }),
    ...optional('weight', mapping.weight, find),
    ...optional('role', mapping.role, find),
    properties: keptColumns(sample, find, mapping, options),
    edgeIds: 'plain',
    nodeIds: 'plain',
    columns: sample.columns,
  };
}

function optional<K extends string>(
  key: K,
  name: string | undefined,
  find: ColumnFinder,
): Partial<Record<K, number>> {
  const found: Partial<Record<K, number>> = {};
  if (name !== undefined) found[key] = find.column(name);
  return found;
}

function memberColumns(
  find: ColumnFinder,
  names: readonly string[],
): MemberColumn[] {
  return names.map((name) => {
    const column = find.column(name);
    return names.length === 1 ? { column } : { column, kind: name };
  });
}

/** The mapping with members, and where nothing was mapped time and kept columns, filled in. */
function completed(
  sample: TableSample,
  find: ColumnFinder,
  { mapping, notes, file }: PlanOptions,
): TableMapping {
  if (!isEmpty(mapping.node)) return mapping;
  const { edge = [], weight, role, time, keep = [] } = mapping;
  const used = new Set([...edge, ...keep, weight, role, time]);
  const kinds = columnKinds(sample);
  const names = find.names;
  const node = names.filter(
    (name, column) => kinds[column] === 'text' && !used.has(name),
  );
  if (node.length === 0) throw noMembers(file, names);
  notes.push(`Members: the columns ${node.join(', ')}, which hold names.`);
  if (Object.values(mapping).some((option) => option !== undefined)) {
    return { ...mapping, node };
  }
  const firstTime = kinds.indexOf('time');
  const rest = names.filter(
    (name, column) => !node.includes(name) && column !== firstTime,
  );
  const timeName = names[firstTime];
  if (rest.length > 0) {
    notes.push(`Kept as properties: the columns ${rest.join(', ')}.`);
  }
  return {
    node,
    keep: rest.filter((name) => !isReserved(name)),
    ...(timeName === undefined ? {} : { time: timeName }),
  };
}

function noMembers(file: string, columns: readonly string[]): PolyadError {
  return new PolyadError(
    'INVALID_DATA',
    `${file}: no column is plainly one of names, so it is not clear what the members are. Name them with --node; the columns are: ${columns.join(', ')}.`,
    { file, columns },
  );
}

const reserved = ['time', 'end', 'row'];

function isReserved(name: string): boolean {
  return reserved.includes(name);
}

function keptColumns(
  sample: TableSample,
  find: ColumnFinder,
  mapping: TableMapping,
  options: PlanOptions,
): PropertyTarget[] {
  const kept = (mapping.keep ?? []).filter((name) => name !== mapping.time);
  return kept.map((name) => {
    const column = find.column(name);
    if (name === 'time' && mapping.time !== undefined) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `The column time cannot be kept beside the times of ${mapping.time}: both would be the property time. Rename it.`,
      );
    }
    const type = sample.columns[column]?.type;
    return {
      column,
      of: 'edges',
      name,
      ...(name === 'time' || name === 'end'
        ? { type: 'timestamp', unit: timeUnit(sample, column, options) }
        : type === undefined
          ? {}
          : { type }),
    };
  });
}
