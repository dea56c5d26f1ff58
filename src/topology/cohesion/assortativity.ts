import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowLengths } from '#hypergraph/incidence.ts';
import {
  memberDegreeCorrelation,
  type MemberChoice,
} from '#compute/cpu/degree-correlation.ts';
import { computeLineAssortativity } from './line-graph-measures.ts';
import type { StoredGraphOptions } from './stored-adjacency.ts';

/** Which assortativity. */
export type AssortativityKind = 'degree' | MemberChoice | 'dynamical';

/** Options of {@link computeAssortativity}. */
export interface AssortativityOptions extends Omit<
  StoredGraphOptions,
  's' | 'of'
> {
  /** Default `uniform`. */
  readonly kind?: AssortativityKind | undefined;
}

/**
 * How much nodes of like degree meet; NaN where degrees do not vary.
 *
 * - `degree`: correlation of degrees over the links of the clique expansion.
 * - `uniform`, `top-2`, `top-bottom`: correlation of the degrees (numbers of
 *   hyperedges) of two members of a hyperedge: all pairs, the two highest, the
 *   highest and the lowest; Chodrow 2020, doi:10.1093/comnet/cnaa018.
 * - `dynamical`: ⟨k k₁⟩ ⟨k⟩² / ⟨k²⟩² − 1, ⟨k k₁⟩ over pairs of members; for
 *   hyperedges of one size only, single members apart; Landry and Restrepo 2022,
 *   doi:10.1063/5.0086905.
 * @throws PolyadError CANCELLED; INVALID_ARGUMENT for `dynamical` where sizes
 * differ; LIMIT_EXCEEDED for `degree` if the clique expansion does not fit.
 */
export function computeAssortativity(
  hypergraph: Hypergraph,
  options: AssortativityOptions = {},
): number {
  const { kind = 'uniform' } = options;
  if (kind === 'degree') {
    return computeLineAssortativity(hypergraph, { ...options, of: 'nodes' });
  }
  if (kind === 'dynamical') return dynamicalAssortativity(hypergraph);
  const degrees = rowLengths(hypergraph.nodes);
  return memberDegreeCorrelation(hypergraph.edges, degrees, kind);
}

function dynamicalAssortativity(hypergraph: Hypergraph): number {
  checkUniform(hypergraph);
  const degrees = rowLengths(hypergraph.nodes);
  const { edges, nodeCount, edgeCount } = hypergraph;
  let sum = 0;
  let squares = 0;
  for (const degree of degrees) {
    sum += degree;
    squares += degree * degree;
  }
  let products = 0;
  let pairs = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const members = edges.members.subarray(
      edges.offsets[edge],
      edges.offsets[edge + 1],
    );
    let total = 0;
    let own = 0;
    for (const node of members) {
      const degree = degrees[node] ?? 0;
      total += degree;
      own += degree * degree;
    }
    products += (total * total - own) / 2;
    pairs += (members.length * (members.length - 1)) / 2;
  }
  const mean = sum / nodeCount;
  const meanSquare = squares / nodeCount;
  return ((products / pairs) * mean * mean) / (meanSquare * meanSquare) - 1;
}

/** @throws PolyadError INVALID_ARGUMENT */
function checkUniform(hypergraph: Hypergraph): void {
  const sizes = new Set(rowLengths(hypergraph.edges));
  sizes.delete(0);
  sizes.delete(1);
  if (sizes.size === 1) return;
  throw new PolyadError(
    'INVALID_ARGUMENT',
    `Dynamical assortativity needs hyperedges of one size; there are ${sizes.size} sizes above 1. Restrict the data to one size first.`,
    { sizes: [...sizes].sort((a, b) => a - b).slice(0, 20) },
  );
}
