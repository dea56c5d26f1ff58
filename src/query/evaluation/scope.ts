import type { PolyadError } from '#errors/polyad-error.ts';
import type { Query } from '../syntax/syntax-tree.ts';
import { nearestName, queryError, type Place } from '../syntax/syntax-error.ts';
import type { Budget } from './budget.ts';
import type { QueryData } from './query-data.ts';
import type { Column, Row, Value, ValueType } from './value.ts';

/** A name that stands for a list or a value. */
export interface Named {
  readonly type: ValueType;
  /** Worked out when first asked for, so that faults are told before work begins. */
  readonly value: () => Value;
}

/** One line of a plan. */
export interface PlanStep {
  readonly does: string;
  /** Rows expected; null where nobody knows. */
  readonly rows: number | null;
}

/** A query made ready: its columns, and its rows where outer columns have values. */
export interface Prepared {
  readonly columns: readonly Column[];
  rows(outer: readonly Value[]): readonly Row[];
  /** What is done, with the rows expected, for `plan`. */
  readonly steps: readonly PlanStep[];
}

/** Everything names can mean at one place of a query. */
export interface Scope {
  readonly data: QueryData;
  readonly budget: Budget;
  readonly columns: readonly Column[];
  /** Named queries and values, by name. */
  readonly names: ReadonlyMap<string, Named>;
  /** Named queries as tables, for `from`. */
  readonly queries: ReadonlyMap<string, Prepared>;
  readonly placeOf: (part: object) => Place;
  /** Column whose properties bare names read; its index, or null. */
  readonly element: number | null;
  /** Column of the node whose incidence with `element` bare names read, too. */
  readonly member?: number | null;
  /** Makes a query within this one ready. */
  readonly prepare: (query: Query, scope: Scope) => Prepared;
}

/** The error at a part of the query, with the nearest of what is known. */
export function faultAt(
  scope: Pick<Scope, 'placeOf'>,
  part: object,
  fault: {
    readonly problem: string;
    readonly expected?: string | undefined;
    readonly written?: string;
    readonly known?: Iterable<string>;
  },
): PolyadError {
  const { written, known, problem, expected } = fault;
  return queryError(scope.placeOf(part), {
    problem,
    expected,
    suggestion:
      written === undefined || !known ? undefined : nearestName(written, known),
  });
}

/** Index of a column by its name, the innermost first; -1 where there is none. */
export function columnAt(scope: Scope, name: string): number {
  return scope.columns.findLastIndex((column) => column.name === name);
}

/** The same scope with other columns; bare names read a lone node or relation. */
export function withColumns(scope: Scope, columns: readonly Column[]): Scope {
  const elements = columns.flatMap(({ type }, i) =>
    type === 'edge' || type === 'node' ? [i] : [],
  );
  const [only = null] = elements.length === 1 ? elements : [];
  return { ...scope, columns, element: only };
}
