import { PolyadError } from '#errors/polyad-error.ts';
import type { LoopOptions } from '#numeric/cancellation.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { TimeIndex } from '#hypergraph/time-windows.ts';
import { MOTIF_CODES } from '#compute/cpu/motif-codes.ts';
import { selectRows } from '#compute/cpu/select-rows.ts';
import { countTemporalMotifs } from '#compute/cpu/temporal-motifs.ts';

/** Options of {@link computeTemporalMotifs}. */
export interface TemporalMotifOptions extends LoopOptions {
  /** From the first of three hyperedges to the last, at most; milliseconds. */
  readonly span: number;
}

/** Triples of hyperedges in the order of time; entry `i` is for `patterns[i]`. */
export interface TemporalMotifs {
  readonly total: number;
  /**
   * Seven digits: whether there is a node in the first hyperedge alone, the second, the
   * third, in first and second, second and third, third and first without the other, and
   * in all. The order is that of time, so patterns are not made alike by turning.
   */
  readonly patterns: readonly string[];
  readonly counts: Float64Array;
}

/**
 * Temporal h-motifs: three connected hyperedges within a span of time, by the order in which
 * they come and by how they overlap. Equal hyperedges count each; those of one time
 * come in the hypergraph's order; those without a time or members are left out.
 * @throws PolyadError INVALID_ARGUMENT if `span` is negative or no hyperedge has a time;
 * CANCELLED
 * @remarks Cost and source: {@link countTemporalMotifs}; 96 patterns can occur.
 */
export function computeTemporalMotifs(
  hypergraph: Hypergraph,
  options: TemporalMotifOptions,
): TemporalMotifs {
  const { span } = options;
  if (!(span >= 0)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The span is ${span} milliseconds; it must be 0 or more.`,
      { span },
    );
  }
  if (hypergraph.edgeTimes() === null) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'No hyperedge has a time, so there are no temporal motifs; name the column with --time.',
    );
  }
  const { edges, times } = new TimeIndex(hypergraph);
  const places = edges.map((_, place) => place);
  const kept = places.filter(
    (place) => hypergraph.edgeSize(edges[place] ?? 0) > 0,
  );
  const rows = selectRows(
    hypergraph.edges,
    kept.map((place) => edges[place] ?? 0),
  );
  const codes = countTemporalMotifs(
    rows,
    hypergraph.nodeCount,
    Float64Array.from(kept, (place) => times[place] ?? 0),
    options,
  );
  return {
    total: codes.reduce((sum, count) => sum + count, 0),
    patterns: temporalMotifPatterns,
    counts: codesInOrder.map((code) => codes[code] ?? 0),
  };
}

/** Digits of a code, the first bit first. */
function patternOf(code: number): string {
  return Array.from({ length: 7 }, (_, bit) => (code >>> bit) & 1).join('');
}

/** Whether three hyperedges, none empty, hang together with such parts. */
function isPossible(code: number): boolean {
  const has = (bits: number): boolean => (code & bits) !== 0;
  const joined = [0b1001000, 0b1010000, 0b1100000].filter(has);
  return joined.length >= 2;
}

const codesInOrder = Float64Array.from(
  Array.from({ length: MOTIF_CODES }, (_, code) => code)
    .filter(isPossible)
    .sort((a, b) => (patternOf(a) < patternOf(b) ? -1 : 1)),
);

/** The 96 patterns, ascending. */
export const temporalMotifPatterns: readonly string[] = Array.from(
  codesInOrder,
  patternOf,
);
