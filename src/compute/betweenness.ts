import type { Incidence } from '#hypergraph/incidence.ts';
import { ranOnJs, type ComputeOptions } from './backend.ts';
import * as js from './cpu/betweenness.ts';
import { DEFAULT_STORED_PAIRS } from './cpu/s-neighbors.ts';
import { preferKernels } from './prefer-kernels.ts';
import * as wasm from './wasm/betweenness.ts';

/** Options of {@link betweenness}. */
export interface BetweennessOptions extends ComputeOptions {
  /** Most pairs of the line graph to hold; beyond it neighbours are found anew. Default 2²⁵. */
  readonly maxStoredPairs?: number | undefined;
}

/**
 * Betweenness of every row in the s-line graph: over unordered pairs of other
 * rows, the share of shortest s-walks that pass through it, summed.
 * @param s - At least 1.
 * @returns Length = rows; zero for singletons.
 * @throws PolyadError CANCELLED
 * @remarks Brandes 2001, doi:10.1080/0022250X.2001.9990249: time O(n · m) over n
 * vertices and m links. Where the links do not fit `maxStoredPairs`, plain
 * JavaScript. The last digits depend on the backend, not on the threads.
 */
export function betweenness(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: BetweennessOptions = {},
): Float64Array {
  const { maxStoredPairs = DEFAULT_STORED_PAIRS } = options;
  const onJs = (): Float64Array => js.betweenness(rows, columns, s, options);
  return preferKernels(
    options,
    () =>
      wasm.betweenness(rows, columns, s, { ...options, maxStoredPairs }) ??
      ranOnJs(options, onJs()),
    onJs,
  );
}

/**
 * What some sources add to the betweenness of every row, and its squares: for
 * estimates from a sample.
 * @param sources - Rows, each once.
 * @throws PolyadError CANCELLED
 * @remarks Time O(sources · m). See the oracle {@link js.dependencySums}.
 */
export function dependencySums(
  side: { rows: Incidence; columns: Incidence; s: number },
  sources: Uint32Array,
  options: BetweennessOptions = {},
): js.DependencySums {
  const { maxStoredPairs = DEFAULT_STORED_PAIRS } = options;
  const onJs = (): js.DependencySums =>
    js.dependencySums(side, sources, options);
  return preferKernels(
    options,
    () =>
      wasm.dependencySums(side, sources, { ...options, maxStoredPairs }) ??
      ranOnJs(options, onJs()),
    onJs,
  );
}
