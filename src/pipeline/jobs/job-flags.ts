import type { StopSignal } from '#numeric/cancellation.ts';

/** Shared memory of one job: how far it is, and whether it must stop. */
const BYTES = 24;
const DONE = 0;
const TOTAL = 1;
/** Int32 place of the stop flag, behind the two Float64. */
const STOP = 4;

/**
 * What two threads tell each other while a job computes. A loop that never yields
 * cannot take messages, but it can read a flag.
 */
export class JobFlags {
  readonly memory: SharedArrayBuffer;
  readonly #counts: Float64Array;
  readonly #words: Int32Array;

  constructor(memory = new SharedArrayBuffer(BYTES)) {
    this.memory = memory;
    this.#counts = new Float64Array(memory, 0, 2);
    this.#words = new Int32Array(memory);
  }

  stop(): void {
    Atomics.store(this.#words, STOP, 1);
  }

  /** For the thread that computes. */
  get signal(): StopSignal {
    const words = this.#words;
    return {
      get aborted() {
        return Atomics.load(words, STOP) === 1;
      },
    };
  }

  report(done: number, total: number): void {
    this.#counts[DONE] = done;
    this.#counts[TOTAL] = total;
  }

  /** Null until something was reported. */
  get progress(): JobProgress | null {
    const [done = 0, total = 0] = this.#counts;
    return total === 0 ? null : { done, total };
  }
}

/** Items of the loop at work, such as rows of the matrix. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
}
