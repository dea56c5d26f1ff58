import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { growPreferentially } from '#compute/cpu/preferential-rows.ts';
import {
  checkCount,
  checkProbability,
  numberedHypergraph,
  startModel,
  type ModelOptions,
} from './generated.ts';

/** How a hypergraph grows by preferential attachment. */
export interface PreferentialGrowth {
  readonly nodes: number;
  /** One size, or sizes of which each hyperedge takes one at random. */
  readonly size: number | readonly number[];
  /** Probability that a hyperedge brings a new node. Default 0.5. */
  readonly newNodeChance?: number | undefined;
}

/**
 * Preferential attachment: hyperedges come one by one and take their members in
 * proportion to degree; some bring a new node. Degrees get a power-law tail.
 * @throws PolyadError INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 * @remarks Cost and source: {@link growPreferentially}.
 */
export function preferentialAttachment(
  { nodes, size, newNodeChance = 0.5 }: PreferentialGrowth,
  options: ModelOptions = {},
): Hypergraph {
  checkCount('nodes', nodes, 1);
  checkProbability('newNodeChance', newNodeChance);
  const sizes = typeof size === 'number' ? [size] : size;
  for (const each of sizes) checkCount('size', each, 1);
  if (sizes.length === 0 || newNodeChance === 0) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      'Growth needs a size and a chance of new nodes above 0.',
      { sizes: sizes.length, newNodeChance },
    );
  }
  const { random, rows } = startModel(options);
  const mean = sizes.reduce((sum, each) => sum + each, 0) / sizes.length;
  rows.price((nodes / newNodeChance) * mean);
  const nextSize = (): number => random.pick(sizes);
  growPreferentially(
    { nodeCount: nodes, newNodeChance, nextSize, random, rows },
    options,
  );
  return numberedHypergraph(rows.build(), nodes);
}
