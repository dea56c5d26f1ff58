import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import {
  askQuery,
  listsOfQuery,
  queryHelp,
} from '#pipeline/operations/query.ts';
import { defineCommand } from '../command.ts';
import { noteRest, SHOWN } from '../shown-rows.ts';
import {
  loadSource,
  withSourceOptions,
  type SourceOptions,
} from '../source-options.ts';

interface QueryCommandOptions extends SourceOptions {
  readonly query: string;
  readonly list: string | readonly string[] | undefined;
  readonly rows: number;
}

export const queryCommand = defineCommand({
  name: 'query <source> <query>',
  summary:
    'Ask for relations by pattern, order, place in time; then group, test, rank',
  examples: [
    [
      '$0 query log.csv --node user,host \'match a: *(host: $h, user: "ann") | group by $h agg n = count()\'',
      'Where ann was, how often',
    ],
    [
      "$0 query sets.gmt.gz --list up=genes.txt 'match s: *($g) where $g in up | group by s agg n = count() | sort n desc'",
      'Sets that hold the genes of a list',
    ],
    [
      "$0 query data.hif.json 'plan match a: *($x), b: *($x)'",
      'How it would be done',
    ],
  ],
  options: (yargs) =>
    withSourceOptions(yargs)
      .epilogue(queryHelp())
      .positional('query', {
        type: 'string',
        demandOption: true,
        describe: 'The question, or @FILE that holds it',
      })
      .option('list', {
        type: 'string',
        describe:
          'NAME=FILE: a list that the query names, one id a line; may repeat',
      })
      .option('rows', {
        type: 'number',
        default: 10_000,
        describe: 'Most rows in the answer',
      }),
  run: async (options: QueryCommandOptions, session) => {
    const text = await queryText(options.query);
    // A fault in the question is told before the data is read.
    const named = listsOfQuery(text);
    const lists = await readLists(options.list, named);
    const { hypergraph } = await loadSource(options, session);
    const started = performance.now();
    const watch = session.watch('query');
    const name = datasetName(options.source);
    const request = { query: text, lists, rows: options.rows };
    const answer = askQuery(hypergraph, name, request, watch.signal);
    return { ...answer, run: session.runFacts(started) };
  },
  print: ({ columns, rows, truncated, reason }, session) => {
    session.table(
      rows.slice(0, SHOWN).map((row) => row.map(shownCell)),
      columns,
    );
    if (rows.length === 0) session.note('No row answers this.');
    noteRest(rows.length, session);
    if (truncated) session.note(`Rows are missing: ${reason ?? ''}.`);
  },
});

type Answer = ReturnType<typeof askQuery>;

/** Ids of a list that are shown in one cell. */
const SHOWN_IDS = 5;

function shownCell(
  cell: Answer['rows'][number][number],
): string | number | boolean | null {
  if (typeof cell !== 'object' || cell === null) return cell;
  const ids = cell.slice(0, SHOWN_IDS).map(String).join(', ');
  const more = cell.length - SHOWN_IDS;
  return more > 0 ? `${ids} and ${more} more` : ids;
}

async function queryText(query: string): Promise<string> {
  if (!query.startsWith('@')) return query;
  return readText(query.slice(1));
}

/** Kind of relations that have none: the file's name up to its first dot. */
function datasetName(source: string): string {
  return /^[^.@]+/.exec(basename(source.replace(/^ws:/, '')))?.[0] ?? 'event';
}

/**
 * The lists of `--list NAME=FILE`, and those that the query names by a file
 * that is there: `list("genes.txt")`.
 */
async function readLists(
  given: string | readonly string[] | undefined,
  named: readonly string[],
): Promise<Record<string, string[]>> {
  const lists: Record<string, string[]> = {};
  for (const one of [given ?? []].flat()) {
    const at = one.indexOf('=');
    if (at < 1) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `--list is ${JSON.stringify(one)}; write NAME=FILE.`,
        { list: one },
      );
    }
    lists[one.slice(0, at)] = idsIn(await readText(one.slice(at + 1)));
  }
  for (const file of named) {
    if (Object.hasOwn(lists, file)) continue;
    lists[file] = idsIn(await readText(file));
  }
  return lists;
}

function idsIn(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new PolyadError(
      'NOT_FOUND',
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
      { file },
      { cause: error },
    );
  }
}
