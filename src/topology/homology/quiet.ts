import type { ComputeOptions } from '#compute/backend.ts';

/** Options for a step before the one whose progress and engine the caller is told. */
export function quiet({
  signal,
  backend,
  threads,
}: ComputeOptions): ComputeOptions {
  return { signal, backend, threads };
}
