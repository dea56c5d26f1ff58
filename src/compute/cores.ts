import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from './backend.ts';
import * as js from './cpu/cores.ts';
import { preferKernels } from './prefer-kernels.ts';
import * as wasm from './wasm/cores.ts';

/**
 * Core number of every node: the greatest k for which it lies in the largest
 * sub-hypergraph where every node has at least k live edges.
 * @param edges - Row = edge.
 * @param nodes - The same matrix by node.
 * @param least - Per edge: it lives while it has at least this many live members.
 * @returns Length = nodes.
 * @throws PolyadError CANCELLED
 */
export function peelCores(
  edges: Incidence,
  nodes: Incidence,
  least: Uint32Array,
  options: ComputeOptions = {},
): Uint32Array {
  return preferKernels(
    options,
    () => wasm.peelCores(edges, nodes, least, options),
    () => js.peelCores(edges, nodes, least, options),
  );
}
