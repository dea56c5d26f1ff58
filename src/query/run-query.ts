import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Id } from '#hypergraph/id-table.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import { Budget, type QueryLimits } from './evaluation/budget.ts';
import { compileExpression } from './evaluation/compile-expression.ts';
import { QueryData } from './evaluation/query-data.ts';
import {
  withColumns,
  type Named,
  type Prepared,
  type Scope,
} from './evaluation/scope.ts';
import {
  indicesIn,
  isList,
  type Column,
  type Row,
  type Value,
} from './evaluation/value.ts';
import { prepareFrom } from './matching/from.ts';
import { prepareMatch } from './matching/match.ts';
import { prepareSequence } from './matching/sequence.ts';
import { prepareStage } from './stages/prepare-stage.ts';
import { parseQuery } from './syntax/parse-query.ts';
import { printQuery } from './syntax/print-query.ts';
import type { Query, Source } from './syntax/syntax-tree.ts';

export interface QueryOptions {
  /** Name of the data set: the kind of relations that have none; default `event`. */
  readonly name?: string | undefined;
  /** Lists of ids that the query names. */
  readonly lists?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly limits?: QueryLimits | undefined;
  /** Rows in the answer; default 10,000. */
  readonly rows?: number | undefined;
  readonly signal?: StopSignal | undefined;
}

/** One cell of an answer. */
export type QueryCell = null | boolean | Id | readonly QueryCell[];

/** The answer to a query. */
export interface QueryAnswer {
  /** Names; the last is `evidence`, ids of the hyperedges that support the row. */
  readonly columns: readonly string[];
  /**
   * Type of each column. Nodes and relations are their ids, times ISO 8601 in
   * UTC, durations milliseconds, distances metres.
   */
  readonly types: readonly string[];
  readonly rows: readonly (readonly QueryCell[])[];
  /** Whether rows are missing. */
  readonly truncated: boolean;
  /** Why rows are missing. */
  readonly reason?: string;
}

/** Rows in an answer where nobody asks for more. */
const DEFAULT_ROWS = 10_000;

/**
 * Asks a hypergraph. Deterministic: the same data, query and limits give the
 * same answer; `last 24h` counts from the latest relation, not from the clock.
 * @param query - Text, or its syntax tree.
 * @throws PolyadError INVALID_ARGUMENT with line and column, before any row is
 * made, for what cannot be read, is not known or does not fit; CANCELLED
 */
export function runQuery(
  hypergraph: Hypergraph,
  query: string | Query,
  options: QueryOptions = {},
): QueryAnswer {
  const { isPlan, prepared, budget } = prepareQuery(hypergraph, query, options);
  if (isPlan) return planAnswer(prepared);
  const rows = prepared.rows([]);
  const most = options.rows ?? DEFAULT_ROWS;
  const cut =
    budget.why ??
    (rows.length > most
      ? `the answer has ${rows.length} rows, more than ${most}`
      : null);
  return {
    columns: [...prepared.columns.map(({ name }) => name), 'evidence'],
    types: [...prepared.columns.map(({ type }) => type), 'edges'],
    rows: rows
      .slice(0, most)
      .map((row) => answerRow(row, prepared.columns, hypergraph)),
    truncated: cut !== null,
    ...(cut !== null && { reason: cut }),
  };
}

function prepareQuery(
  hypergraph: Hypergraph,
  query: string | Query,
  options: QueryOptions,
) {
  // A tree is printed and read again, so that faults point into that text.
  const text = typeof query === 'string' ? query : printQuery(query);
  const parsed = parseQuery(text);
  const budget = new Budget(options.limits ?? {}, options.signal);
  const scope: Scope = {
    data: new QueryData(
      hypergraph,
      options.name ?? 'event',
      options.lists ?? new Map(),
    ),
    budget,
    columns: [],
    names: new Map(),
    queries: new Map(),
    placeOf: parsed.placeOf,
    element: null,
    prepare,
  };
  return {
    isPlan: parsed.isPlan,
    budget,
    prepared: prepare(parsed.query, scope),
  };
}

/** Makes a query ready; the outer columns of `outer` stand first in its rows. */
function prepare(query: Query, outer: Scope): Prepared {
  const scope = withLets(query, outer);
  const source = prepareSource(query.source, scope);
  let { columns } = source;
  const stages = query.stages.map((stage) => {
    const prepared = prepareStage(stage, withColumns(scope, columns));
    columns = prepared.columns;
    return prepared;
  });
  const inputs = [source.columns, ...stages.map((stage) => stage.columns)];
  return {
    columns,
    steps: [
      ...source.steps,
      ...stages.map(({ does }) => ({ does, rows: null })),
    ],
    rows: (values) =>
      stages.reduce<readonly Row[]>(
        (rows, stage, i) => stage.rows({ columns: inputs[i] ?? [], rows }),
        source.rows(values),
      ),
  };
}

function prepareSource(source: Source, scope: Scope): Prepared {
  switch (source.kind) {
    case 'match':
      return prepareMatch(source, scope);
    case 'sequence':
      return prepareSequence(source, scope);
    case 'from':
      return prepareFrom(source, scope);
  }
}

/** The scope with the names that the query's `let`s give. */
function withLets(query: Query, outer: Scope): Scope {
  return query.lets.reduce<Scope>((scope, one) => {
    // A let is the same for all rows of an outer query.
    const free: Scope = { ...scope, columns: [], element: null };
    const names = new Map(scope.names);
    const queries = new Map(scope.queries);
    if ('value' in one) {
      const compiled = compileExpression(one.value, free);
      names.set(one.name, {
        type: compiled.type,
        value: () => compiled.evaluate([]),
      });
      return { ...scope, names };
    }
    const prepared = once(scope.prepare(one.query, free));
    queries.set(one.name, prepared);
    names.set(one.name, firstColumn(prepared, scope));
    return { ...scope, names, queries };
  }, outer);
}

/** A prepared query whose rows are worked out once. */
function once(prepared: Prepared): Prepared {
  let rows: readonly Row[] | undefined;
  return { ...prepared, rows: () => (rows ??= prepared.rows([])) };
}

/** A named query as a value: the list of its first column. */
function firstColumn(prepared: Prepared, scope: Scope): Named {
  const { nodeIds, edgeIds } = scope.data.hypergraph;
  const [column] = prepared.columns;
  let list: readonly Value[] | undefined;
  return {
    type: 'list',
    value: () =>
      (list ??= prepared.rows([]).map(({ values: [value = null] }) => {
        if (typeof value !== 'number') return value;
        if (column?.type === 'node') return nodeIds.textAt(value);
        return column?.type === 'edge' ? edgeIds.textAt(value) : value;
      })),
  };
}

function answerRow(
  { values, evidence }: Row,
  columns: readonly Column[],
  hypergraph: Hypergraph,
): QueryCell[] {
  const { nodeIds, edgeIds } = hypergraph;
  const cells = columns.map(({ type }, i): QueryCell => {
    const value = values[i] ?? null;
    if (value === null) return null;
    switch (type) {
      case 'node':
        return nodeIds.idAt(value as number);
      case 'edge':
        return edgeIds.idAt(value as number);
      case 'nodes':
        return indicesIn(value).map((node) => nodeIds.idAt(node));
      case 'edges':
        return indicesIn(value).map((edge) => edgeIds.idAt(edge));
      case 'time':
        return timeText(value as number);
      default:
        return isList(value) ? value : value;
    }
  });
  return [...cells, evidence.map((edge) => edgeIds.idAt(edge))];
}

/** ISO 8601, or the number where no calendar reaches. */
function timeText(time: number): string | number {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toISOString();
}

function planAnswer({ steps }: Prepared): QueryAnswer {
  return {
    columns: ['step', 'does', 'rows'],
    types: ['number', 'text', 'number'],
    rows: steps.map(({ does, rows }, i) => [i + 1, does, rows]),
    truncated: false,
  };
}
