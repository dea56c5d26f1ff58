import { availableParallelism } from 'node:os';
import type { Backend } from '#compute/backend.ts';
import type { PlannedWork, WorkRunner } from '#compute/planner.ts';
import { cacheFolder } from './cache-folder.ts';
import { openComputePlanner, type ComputePlanner } from './compute-planner.ts';

/** How a process wants to compute. */
export interface ComputeEngineOptions {
  /** Threads that kernels may use; all of the machine's by default. */
  readonly threads?: number | undefined;
  /** Told once why something asked for is not there. */
  readonly onNote?: ((note: string) => void) | undefined;
  /** Keeps the calibration; {@link cacheFolder} by default. */
  readonly folder?: string | undefined;
}

/**
 * Steps that the processor does before a GPU is open: finding an adapter, compiling the first
 * kernels and the first transfer take a process about half a second.
 */
const STEPS_WORTH_OPENING = 5e8;

/**
 * Runs computations where they should run, for a whole process: a planner that is opened with the
 * first computation that a GPU may do sooner, or that asks for it. Close it, or the process waits.
 */
export class ComputeEngine implements WorkRunner {
  readonly #options: ComputeEngineOptions;
  #asked: 'auto' | 'gpu' = 'auto';
  #opened: Promise<ComputePlanner | undefined> | undefined;
  readonly #notes = new Set<string>();

  constructor(options: ComputeEngineOptions = {}) {
    this.#options = options;
  }

  /** Whether it was told already why something asked for is not there. */
  get hasNoted(): boolean {
    return this.#notes.size > 0;
  }

  async run<Result>(work: PlannedWork<Result>): Promise<Result> {
    const { kernel, sizes, options } = work;
    const { backend = 'auto' } = options;
    const isAsked = backend === 'gpu';
    const isLarge =
      backend === 'auto' &&
      (this.#opened !== undefined ||
        kernel.work(sizes).cpuSteps > STEPS_WORTH_OPENING);
    const opened =
      isAsked || isLarge ? await this.#planner(backend) : undefined;
    if (opened === undefined) return work.host(options);
    if (isAsked && opened.withoutGpu !== undefined) {
      this.#note(
        `There is no GPU: ${opened.withoutGpu}. The processor did it.`,
      );
    }
    return opened.planner.run(work);
  }

  /** Lets the GPU go. */
  async close(): Promise<void> {
    const opened = await this.#opened;
    this.#opened = undefined;
    await opened?.close();
  }

  /** The planner that is open, or another where that one does without a GPU asked for by name. */
  async #planner(backend: 'auto' | 'gpu'): Promise<ComputePlanner | undefined> {
    if (backend === 'gpu' && this.#asked === 'auto') {
      this.#asked = 'gpu';
      const before = this.#opened;
      this.#opened = before?.then((opened) =>
        opened?.device === undefined ? this.#open('gpu') : opened,
      );
    }
    return (this.#opened ??= this.#open(backend));
  }

  /** Undefined where the GPU fails at once: then the processor does all. */
  async #open(backend: 'auto' | Backend): Promise<ComputePlanner | undefined> {
    const { threads = availableParallelism(), folder = cacheFolder() } =
      this.#options;
    try {
      return await openComputePlanner({
        backend,
        threads,
        folder,
        onNote: (note) => this.#note(note),
      });
    } catch (error) {
      this.#note(`Went on without the GPU. ${(error as Error).message}`);
      return undefined;
    }
  }

  #note(note: string): void {
    if (this.#notes.has(note)) return;
    this.#notes.add(note);
    this.#options.onNote?.(note);
  }
}
