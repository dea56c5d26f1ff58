import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, transpose } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import { commonSets } from '#compute/cpu/common-sets.ts';
import { persistentClasses } from '#compute/persistence.ts';
import { strongCollapse } from '#compute/strong-collapse.ts';
import { sStructure, type SOptions } from '../s-structure.ts';
import { checkedDim } from './boundary-matrices.ts';
import { quiet } from './quiet.ts';

/** Options of {@link computeSPersistence}. */
export interface SPersistenceOptions extends ComputeOptions {
  /** What the points of the complexes are. Default `edges`. */
  readonly of?: SOptions['of'];
  /** Highest dimension of the bars. Default 1. */
  readonly maxDim?: number | undefined;
  /** Most different sets that elements share. Default 200,000. */
  readonly maxSets?: number | undefined;
}

/** Bars over falling s as columns: a class is there for `ends` < s ≤ `starts`. */
export interface SBars {
  readonly dims: Uint32Array;
  readonly starts: Uint32Array;
  /** 0 for what is there down to s = 1. */
  readonly ends: Uint32Array;
}

/**
 * Persistent homology over GF(2) of the nerves of s-overlaps, s falling to 1: the
 * elements of size ≥ s are the points, and those that share at least s members a
 * simplex. In dimension 0 the s-components of large enough elements; at s = 1 the
 * homology of the downward closure.
 * @throws PolyadError INVALID_ARGUMENT if `maxDim` is not an integer from 0;
 * LIMIT_EXCEEDED if elements share too many different sets; CANCELLED
 * @remarks Every set of members that elements share appears as the simplex of all
 * its holders: O(sets · elements · members), for data where these are few.
 */
export function computeSPersistence(
  hypergraph: Hypergraph,
  options: SPersistenceOptions = {},
): SBars {
  const { maxDim = 1, maxSets } = options;
  checkedDim(maxDim);
  const { rows, columns } = sStructure(hypergraph, { of: options.of });
  const { sizes, holders } = commonSets(rows, columns, {
    ...quiet(options),
    maxSets,
  });
  const core = strongCollapse(holders, transpose(holders, rowCount(rows)), {
    ...quiet(options),
    inOrder: true,
  });
  const classes = persistentClasses(core.rows, rowCount(core.columns), {
    ...options,
    maxDim,
  });
  const sOf = (row: number): number => sizes[core.rowNames[row] ?? -1] ?? 0;
  const bars = classes
    .flatMap(({ births, deaths }, dim) =>
      Array.from(births, (birth, i) => ({
        dim,
        start: sOf(birth),
        end: sOf(deaths[i] ?? -1),
      })),
    )
    .filter(({ start, end }) => start > end)
    .sort((a, b) => a.dim - b.dim || b.start - a.start || b.end - a.end);
  return {
    dims: Uint32Array.from(bars, ({ dim }) => dim),
    starts: Uint32Array.from(bars, ({ start }) => start),
    ends: Uint32Array.from(bars, ({ end }) => end),
  };
}

/** Classes of dimension `dim` that are there at `s`. */
export function sBetti(bars: SBars, dim: number, s: number): number {
  let count = 0;
  bars.dims.forEach((own, i) => {
    const isThere = (bars.ends[i] ?? 0) < s && s <= (bars.starts[i] ?? 0);
    if (own === dim && isThere) count++;
  });
  return count;
}
