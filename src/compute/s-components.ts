import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from './backend.ts';
import * as js from './cpu/s-components.ts';
import { preferKernels } from './prefer-kernels.ts';
import * as wasm from './wasm/s-components.ts';

/**
 * Components of the s-line graph of the rows, which is never built. Rows shorter
 * than `s` are singletons; components are numbered by their first row.
 * @param s - At least 1.
 * @throws PolyadError CANCELLED
 * @remarks s = 1 costs O(incidences); see the two forms for larger s.
 */
export function sComponents(
  rows: Incidence,
  columns: Incidence,
  s: number,
  options: ComputeOptions = {},
): js.ComponentLabels {
  return preferKernels(
    options,
    () => wasm.sComponents(rows, columns, s, options),
    () => js.sComponents(rows, columns, s, options),
  );
}
