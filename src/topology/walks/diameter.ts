import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { largestDistance } from '#compute/cpu/largest-distance.ts';
import { sStructure, type SOptions } from '../s-structure.ts';

/** The largest s-distance inside one s-component. */
export interface Diameter {
  readonly diameter: number;
  /** Elements of that component: the largest one with this diameter. */
  readonly component: number;
  /** Two elements that far apart; null where there are no elements. */
  readonly pair: readonly [number, number] | null;
}

/**
 * The s-diameter: the largest s-distance between two elements of one component,
 * over all components; 0 where all are singletons.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost: {@link largestDistance}.
 */
export function computeDiameter(
  hypergraph: Hypergraph,
  options: SOptions = {},
): Diameter {
  const { rows, columns, s } = sStructure(hypergraph, options);
  const found = largestDistance(rows, columns, s, options);
  return {
    diameter: found.distance,
    component: found.componentSize,
    pair: found.from < 0 ? null : [found.from, found.to],
  };
}
