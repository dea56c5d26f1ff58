import type { ColumnFinder } from './column-finder.ts';
import type { TableSample } from './column-sample.ts';
import type { PlanOptions, PropertyTarget, TablePlan } from './table-plan.ts';
import { timeUnit } from './time-column.ts';

/**
 * The plan for an incidence list: columns `edge` and `node`, then `weight`,
 * `role` (or `direction`), `time` and `end` of the hyperedge; `edge.NAME` and
 * `node.NAME` are properties of those, any other column one of the incidence.
 */
export function planIncidences(
  sample: TableSample,
  find: ColumnFinder,
  options: PlanOptions,
): TablePlan {
  const { mapping, hints = {} } = options;
  const weight = chosen(find, mapping.weight, ['weight']);
  const role = chosen(find, mapping.role, ['role', 'direction']);
  const time = chosen(
    find,
    mapping.time,
    // A file of ours may have edges whose property `time` is no time.
    ['edge.time', 'time'].filter(
      (name) => (hints.types?.get(name) ?? 'timestamp') === 'timestamp',
    ),
  );
  const taken = new Set([
    find.column('edge'),
    find.column('node'),
    weight,
    role,
    time,
  ]);
  const properties = find.names
    .map((_, column) => column)
    .filter((column) => !taken.has(column))
    .map((column) => target(sample, column, options));
  return {
    shape: 'incidences',
    edge: [find.column('edge')],
    members: [{ column: find.column('node') }],
    ...(mapping.split === undefined ? {} : { split: mapping.split }),
    ...(weight === undefined ? {} : { weight }),
    ...(role === undefined ? {} : { role }),
    ...(time === undefined
      ? {}
      : { time: { column: time, unit: timeUnit(sample, time, options) } }),
    properties,
    edgeIds: hints.edgeIds ?? 'plain',
    nodeIds: hints.nodeIds ?? 'plain',
    columns: sample.columns,
  };
}

function chosen(
  find: ColumnFinder,
  mapped: string | undefined,
  usual: readonly string[],
): number | undefined {
  if (mapped !== undefined) return find.column(mapped);
  const name = usual.find((other) => find.names.includes(other));
  return name === undefined ? undefined : find.column(name);
}

const owners = {
  'edge.': 'edges',
  'node.': 'nodes',
  'incidence.': 'incidences',
} as const;

function target(
  sample: TableSample,
  column: number,
  options: PlanOptions,
): PropertyTarget {
  const source = sample.columns[column]?.name ?? '';
  const { of, name } = ownerOf(source, options.mapping.keep);
  const declared = sample.columns[column]?.type;
  const isEnd = of === 'edges' && name === 'end';
  if (
    isEnd &&
    (options.hints?.types?.get(source) ?? 'timestamp') === 'timestamp'
  ) {
    const unit = timeUnit(sample, column, options);
    return { column, of, name, type: 'timestamp', unit };
  }
  return { column, of, name, ...(declared ? { type: declared } : {}) };
}

function ownerOf(
  name: string,
  keep: readonly string[] = [],
): Pick<PropertyTarget, 'of' | 'name'> {
  if (name === 'end' || keep.includes(name)) return { of: 'edges', name };
  for (const [prefix, of] of Object.entries(owners)) {
    if (name.startsWith(prefix) && name.length > prefix.length) {
      return { of, name: name.slice(prefix.length) };
    }
  }
  return { of: 'incidences', name };
}
