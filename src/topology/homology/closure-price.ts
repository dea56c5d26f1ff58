import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  priceClosure,
  type ClosurePrice,
  type PriceOptions,
} from '#compute/cpu/closure-price.ts';

/** Options of {@link estimateClosure}. */
export interface ClosurePriceOptions extends PriceOptions {
  /** Highest dimension to price. Default 2. */
  readonly maxDim?: number | undefined;
}

/**
 * About how many simplices the downward closure has in dimensions 0 … `maxDim`.
 * @remarks 2000 draws a dimension: a few per cent of error and some milliseconds,
 * whatever the closure's size.
 */
export function estimateClosure(
  { edges, nodes }: Hypergraph,
  options: ClosurePriceOptions = {},
): ClosurePrice[] {
  const { maxDim = 2 } = options;
  return Array.from({ length: maxDim + 1 }, (_, dim) =>
    priceClosure(edges, nodes, dim + 1, options),
  );
}

/**
 * Refuses a closure with more simplices in a dimension than may be listed.
 * @throws PolyadError LIMIT_EXCEEDED with the estimates.
 */
export function refuseLargeClosure(
  hypergraph: Hypergraph,
  options: ClosurePriceOptions & { readonly maxSimplices: number },
): void {
  const { maxSimplices } = options;
  const prices = estimateClosure(hypergraph, options);
  const dim = prices.findIndex(({ estimate }) => estimate > maxSimplices);
  const price = prices[dim];
  if (price === undefined) return;
  const count = Math.round(price.estimate);
  throw new PolyadError(
    'LIMIT_EXCEEDED',
    `The closure has about ${roundedCount(count)} simplices of dimension ${dim}, more than ${maxSimplices}; ${suggestion(dim)}`,
    {
      dim,
      simplices: prices.map(({ estimate }) => Math.round(estimate)),
      maxSimplices,
    },
  );
}

/** What to do about a closure that is too large in dimension `dim`. */
export function suggestion(dim: number): string {
  const lower =
    dim > 1 ? `take a highest dimension below ${dim}` : 'take part of the data';
  return `${lower}, leave out the largest hyperedges, or ask for Betti numbers alone, which list no simplices.`;
}

/** A count as people say it: three digits. */
export function roundedCount(count: number): string {
  return count < 1000 ? String(Math.round(count)) : count.toPrecision(3);
}
