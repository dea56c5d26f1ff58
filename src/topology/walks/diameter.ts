import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { largestDistance } from '#compute/cpu/largest-distance.ts';
import { computeEccentricity } from '../centrality/eccentricity.ts';
import { sStructure, type SOptions } from '../s-structure.ts';
import { computeComponents } from './components.ts';

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

/**
 * The diameter of every s-component.
 * @returns Length = components, as {@link computeComponents} ranks them; 0 for singletons.
 * @throws PolyadError INVALID_ARGUMENT, CANCELLED
 * @remarks Cost: {@link computeEccentricity}, a search from every element.
 */
export function computeComponentDiameters(
  hypergraph: Hypergraph,
  options: SOptions = {},
): Uint32Array {
  const { labels, count } = computeComponents(hypergraph, {
    ...options,
    onProgress: undefined,
  });
  const diameters = new Uint32Array(count);
  computeEccentricity(hypergraph, options).forEach((farthest, element) => {
    const label = labels[element] ?? 0;
    diameters[label] = Math.max(diameters[label] ?? 0, farthest);
  });
  return diameters;
}
