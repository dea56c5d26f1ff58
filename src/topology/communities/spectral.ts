import type { LoopOptions } from '#numeric/cancellation.ts';
import { Random } from '#numeric/random.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { kMeans } from '#compute/cpu/k-means.ts';
import { pointRows } from '#compute/cpu/point-rows.ts';
import { renumbered } from '#compute/cpu/part-moves.ts';
import {
  computeModularity,
  type ModularityKind,
} from '../cohesion/modularity.ts';
import { checkCount } from '../models/generated.ts';
import { computeSpectrum } from '../spectra/spectrum.ts';
import type { Communities } from './communities.ts';

/** Options of {@link spectralCommunities}. */
export interface SpectralOptions extends LoopOptions {
  /** Communities. Default: where the gap between eigenvalues is widest, up to 16. */
  readonly k?: number | undefined;
  /** `zhou` scales rows to length 1; `random-walk` takes vectors as they are. Default `zhou`. */
  readonly laplacian?: 'zhou' | 'random-walk' | undefined;
  /** Of the quality reported. Default `linear`. */
  readonly kind?: ModularityKind | undefined;
  /** Starts of k-means. Default 10. */
  readonly starts?: number | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
}

/** Communities, and the eigenvalues they rest on. */
export interface SpectralCommunities extends Communities {
  /** Smallest ones, ascending. */
  readonly eigenvalues: Float64Array;
  readonly converged: boolean;
}

const MOST_BY_GAP = 16;

/**
 * Spectral communities: nodes by the first k eigenvectors of the normalised
 * Laplacian, clustered by k-means.
 * @throws PolyadError INVALID_ARGUMENT if `k` is above the number of nodes; CANCELLED
 * @remarks Zhou, Huang and Schölkopf 2006; rows as in Ng, Jordan and Weiss 2001.
 * Isolated nodes have no coordinates and end up together.
 */
export function spectralCommunities(
  hypergraph: Hypergraph,
  options: SpectralOptions = {},
): SpectralCommunities {
  const { laplacian = 'zhou', starts = 10, seed = 0, kind, signal } = options;
  const { nodeCount } = hypergraph;
  if (nodeCount === 0) {
    const labels = new Uint32Array();
    const eigenvalues = new Float64Array();
    return { quality: 0, count: 0, labels, eigenvalues, converged: true };
  }
  checkCount('k', options.k ?? 1, 1);
  const count = Math.min(nodeCount, options.k ?? MOST_BY_GAP + 1);
  const spectrum = computeSpectrum(hypergraph, {
    ...options,
    laplacian,
    count,
    tolerance: 1e-8,
    seed,
  });
  const k = options.k ?? widestGap(spectrum.values);
  checkCount('nodes', nodeCount, k);
  const points = pointRows(spectrum.vectors.slice(0, k), laplacian === 'zhou');
  const clusters = kMeans({ points, dimensions: k }, k, new Random(seed), {
    signal,
    starts,
  });
  const { parts: labels, count: found } = renumbered(clusters.labels);
  const quality = computeModularity(hypergraph, labels, { kind, signal });
  const { values: eigenvalues, converged } = spectrum;
  return {
    quality: quality.modularity,
    count: found,
    labels,
    eigenvalues,
    converged,
  };
}

/** How many values lie before the widest step between neighbours; at least 2 where there are. */
function widestGap(values: Float64Array): number {
  let best = Math.min(2, values.length);
  let widest = -Infinity;
  for (let k = 2; k < values.length; k++) {
    const gap = (values[k] ?? 0) - (values[k - 1] ?? 0);
    if (gap > widest) [best, widest] = [k, gap];
  }
  return best;
}
