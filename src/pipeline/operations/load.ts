import { PolyadError } from '#errors/polyad-error.ts';
import type { ReadOptions, ReadResult } from '#formats/format.ts';
import { RejectionLog } from '#formats/rejection-log.ts';
import type { TableMapping } from '#formats/table-mapping.ts';
import { findRecipe } from '#recipes/registry.ts';
import type { DatasetVersion } from '#store/dataset-store.ts';
import type { Workspace } from '#store/workspace.ts';
import { readHypergraph } from '../sources/read-hypergraph.ts';

/** How a caller wants a source read; a recipe's mapping yields to single options. */
export interface MappingChoice {
  readonly format?: string;
  readonly recipe?: string;
  readonly mapping: TableMapping;
  readonly strict: boolean;
}

/** A source as a hypergraph, with what was assumed and what was left out. */
export interface LoadedSource extends ReadResult {
  readonly source: string;
  /** Reading and building, seconds. */
  readonly seconds: number;
  /** The recipe it was read by. */
  readonly recipe?: string;
  /** The data set version in the workspace, where it came from there. */
  readonly stored?: DatasetVersion;
}

/** Lets a read be watched and stopped, and find `ws:NAME`. */
export interface LoadWatch extends Pick<ReadOptions, 'signal' | 'onProgress'> {
  /** Opens the workspace; asked only for `ws:NAME`. */
  readonly workspace?: () => Promise<Workspace>;
}

/** Marks a data set of the workspace. */
const WORKSPACE_PREFIX = 'ws:';

/** The mapping that a choice comes to. @throws PolyadError NOT_FOUND for an unknown recipe. */
export function resolveMapping(choice: MappingChoice): TableMapping {
  if (choice.recipe === undefined) return choice.mapping;
  return { ...findRecipe(choice.recipe).mapping, ...choice.mapping };
}

/**
 * Reads SOURCE: a path, `-` for standard input, or `ws:NAME`.
 * @throws PolyadError NOT_FOUND, INVALID_DATA with the place, LIMIT_EXCEEDED
 */
export async function loadHypergraph(
  source: string,
  choice: MappingChoice,
  { workspace, ...watch }: LoadWatch = {},
): Promise<LoadedSource> {
  if (source.startsWith(WORKSPACE_PREFIX)) {
    return loadStored(source, choice, workspace);
  }
  const started = performance.now();
  const result = await readHypergraph(source, {
    mapping: resolveMapping(choice),
    strict: choice.strict,
    ...(choice.format !== undefined && { format: choice.format }),
    ...watch,
  });
  const seconds = (performance.now() - started) / 1000;
  const { recipe } = choice;
  return {
    ...result,
    source,
    seconds,
    ...(recipe !== undefined && { recipe }),
  };
}

/** The name behind `ws:`, which may be left out where nothing else could be meant. */
export function datasetReference(text: string): string {
  return text.startsWith(WORKSPACE_PREFIX)
    ? text.slice(WORKSPACE_PREFIX.length)
    : text;
}

async function loadStored(
  source: string,
  choice: MappingChoice,
  open: LoadWatch['workspace'],
): Promise<LoadedSource> {
  checkNoMapping(source, choice);
  if (!open) {
    throw new PolyadError(
      'NOT_FOUND',
      `There is no workspace to look for ${source} in. Give a file instead.`,
      { source },
    );
  }
  const { datasets } = await open();
  const stored = await datasets.find(datasetReference(source));
  const started = performance.now();
  const hypergraph = datasets.load(stored);
  const seconds = (performance.now() - started) / 1000;
  const { format, mapping } = stored.provenance;
  const { recipe } = mapping;
  return {
    hypergraph,
    format,
    source,
    seconds,
    stored,
    // What was assumed and left out was said when it was imported.
    notes: [],
    rejected: new RejectionLog(false),
    ...(typeof recipe === 'string' && { recipe }),
  };
}

/** A stored data set was read already; options that would change that are a mistake. */
function checkNoMapping(source: string, choice: MappingChoice): void {
  const given = [
    ...Object.keys(choice.mapping),
    ...(choice.format === undefined ? [] : ['format']),
    ...(choice.recipe === undefined ? [] : ['recipe']),
    ...(choice.strict ? ['strict'] : []),
  ].map((name) => `--${name}`);
  if (given.length === 0) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `${source} was read when it was imported; ${given.join(', ')} would change nothing. Import the file again with these options.`,
    { source, given },
  );
}
