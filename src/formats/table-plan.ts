import type { ColumnType } from '#hypergraph/property-column.ts';
import type { TableSample } from './column-sample.ts';
import type { TableMapping } from './table-mapping.ts';
import type { TimeUnit } from './time-text.ts';

/** A column whose cells are members of the row's hyperedge. */
export interface MemberColumn {
  readonly column: number;
  /** What ids start with, and the node's kind; undefined where ids are the values. */
  readonly kind?: string;
}

/** A column that becomes a property. */
export interface PropertyTarget {
  readonly column: number;
  readonly of: 'edges' | 'nodes' | 'incidences';
  readonly name: string;
  /** The type it must have; undefined where the cells decide. */
  readonly type?: ColumnType;
  /** Given where the cells are times. */
  readonly unit?: TimeUnit;
}

/** What a row is. */
export type TableShape =
  /** A hyperedge of its own. */
  | 'rows'
  /** Part of the hyperedge that its key names. */
  | 'grouped'
  /** One incidence; without a node a hyperedge, without an edge a node. */
  | 'incidences';

/** How ids are written: as themselves, or as JSON, which keeps `1` and `"1"` apart. */
export type IdSpelling = 'plain' | 'json';

/** A table's mapping with its columns found: what the assembler follows. */
export interface TablePlan {
  readonly shape: TableShape;
  /** Key columns of the hyperedge. */
  readonly edge: readonly number[];
  readonly members: readonly MemberColumn[];
  /** Characters that separate members inside a cell. */
  readonly split?: string;
  readonly time?: { readonly column: number; readonly unit: TimeUnit };
  /** Width of the time window in milliseconds. */
  readonly window?: number;
  readonly weight?: number;
  readonly role?: number;
  readonly properties: readonly PropertyTarget[];
  readonly edgeIds: IdSpelling;
  readonly nodeIds: IdSpelling;
  readonly columns: TableSample['columns'];
}

/** What a file that Polyad wrote says of itself. */
export interface TableHints {
  readonly edgeIds?: IdSpelling;
  readonly nodeIds?: IdSpelling;
  /** Types of properties, by column name. */
  readonly types?: ReadonlyMap<string, ColumnType>;
}

export interface PlanOptions {
  readonly file: string;
  readonly mapping: TableMapping;
  readonly hints?: TableHints;
  /** Receives what was detected or assumed. */
  readonly notes: string[];
}

/** Indices of the columns that a plan reads, ascending. */
export function usedColumns(plan: TablePlan): number[] {
  const used = new Set([
    ...plan.edge,
    ...plan.members.map(({ column }) => column),
    ...plan.properties.map(({ column }) => column),
  ]);
  for (const column of [plan.time?.column, plan.weight, plan.role]) {
    if (column !== undefined) used.add(column);
  }
  return [...used].sort((left, right) => left - right);
}
