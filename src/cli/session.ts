import { createColors } from 'picocolors';
import { PolyadError } from '#errors/polyad-error.ts';
import type { FinishedRun } from '#pipeline/workspace/run-results.ts';
import { ComputeEngine } from '#pipeline/compute-engine.ts';
import type { LoadedSource } from '#pipeline/operations/load.ts';
import { useKernelThreads, type RanOn } from '#pipeline/kernel-threads.ts';
import { version } from '#pipeline/version.ts';
import {
  localActor,
  openWorkspace,
  type OpenWorkspace,
} from '#pipeline/workspace/open-workspace.ts';
import type { CommonOptions } from './common-options.ts';
import { Deadline } from './deadline.ts';
import { Progress } from './progress.ts';
import { formatTable, type Cell } from './table.ts';

/** What {@link Session.watch} gives. */
interface Watch {
  readonly signal: Deadline;
  readonly onProgress: (done: number, total: number) => void;
  readonly backend: CommonOptions['backend'];
  readonly threads: number | undefined;
  readonly onRan: (ran: RanOn) => void;
}

/** Where data sets and results are kept unless told otherwise. */
const DEFAULT_WORKSPACE = '.polyad';

/** Where and for whom one command runs: its output, progress and time limit. */
export class Session {
  readonly options: CommonOptions;
  readonly deadline: Deadline;
  readonly progress: Progress;
  readonly colors: ReturnType<typeof createColors>;
  readonly startedAt = new Date();
  /** Decides what runs where; opens a GPU only where that pays, or is asked for. */
  readonly engine: ComputeEngine;
  /** Folder of the workspace. */
  readonly workspaceRoot: string;
  /** What a recorded run must know beside its options, such as which model a name meant. */
  readonly recorded: Record<string, FinishedRun['parameters'][string]> = {};
  /** The SOURCE that was read, once it was. */
  loaded: LoadedSource | undefined;
  #workspace: Promise<OpenWorkspace> | undefined;
  #ran: RanOn = { backend: 'js', threads: 1 };

  /** @throws PolyadError INVALID_ARGUMENT for a number of threads or a duration that is none. */
  constructor(options: CommonOptions, parent?: Session) {
    const { threads } = options;
    if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
      throw new PolyadError(
        'INVALID_ARGUMENT',
        `--threads is ${threads}; it must be an integer of at least 1.`,
        { threads },
      );
    }
    this.options = options;
    if (parent) this.#workspace = parent.#workspace;
    this.engine =
      parent?.engine ??
      new ComputeEngine({
        threads,
        onNote: (note) => this.note(note),
      });
    this.workspaceRoot = options.workspace ?? DEFAULT_WORKSPACE;
    this.deadline = new Deadline(options.timeout);
    this.progress = new Progress(!options.quiet && process.stderr.isTTY);
    this.colors = createColors(
      process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
    );
  }

  /** Who is at the command line. */
  get actor(): string {
    return localActor();
  }

  /**
   * The workspace, opened on first use and kept to the end of the command.
   * @param make - Begins one where there is none.
   * @throws PolyadError NOT_FOUND, CONFLICT if another process has it open
   */
  workspace(make = false): Promise<OpenWorkspace> {
    return (this.#workspace ??= openWorkspace(this.workspaceRoot, {
      mustExist: !make,
    }));
  }

  /** The workspace, or undefined where there is none yet. */
  async workspaceOrNone(): Promise<OpenWorkspace | undefined> {
    try {
      return await this.workspace();
    } catch (error) {
      if ((error as { code?: string }).code === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  /** Another command on the same workspace, with options of its own. */
  within(options: Partial<CommonOptions>): Session {
    return new Session({ ...this.options, ...options }, this);
  }

  /** Ends what the command held. */
  async close(): Promise<void> {
    this.progress.stop();
    await this.engine.close();
    const workspace = await this.#workspace?.catch(() => undefined);
    await workspace?.close();
  }

  /** What a computation takes: the deadline, a bar named `task`, and what is to run it. */
  watch(task: string): Watch {
    useKernelThreads(this.options.threads);
    return {
      backend: this.options.backend,
      threads: this.options.threads,
      onRan: (ran) => (this.#ran = ran),
      signal: this.deadline,
      onProgress: (done, total) => {
        this.progress.update(task, done, total);
      },
    };
  }

  /** How the result that began at `started` (performance.now) came about. */
  runFacts(started: number): RanOn & { seconds: number; version: string } {
    const seconds = (performance.now() - started) / 1000;
    return { ...this.#ran, seconds, version };
  }

  /** A line of the result, for people. */
  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  table(
    rows: readonly (readonly Cell[])[],
    header: readonly string[] = [],
  ): void {
    if (rows.length === 0) return;
    const [first, ...rest] = formatTable(rows, header).split('\n');
    if (first !== undefined) {
      this.print(header.length > 0 ? this.colors.bold(first) : first);
    }
    if (rest.length > 0) this.print(rest.join('\n'));
  }

  /** Something worth knowing beside the result, on standard error. */
  note(text: string): void {
    if (!this.options.quiet) process.stderr.write(`${text}\n`);
  }
}
