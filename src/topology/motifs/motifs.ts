import { PolyadError } from '#errors/polyad-error.ts';
import { equalRows } from '#hypergraph/collapse.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { transpose, type Incidence } from '#hypergraph/incidence.ts';
import { selectRows } from '#compute/cpu/select-rows.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import { motifTotals } from '#compute/cpu/edge-motifs.ts';
import { countEdgeMotifs } from '#compute/edge-motifs.ts';
import { sampleEdgeMotifs } from '#compute/edge-motif-samples.ts';
import { motifPatterns } from '#compute/cpu/motif-codes.ts';

/** Counts of h-motifs; entry `i` of a list is for `patterns[i]`. */
export interface Motifs {
  /**
   * The 26 patterns: seven digits, whether a, b, c alone, ab, bc, ca without the
   * third and abc are not empty, the largest such text over the six orders.
   */
  readonly patterns: readonly string[];
  readonly counts: Float64Array;
  readonly total: number;
  /** Triples of which two hyperedges share nothing. */
  readonly open: number;
  readonly closed: number;
}

/** Estimates of h-motifs from a sample. */
export interface SampledMotifs extends Motifs {
  /** Pairs of meeting hyperedges drawn. */
  readonly samples: number;
  /** Standard error of each count. */
  readonly errors: Float64Array;
  /** Standard error of `total`. */
  readonly totalError: number;
}

/**
 * The 26 h-motifs: triples of different hyperedges that hang together, by which
 * of the seven parts of their Venn diagram hold a node. Equal hyperedges count
 * once, empty ones not at all. Exact.
 * @throws PolyadError CANCELLED
 * @remarks Cost and source: {@link countEdgeMotifs}.
 */
export function computeMotifs(
  hypergraph: Hypergraph,
  options: ComputeOptions = {},
): Motifs {
  const { rows, columns } = differentEdges(hypergraph);
  return motifsOfCounts(countEdgeMotifs(rows, columns, options));
}

/** Options of {@link computeSampledMotifs}. */
export interface MotifSampleOptions extends ComputeOptions {
  /** Pairs to draw, at least 2. */
  readonly samples: number;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/**
 * Estimates of the 26 h-motifs with standard errors: pairs of meeting hyperedges
 * are drawn uniformly with replacement, and all triples on each are counted. An
 * estimate ± 1.96 errors holds the count in about 95 of 100 samples, where the
 * sample is large.
 * @throws PolyadError INVALID_ARGUMENT if `samples` is below 2; CANCELLED
 * @remarks MoCHy-A+, without bias; Lee et al. 2020,
 * doi:10.14778/3407790.3407823. Cost: {@link sampleEdgeMotifs}.
 */
export function computeSampledMotifs(
  hypergraph: Hypergraph,
  options: MotifSampleOptions,
): SampledMotifs {
  const { samples, seed = 0 } = options;
  if (!Number.isSafeInteger(samples) || samples < 2) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${samples} samples; an error bound needs an integer of at least 2.`,
      { samples },
    );
  }
  const { rows, columns } = differentEdges(hypergraph);
  const found = sampleEdgeMotifs(rows, columns, { ...options, samples, seed });
  return { ...motifsOfCounts(found.counts), ...found, samples };
}

/** Counts of the patterns that occur, by pattern. */
export function motifCounts({
  patterns,
  counts,
}: Motifs): Record<string, number> {
  const entries = patterns.map((pattern, i): [string, number] => [
    pattern,
    counts[i] ?? 0,
  ]);
  return Object.fromEntries(entries.filter(([, count]) => count !== 0));
}

/** The 26 counts, in the order of the patterns, with their sums. */
export function motifsOfCounts(counts: Float64Array): Motifs {
  const { open, closed } = motifTotals(counts);
  const total = open + closed;
  return { patterns: motifPatterns, counts, total, open, closed };
}

/** The first of equal hyperedges, without empty ones: the rows that motifs are counted in. */
export function differentEdges(hypergraph: Hypergraph): {
  rows: Incidence;
  columns: Incidence;
} {
  const { offsets, members } = equalRows(hypergraph.edges);
  const firsts = offsets.subarray(0, -1).map((start) => members[start] ?? 0);
  const kept = firsts.filter((edge) => hypergraph.edgeSize(edge) > 0);
  const rows = selectRows(hypergraph.edges, kept);
  return { rows, columns: transpose(rows, hypergraph.nodeCount) };
}
