import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import { functionUsage } from '#query/evaluation/functions.ts';
import { listsNamed } from '#query/lists-named.ts';
import { runQuery, type QueryAnswer } from '#query/run-query.ts';
import { parseQuery } from '#query/syntax/parse-query.ts';
import { printQuery } from '#query/syntax/print-query.ts';
import { querySchema } from '#query/syntax/query-schema.ts';
import { VERBS } from '#query/verbs/registry.ts';
import type { Query } from '#query/syntax/syntax-tree.ts';

/** A question as it is sent and recorded. */
export interface QueryRequest {
  /** Text, or its syntax tree. */
  readonly query: string | Query;
  /** Lists that the query names, each with its ids. */
  readonly lists?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Most rows in the answer. */
  readonly rows?: number | undefined;
}

/**
 * Asks a hypergraph.
 * @param name - Of the data set: the kind of relations that have none.
 * @throws PolyadError INVALID_ARGUMENT with line and column; CANCELLED
 */
export function askQuery(
  hypergraph: Hypergraph,
  name: string,
  request: QueryRequest,
  signal?: StopSignal,
): QueryAnswer {
  return runQuery(hypergraph, request.query, {
    name,
    lists: new Map(Object.entries(request.lists ?? {})),
    rows: request.rows,
    signal,
  });
}

/**
 * Names of the lists that a query reads by `list("…")`.
 * @throws PolyadError INVALID_ARGUMENT for what cannot be read, so that a fault
 * is told before the data is read
 */
export function listsOfQuery(text: string): string[] {
  return listsNamed(parseQuery(text).query);
}

/**
 * A query's text, read once.
 * @param tree - Its syntax tree, in place of the text.
 * @throws PolyadError INVALID_ARGUMENT
 */
export function queryText(text: string | undefined, tree: unknown): string {
  if ((text === undefined) === (tree === undefined)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'Send the question as query (text) or as tree (its syntax tree), one of the two.',
    );
  }
  if (text !== undefined) {
    parseQuery(text);
    return text;
  }
  const checked = querySchema.safeParse(tree);
  if (checked.success) return printQuery(checked.data);
  const [issue] = checked.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `The syntax tree is wrong at ${path || 'its root'}: ${issue?.message ?? ''}.`,
    { path },
  );
}

/** The language on one screen: its shape, its functions and its verbs. */
export function queryHelp(): string {
  const verbs = Object.values(VERBS).map(
    ({ usage, summary }) => `  ${usage}\n      ${summary}`,
  );
  return [
    'A question is a source and stages:',
    '  match a: KIND(role: $x, role: "id"), b: *($x) during last 7d where b within 10min of a',
    '  sequence by $u within 30min KIND(user: $u) repeat 5.. then KIND(user: $u) without KIND(user: $u)',
    '  from KIND   from list("file")   let name = (query); …',
    '  | where …  | extend n = …  | group by … agg n = count()  | sort n desc  | select …  | limit 10',
    '  | union (query)  | minus (query)  | intersect (query)  | VERB(…)',
    'Units are types: 10min, 2h, 7d, 150m, 2km. plan QUESTION tells how it would be done.',
    '',
    'Functions:',
    ...functionUsage().map((usage) => `  ${usage}`),
    '  count() count_distinct(x) collect(x) min max mean sum first any all: after agg',
    '',
    'Verbs:',
    ...verbs,
  ].join('\n');
}
