import type { Incidence } from '#hypergraph/incidence.ts';
import type { ComputeOptions } from './backend.ts';
import * as js from './cpu/edge-motif-samples.ts';
import { preferKernels } from './prefer-kernels.ts';
import { countNeighbors } from './wasm/edge-motifs.ts';

/**
 * Estimates the counts of the 26 patterns from pairs of meeting rows; the same for the same seed,
 * whatever runs.
 * @param rows - Different and not empty.
 * @throws PolyadError CANCELLED
 * @remarks Draws follow each other in plain JavaScript; what they need first, how many rows meet each
 * row, takes far longer for few samples, and is counted by WebAssembly.
 */
export function sampleEdgeMotifs(
  rows: Incidence,
  columns: Incidence,
  options: js.MotifSampling & ComputeOptions,
): js.MotifEstimates {
  const { backend, threads, signal, onRan } = options;
  const counting = { backend, threads, signal, onRan };
  const neighbors = preferKernels(
    counting,
    () => countNeighbors(rows, columns, counting),
    () => undefined,
  );
  return js.sampleEdgeMotifs(rows, columns, { ...options, neighbors });
}
