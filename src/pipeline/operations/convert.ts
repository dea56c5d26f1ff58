import { readFile } from 'node:fs/promises';
import { PolyadError } from '#errors/polyad-error.ts';
import { collapseEdges, collapseNodes } from '#hypergraph/collapse.ts';
import { largestComponent } from '#hypergraph/connected-components.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import { keepKind, keepSizes } from '#hypergraph/parts.ts';
import { restrictToEdges, restrictToNodes } from '#hypergraph/restrict.ts';
import { findToplexes } from '#compute/toplexes.ts';
import { writeHypergraph } from '../sources/write-hypergraph.ts';

export interface ConvertOptions {
  /** File to write. */
  readonly to: string;
  /** Format; by the file's ending where absent. */
  readonly as?: string | undefined;
  readonly dual?: boolean | undefined;
  /** Files with one id a line. */
  readonly restrictEdges?: string | undefined;
  readonly restrictNodes?: string | undefined;
  /** Keep nodes of this kind. */
  readonly kind?: string | undefined;
  /** Keep hyperedges of so many members, as they are after that. */
  readonly minSize?: number | undefined;
  readonly maxSize?: number | undefined;
  readonly collapse?: 'edges' | 'nodes' | undefined;
  readonly toplexes?: boolean | undefined;
  readonly largestComponent?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ConvertedFile {
  readonly file: string;
  readonly format: string;
  readonly nodes: number;
  readonly edges: number;
  readonly incidences: number;
  /** What the format could not hold, in sentences. */
  readonly losses: readonly string[];
}

/**
 * Applies the transforms asked for, in the order restrict, kind, sizes, largest
 * component, toplexes, collapse, dual, and writes the result as a whole or not at all.
 * @throws PolyadError NOT_FOUND if a listed id is not in the hypergraph.
 */
export async function convertHypergraph(
  hypergraph: Hypergraph,
  options: ConvertOptions,
): Promise<ConvertedFile> {
  const result = await transform(hypergraph, options);
  const { format, losses } = await writeHypergraph(result, options.to, {
    ...(options.as !== undefined && { format: options.as }),
    ...(options.signal && { signal: options.signal }),
  });
  return {
    file: options.to,
    format,
    nodes: result.nodeCount,
    edges: result.edgeCount,
    incidences: result.incidenceCount,
    losses,
  };
}

async function transform(
  hypergraph: Hypergraph,
  options: ConvertOptions,
): Promise<Hypergraph> {
  let result = hypergraph;
  if (options.restrictEdges !== undefined) {
    const edges = await readIds(options.restrictEdges, result.edgeIds);
    result = restrictToEdges(result, edges);
  }
  if (options.restrictNodes !== undefined) {
    const nodes = await readIds(options.restrictNodes, result.nodeIds);
    result = restrictToNodes(result, nodes);
  }
  if (options.kind !== undefined) result = keepKind(result, options.kind);
  const { minSize: min, maxSize: max } = options;
  if (min !== undefined || max !== undefined) {
    result = keepSizes(result, { min, max }, { dropEmptied: true });
  }
  if (options.largestComponent === true) result = largestComponent(result);
  if (options.toplexes === true) {
    result = restrictToEdges(result, findToplexes(result.edges, result.nodes));
  }
  if (options.collapse === 'edges') result = collapseEdges(result).hypergraph;
  if (options.collapse === 'nodes') result = collapseNodes(result).hypergraph;
  return options.dual === true ? result.dual() : result;
}

/** Indices of the ids listed in a file, one a line; empty lines are passed over. */
async function readIds(path: string, ids: IdTable): Promise<number[]> {
  const indices: number[] = [];
  const lines = (await readList(path)).split(/\r?\n/);
  lines.forEach((id, i) => {
    if (id === '') return;
    const index = ids.indexOf(id);
    if (index === undefined) {
      throw new PolyadError(
        'NOT_FOUND',
        `${path}:${i + 1}: the data hold no ${id}. List ids that are there, one a line.`,
        { file: path, line: i + 1, id },
      );
    }
    indices.push(index);
  });
  return indices;
}

async function readList(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new PolyadError(
      'NOT_FOUND',
      `The list ${path} could not be read (${code}).`,
      { file: path },
      { cause: error },
    );
  }
}
