import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** Which hyperedges count; all, by default. */
export interface DensityOptions {
  /** Only hyperedges of this size. */
  readonly size?: number | undefined;
  /** Only hyperedges of at most this size; `size` overrides it. */
  readonly maxSize?: number | undefined;
  /** Leaves hyperedges of one member out. Default false. */
  readonly ignoreSingletons?: boolean | undefined;
}

/**
 * Hyperedges, equal ones each, as a share of all sets of nodes that could be
 * hyperedges. Empty hyperedges are left out; 0 where no set could be one.
 * @throws PolyadError INVALID_ARGUMENT if a size is not an integer from 1.
 * @remarks Time O(hyperedges + largest size); 0 beyond about 1,000 nodes unless
 * sizes are bounded, where 2ⁿ leaves the range of numbers.
 */
export function computeDensity(
  hypergraph: Hypergraph,
  options: DensityOptions = {},
): number {
  const { smallest, largest } = sizeRange(options);
  const { nodeCount } = hypergraph;
  let binomial = 1;
  let possible = 0;
  if (smallest <= 2 && largest === Infinity) {
    possible = 2 ** nodeCount - 1 - (smallest === 2 ? nodeCount : 0);
  } else {
    for (let k = 1; k <= Math.min(largest, nodeCount); k++) {
      binomial = (binomial * (nodeCount - k + 1)) / k;
      if (k >= smallest) possible += binomial;
    }
  }
  const { edges } = sizesWithin(hypergraph, smallest, largest);
  return possible > 0 ? edges / possible : 0;
}

/**
 * Incidences as a share of nodes × hyperedges, for the hyperedges that count;
 * without options empty hyperedges count too. 0 where there are none.
 * @throws PolyadError INVALID_ARGUMENT if a size is not an integer from 1.
 */
export function computeIncidenceDensity(
  hypergraph: Hypergraph,
  options: DensityOptions = {},
): number {
  const { smallest, largest } = sizeRange(options);
  const least = smallest === 1 && largest === Infinity ? 0 : smallest;
  const { edges, incidences } = sizesWithin(hypergraph, least, largest);
  const cells = edges * hypergraph.nodeCount;
  return cells === 0 ? 0 : incidences / cells;
}

interface SizeRange {
  readonly smallest: number;
  readonly largest: number;
}

function sizeRange({
  size,
  maxSize,
  ignoreSingletons = false,
}: DensityOptions): SizeRange {
  for (const bound of [size, maxSize]) {
    if (bound === undefined || (Number.isSafeInteger(bound) && bound >= 1))
      continue;
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `The size is ${bound}; it must be an integer of at least 1.`,
      { size: bound },
    );
  }
  const least = ignoreSingletons ? 2 : 1;
  if (size !== undefined) {
    return { smallest: Math.max(size, least), largest: size };
  }
  return { smallest: least, largest: maxSize ?? Infinity };
}

function sizesWithin(
  hypergraph: Hypergraph,
  smallest: number,
  largest: number,
): { edges: number; incidences: number } {
  let edges = 0;
  let incidences = 0;
  for (let edge = 0; edge < hypergraph.edgeCount; edge++) {
    const size = hypergraph.edgeSize(edge);
    if (size < smallest || size > largest) continue;
    edges++;
    incidences += size;
  }
  return { edges, incidences };
}
