import type { Incidence } from '#hypergraph/incidence.ts';
import { ranOnJs } from './backend.ts';
import type { PersistentClasses } from './cpu/persistence.ts';
import * as js from './cpu/persistence.ts';
import { hasKernels } from './wasm/kernels.ts';
import * as wasm from './wasm/persistence.ts';
import type { KernelClassOptions } from './wasm/persistence.ts';

/**
 * Persistent homology over GF(2) of the downward closures of the first 1, 2, …
 * rows.
 * @param rows - In the order in which they appear; members ascending.
 * @param columnTotal - All members lie below.
 * @returns One entry a dimension from 0 to `maxDim`.
 * @throws PolyadError CANCELLED, LIMIT_EXCEEDED
 * @remarks Plain JavaScript writes the closure out, so it is for small ones, and
 * no way out where the kernels give up.
 */
export function persistentClasses(
  rows: Incidence,
  columnTotal: number,
  options: KernelClassOptions,
): PersistentClasses[] {
  if (options.backend !== 'js' && hasKernels()) {
    return wasm.persistentClasses(rows, columnTotal, options);
  }
  return ranOnJs(options, js.persistentClasses(rows, columnTotal, options));
}
