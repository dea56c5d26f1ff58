import type { Incidence } from '#hypergraph/incidence.ts';
import * as js from '#hypergraph/toplexes.ts';
import type { ComputeOptions } from './backend.ts';
import { preferKernels } from './prefer-kernels.ts';
import * as wasm from './wasm/toplexes.ts';

/**
 * The maximal hyperedges: those no other hyperedge contains. Of equal ones the
 * first counts; an empty hyperedge is maximal only where all are empty.
 * @param edges - Row = hyperedge.
 * @param nodes - The same matrix by node.
 * @returns Hyperedge indices, ascending.
 * @throws PolyadError CANCELLED
 */
export function findToplexes(
  edges: Incidence,
  nodes: Incidence,
  options: ComputeOptions = {},
): Uint32Array {
  return preferKernels(
    options,
    () => wasm.findToplexes(edges, nodes, options),
    () => js.findToplexes(edges, nodes, options),
  );
}
