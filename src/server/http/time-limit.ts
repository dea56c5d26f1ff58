import { PolyadError } from '#errors/polyad-error.ts';

/**
 * Stops a computation that takes too long or whose client has left. It reads
 * the clock, so it also ends a loop that never yields to timers.
 */
export class TimeLimit {
  readonly #seconds: number;
  readonly #end: number;
  readonly #client: AbortSignal;

  /** @param client - Aborts when the client disconnects. */
  constructor(seconds: number, client: AbortSignal) {
    this.#seconds = seconds;
    this.#end = performance.now() + seconds * 1000;
    this.#client = client;
  }

  get aborted(): boolean {
    return this.#client.aborted || performance.now() > this.#end;
  }

  /** A PolyadError: CANCELLED by the client, or else LIMIT_EXCEEDED. */
  get reason(): unknown {
    if (this.#client.aborted) return this.#client.reason as unknown;
    return new PolyadError(
      'LIMIT_EXCEEDED',
      `Not done within ${this.#seconds} seconds. Ask a smaller question, or use the command line.`,
      { seconds: this.#seconds },
    );
  }
}
