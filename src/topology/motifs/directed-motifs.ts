import type { LoopOptions } from '#numeric/cancellation.ts';
import type { DirectedRows } from '#compute/cpu/directed-rows.ts';
import {
  countDirectedMotifs,
  type DirectedMotifSize,
} from '#compute/cpu/directed-motifs.ts';

/** Options of {@link computeDirectedMotifs}. */
export interface DirectedMotifOptions extends LoopOptions {
  /** Nodes of a motif. Default 3. */
  readonly size?: DirectedMotifSize | undefined;
}

/** Counts of the directed patterns that occur; entry `i` is for `patterns[i]`. */
export interface DirectedMotifs {
  readonly size: DirectedMotifSize;
  /** Tails and heads of nodes numbered from 1, as in `12>3 3>1`; ascending. */
  readonly patterns: readonly string[];
  readonly counts: Float64Array;
  readonly total: number;
}

/**
 * Directed motifs on three or four nodes: sets of nodes that hang together by the directed
 * hyperedges that lie wholly inside, by the pattern these make. Larger hyperedges are not
 * seen; equal ones count once. Compare with `configurationModel`, which keeps head and tail
 * degrees.
 * @param structure - From `directedStructure`.
 * @throws PolyadError CANCELLED
 * @remarks Cost: {@link countDirectedMotifs}. After Moretti, Musciotto et al. 2024, whose
 * motifs of three ask for a hyperedge of all three.
 */
export function computeDirectedMotifs(
  structure: DirectedRows,
  options: DirectedMotifOptions = {},
): DirectedMotifs {
  const { size = 3 } = options;
  const found = countDirectedMotifs(structure, size, options);
  const entries = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const counts = Float64Array.from(entries, ([, count]) => count);
  return {
    size,
    patterns: entries.map(([pattern]) => pattern),
    counts,
    total: counts.reduce((sum, count) => sum + count, 0),
  };
}
