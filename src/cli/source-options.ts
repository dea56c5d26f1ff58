import type { Argv } from 'yargs';
import { parseDuration } from '#pipeline/duration.ts';
import {
  loadHypergraph,
  type LoadedSource,
  type MappingChoice,
} from '#pipeline/operations/load.ts';
import type { Session } from './session.ts';

/** How SOURCE is read; the same in every command. */
export interface ReadingOptions {
  readonly format: string | undefined;
  readonly recipe: string | undefined;
  readonly edge: string | undefined;
  readonly node: string | undefined;
  readonly split: string | undefined;
  readonly time: string | undefined;
  readonly window: string | undefined;
  readonly weight: string | undefined;
  readonly role: string | undefined;
  readonly keep: string | undefined;
  readonly strict: boolean;
}

/** SOURCE, and how to read it. */
export interface SourceOptions extends ReadingOptions {
  readonly source: string;
}

/** Stands for `-` while yargs parses, which would read it as an empty option. */
export const STANDARD_INPUT = 'standard-input:';

/** What was given for SOURCE, standard input as `-` again. */
export function sourceArgument(source: string | undefined): string | undefined {
  return source === STANDARD_INPUT ? '-' : source;
}

export function withSourceOptions(yargs: Argv): Argv<SourceOptions> {
  return withReadingOptions(yargs).positional('source', {
    type: 'string',
    demandOption: true,
    coerce: (source: string) => sourceArgument(source) ?? source,
    describe: 'A file, - for standard input, or ws:NAME',
  });
}

export function withReadingOptions(yargs: Argv): Argv<ReadingOptions> {
  return yargs
    .option('format', {
      type: 'string',
      describe: 'Read SOURCE as this format',
    })
    .option('recipe', {
      type: 'string',
      describe: 'Named mapping that sets the options below (polyad recipes)',
    })
    .option('edge', {
      type: 'string',
      describe: 'Columns; rows equal in them are one hyperedge',
    })
    .option('node', {
      type: 'string',
      describe: 'Columns; each cell is a member',
    })
    .option('split', {
      type: 'string',
      describe: 'Characters that separate members within a cell',
    })
    .option('time', { type: 'string', describe: 'Column with the time' })
    .option('window', {
      type: 'string',
      describe: 'Time bucket that joins the hyperedge key, such as 10m',
    })
    .option('weight', { type: 'string', describe: 'Column with the weight' })
    .option('role', { type: 'string', describe: 'Column with the role' })
    .option('keep', {
      type: 'string',
      describe: 'Columns kept as properties of the hyperedge',
    })
    .option('strict', {
      type: 'boolean',
      default: false,
      describe: 'Stop at the first row that cannot be read',
    })
    .group(
      [
        'format',
        'recipe',
        'edge',
        'node',
        'split',
        'time',
        'window',
        'weight',
        'role',
        'keep',
        'strict',
      ],
      'How to read SOURCE:',
    );
}

/**
 * Reads SOURCE as the options say, with progress, and tells on standard error
 * what was assumed and how many rows were left out.
 */
export async function loadSource(
  options: SourceOptions,
  session: Session,
): Promise<LoadedSource> {
  const loaded = await loadHypergraph(options.source, mappingChoice(options), {
    signal: session.deadline.signal,
    onProgress: ({ bytes, totalBytes }) => {
      session.progress.update('reading', bytes, totalBytes ?? 0);
    },
    workspace: () => session.workspace(),
  });
  session.progress.stop();
  session.loaded = loaded;
  for (const note of loaded.notes) session.note(note);
  noteRejected(loaded.rejected, session);
  return loaded;
}

/** The mapping options as the pipeline takes them. */
export function mappingChoice(options: ReadingOptions): MappingChoice {
  const { format, recipe, split, time, window, weight, role, strict } = options;
  const lists = {
    edge: columns(options.edge),
    node: columns(options.node),
    keep: columns(options.keep),
  };
  return {
    strict,
    ...(format !== undefined && { format }),
    ...(recipe !== undefined && { recipe }),
    mapping: {
      ...(lists.edge && { edge: lists.edge }),
      ...(lists.node && { node: lists.node }),
      ...(lists.keep && { keep: lists.keep }),
      ...(split !== undefined && { split }),
      ...(time !== undefined && { time }),
      ...(window !== undefined && { window: parseDuration(window) }),
      ...(weight !== undefined && { weight }),
      ...(role !== undefined && { role }),
    },
  };
}

function columns(list: string | undefined): string[] | undefined {
  return list?.split(',').map((name) => name.trim());
}

/** Tells how many rows were left out, and why the first ones were. */
export function noteRejected(
  rejected: Pick<LoadedSource['rejected'], 'count' | 'rows'>,
  session: Session,
): void {
  if (rejected.count === 0) return;
  session.note(
    `${rejected.count} ${rejected.count === 1 ? 'row was' : 'rows were'} not read; --strict stops at the first. For example:`,
  );
  for (const row of rejected.rows.slice(0, 5)) {
    const place = [row.line, row.column].filter((n) => n !== undefined);
    session.note(
      `  ${place.join(':')}: ${row.reason}; expected ${row.expected}`,
    );
  }
}
