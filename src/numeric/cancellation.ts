import { PolyadError } from '#errors/polyad-error.ts';

/**
 * Anything that can say stop: an `AbortSignal`, or an object whose `aborted`
 * reads a deadline or a shared flag, which also works in a loop that never
 * yields to the event loop.
 */
export interface StopSignal {
  readonly aborted: boolean;
  /** A `PolyadError` here is thrown as it is, in place of `CANCELLED`. */
  readonly reason?: unknown;
}

/** What every long loop takes. */
export interface LoopOptions {
  readonly signal?: StopSignal | undefined;
  /** Called now and then with the items done, and at the end with all of them. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * @throws PolyadError CANCELLED if `signal` says stop.
 */
export function throwIfStopped(signal: StopSignal | undefined): void {
  if (signal?.aborted !== true) return;
  if (signal.reason instanceof PolyadError) throw signal.reason;
  throw new PolyadError(
    'CANCELLED',
    'The computation was cancelled.',
    {},
    { cause: signal.reason },
  );
}

/** Elementary steps between two looks at the signal: a few milliseconds. */
const WORK_BETWEEN_CHECKS = 1 << 20;

/** Lets one long loop report progress and be stopped, at almost no cost an item. */
export class LoopWatch {
  readonly #total: number;
  readonly #options: LoopOptions;
  #credit = WORK_BETWEEN_CHECKS;

  /** @throws PolyadError CANCELLED if already stopped. */
  constructor(total: number, options: LoopOptions = {}) {
    this.#total = total;
    this.#options = options;
    throwIfStopped(options.signal);
  }

  /**
   * Call after an item, or inside one that is long.
   * @param done - Items finished so far.
   * @param work - Elementary steps since the last call.
   * @throws PolyadError CANCELLED
   */
  step(done: number, work: number): void {
    this.#credit -= work;
    if (this.#credit > 0) return;
    this.#credit = WORK_BETWEEN_CHECKS;
    this.#options.onProgress?.(done, this.#total);
    throwIfStopped(this.#options.signal);
  }

  /** Reports the loop as complete. */
  finish(): void {
    this.#options.onProgress?.(this.#total, this.#total);
  }
}
