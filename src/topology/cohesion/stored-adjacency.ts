import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Incidence } from '#hypergraph/incidence.ts';
import { sAdjacency } from '#compute/cpu/overlap-pairs.ts';
import { sStructure, type SOptions } from '../s-structure.ts';

/** Options of measures that hold an s-line graph in memory. */
export interface StoredGraphOptions extends SOptions {
  /** Most pairs to hold. Default 2²⁸: 2 GiB. */
  readonly maxStoredPairs?: number | undefined;
}

const DEFAULT_STORED_PAIRS = 2 ** 28;

/**
 * The s-line graph as symmetric adjacency.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED, or LIMIT_EXCEEDED beyond
 * `maxStoredPairs`.
 */
export function storedAdjacency(
  hypergraph: Hypergraph,
  options: StoredGraphOptions,
): Incidence {
  const { s, of, rows, columns } = sStructure(hypergraph, options);
  const maxPairs = options.maxStoredPairs ?? DEFAULT_STORED_PAIRS;
  const { signal, onProgress } = options;
  const adjacency = sAdjacency(rows, columns, s, {
    signal,
    onProgress,
    maxPairs,
  });
  if (adjacency !== undefined) return adjacency;
  throw new PolyadError(
    'LIMIT_EXCEEDED',
    `The ${s}-line graph of ${of} has more than ${maxPairs} pairs; take a larger s or leave out the largest rows.`,
    { s, of, maxPairs },
  );
}
