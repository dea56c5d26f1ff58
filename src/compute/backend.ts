import type { LoopOptions } from '#numeric/cancellation.ts';

/** What runs a kernel. */
export type Backend = 'gpu' | 'wasm' | 'js';

/** How a result came about. */
export interface RanOn {
  readonly backend: Backend;
  /** Threads that took part, the caller's included. */
  readonly threads: number;
}

/** What every kernel takes. */
export interface ComputeOptions extends LoopOptions {
  /** Default `auto`: the fastest there is. One that is absent is replaced by the next best. */
  readonly backend?: 'auto' | Backend | undefined;
  /** Most threads; default as many as are provided, where the work is worth it. */
  readonly threads?: number | undefined;
  /** Told what ran, once the result is there. */
  readonly onRan?: ((ran: RanOn) => void) | undefined;
}

/** Says that plain JavaScript on the caller's thread made `result`. */
export function ranOnJs<Result>(
  options: ComputeOptions,
  result: Result,
): Result {
  options.onRan?.({ backend: 'js', threads: 1 });
  return result;
}
