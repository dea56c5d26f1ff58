import { LoopWatch } from '#numeric/cancellation.ts';
import { rowCount, type Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from './backend.ts';
import { SDistanceSearch, UNREACHED } from './cpu/s-distances.ts';
import { preferKernels } from './prefer-kernels.ts';
import { incidenceLevels } from './wasm/breadth-first.ts';
import { ranOnJs } from './backend.ts';

/**
 * Distances in the s-line graph from one row to all; no predecessors.
 * @param s - At least 1; a row shorter than `s` reaches only itself.
 * @returns Length = rows; {@link UNREACHED} where there is no s-walk.
 * @throws PolyadError CANCELLED
 * @remarks s = 1: O(incidences), a search along them. Larger s: at most Σ d²
 * over column lengths, overlaps counted as rows are reached, in plain JavaScript.
 */
export function sLevels(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: ComputeOptions & { readonly source: number },
): Uint32Array {
  const { source } = options;
  const onJs = (): Uint32Array => {
    const search = new SDistanceSearch(rows, columns, s);
    const watch = new LoopWatch(rowCount(rows), options);
    search.run(source, { watch });
    watch.finish();
    return search.levels;
  };
  if (s > 1) return ranOnJs(options, onJs());
  return preferKernels(
    options,
    () =>
      incidenceLevels(rows, columns, source, options).rows.map((level) =>
        level === UNREACHED ? UNREACHED : level / 2,
      ),
    onJs,
  );
}
