import { PolyadError } from '#errors/polyad-error.ts';
import { parseDuration } from '#pipeline/duration.ts';

/**
 * A stop signal that reads the clock, so that it also ends a loop that never
 * yields to timers. Never stops if no timeout is given.
 * @throws PolyadError INVALID_ARGUMENT if `timeout` is not a duration.
 */
export class Deadline {
  readonly reason: PolyadError;
  readonly #at: number;
  readonly #controller = new AbortController();

  constructor(timeout: string | undefined) {
    const milliseconds =
      timeout === undefined ? Infinity : parseDuration(timeout);
    this.#at = performance.now() + milliseconds;
    this.reason = new PolyadError(
      'LIMIT_EXCEEDED',
      `Not done within ${timeout ?? 'the time given'}. Raise --timeout, or ask a smaller question.`,
      { timeout },
    );
    if (milliseconds < 2 ** 31) {
      setTimeout(() => {
        this.#controller.abort(this.reason);
      }, milliseconds).unref();
    }
  }

  get aborted(): boolean {
    return performance.now() > this.#at;
  }

  /** The same for code that waits instead of computing. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }
}
