import { PolyadError } from '#errors/polyad-error.ts';
import type { ReadOptions, ReadResult } from '#formats/format.ts';
import type { TableMapping } from '#formats/table-mapping.ts';
import { findRecipe } from '#recipes/registry.ts';
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
}

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
  watch: Pick<ReadOptions, 'signal' | 'onProgress'> = {},
): Promise<LoadedSource> {
  if (source.startsWith('ws:')) {
    throw new PolyadError(
      'NOT_FOUND',
      `There is no data set ${source.slice(3)} in the workspace. Give a file instead.`,
      { source },
    );
  }
  const started = performance.now();
  const result = await readHypergraph(source, {
    mapping: resolveMapping(choice),
    strict: choice.strict,
    ...(choice.format !== undefined && { format: choice.format }),
    ...watch,
  });
  const seconds = (performance.now() - started) / 1000;
  return { ...result, source, seconds };
}
