import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { coreScores, type CoreScores } from '#compute/cpu/core-scores.ts';
import { sStructure, type SOptions } from '../s-structure.ts';

/** Options of {@link computeCorePeriphery}. */
export interface CorePeripheryOptions extends Omit<SOptions, 's'> {
  /** Above 1: the larger, the more one core member alone makes a hyperedge. Default 10. */
  readonly exponent?: number | undefined;
  /** Largest change of a score at which iteration ends. Default 10⁻¹⁰. */
  readonly tolerance?: number | undefined;
  /** Default 5000. */
  readonly maxIterations?: number | undefined;
}

/**
 * How much each node is core rather than periphery, where every hyperedge should hold a
 * core node; `of`: nodes by default. The largest score is 1; 0 without a hyperedge.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost and source: {@link coreScores}. Deterministic, unlike the label switching
 * of Hypergraphx, and with the same aim.
 */
export function computeCorePeriphery(
  hypergraph: Hypergraph,
  options: CorePeripheryOptions = {},
): CoreScores {
  const { of = 'nodes', exponent = 10 } = options;
  if (!(exponent > 1)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The exponent is ${exponent}; it must be above 1.`,
      { exponent },
    );
  }
  const { rows, columns } = sStructure(hypergraph, { of });
  const { tolerance = 1e-10, maxIterations = 5000 } = options;
  const asked = { ...options, exponent, tolerance, maxIterations };
  return coreScores(columns, rows, asked);
}

/**
 * Core–periphery profile: of the k elements of least score, for each k, hyperedges
 * that lie wholly among them as a share of those that meet them. Near 0 up to a large
 * k where there is a core.
 * @param scores - Of each node, or hyperedge as `of` says; nodes by default.
 * @returns Length = elements; entry k − 1 for k.
 * @throws PolyadError INVALID_ARGUMENT if there are not as many scores.
 * @remarks O(incidences + elements · log).
 */
export function corePeripheryProfile(
  hypergraph: Hypergraph,
  scores: ArrayLike<number>,
  { of = 'nodes' }: Omit<SOptions, 's'> = {},
): Float64Array {
  const { columns, ids } = sStructure(hypergraph, { of });
  const { count } = ids;
  if (scores.length !== count) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `There are ${scores.length} scores for ${count} ${of}; give one each.`,
      { scores: scores.length, count },
    );
  }
  const order = Array.from({ length: count }, (_, element) => element);
  order.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b);
  const ranks = new Uint32Array(count);
  order.forEach((element, rank) => (ranks[element] = rank));
  const begins = new Uint32Array(count);
  const ends = new Uint32Array(count);
  const { offsets, members } = columns;
  for (let row = 0; row + 1 < offsets.length; row++) {
    const own = members.subarray(offsets[row], offsets[row + 1]);
    if (own.length === 0) continue;
    let [first, last] = [count, 0];
    for (const member of own) {
      first = Math.min(first, ranks[member] ?? 0);
      last = Math.max(last, ranks[member] ?? 0);
    }
    begins[first] = (begins[first] ?? 0) + 1;
    ends[last] = (ends[last] ?? 0) + 1;
  }
  let [met, inside] = [0, 0];
  return Float64Array.from(begins, (begin, rank) => {
    met += begin;
    inside += ends[rank] ?? 0;
    return met === 0 ? 0 : inside / met;
  });
}
