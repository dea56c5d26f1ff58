import { PolyadError } from '#errors/polyad-error.ts';
import type { ComputeOptions } from '#compute/backend.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Summary } from '#topology/summary.ts';
import { stepsText } from './number-text.ts';
import type { ElementNames } from './element-names.ts';
import type { Figure, LeftOut, ReportSection } from './report.ts';

/** What the sections of a report are written from. */
export interface Survey {
  readonly hypergraph: Hypergraph;
  readonly summary: Summary;
  readonly names: ElementNames;
  readonly seed: number;
  /** Most elementary steps that one part may take. */
  readonly effort: number;
  readonly loop: ComputeOptions;
  /** Steps of all walks hyperedge → node → hyperedge: what pairs of hyperedges cost. */
  readonly edgeWedges: number;
  /** The same from node to node. */
  readonly nodeWedges: number;
  /** A command on the same source, such as `topology cores`, with more options. */
  readonly command: (name: string, options?: string) => string;
}

/** A part of a report and about what it costs. */
export interface Priced {
  /** What it is, to begin a sentence. */
  readonly what: string;
  readonly steps: number;
  readonly command?: string;
}

/** A section as it is written. */
export class Chapter {
  readonly survey: Survey;
  readonly #section: {
    readonly id: string;
    readonly title: string;
    readonly says: string[];
    readonly figures: Figure[];
    readonly leftOut: LeftOut[];
  };

  constructor(survey: Survey, id: string, title: string) {
    this.survey = survey;
    this.#section = { id, title, says: [], figures: [], leftOut: [] };
  }

  get section(): ReportSection {
    return this.#section;
  }

  say(...sentences: readonly string[]): void {
    this.#section.says.push(...sentences);
  }

  show(...figures: readonly Figure[]): void {
    this.#section.figures.push(...figures);
  }

  leaveOut(leftOut: LeftOut): void {
    this.#section.leftOut.push(leftOut);
  }

  /** Whether a part may run; if not, the report says what it would cost. */
  affords({ what, steps, command }: Priced): boolean {
    const { effort } = this.survey;
    if (steps <= effort) return true;
    this.leaveOut({
      what,
      why: `takes about ${stepsText(steps)} steps; a part of this report may take ${stepsText(effort)} (--effort).`,
      ...(command !== undefined && { command }),
    });
    return false;
  }

  /**
   * Runs a part that is affordable; one that proves too large on the way is left
   * out with what it said.
   * @throws PolyadError CANCELLED, or LIMIT_EXCEEDED where the time for all is over
   */
  attempt<Result>(
    part: Priced,
    compute: (loop: ComputeOptions) => Result,
  ): Result | undefined {
    if (!this.affords(part)) return undefined;
    const { loop } = this.survey;
    try {
      return compute(loop);
    } catch (error) {
      const isTooLarge =
        error instanceof PolyadError &&
        (error.code === 'LIMIT_EXCEEDED' || error.code === 'INVALID_ARGUMENT');
      if (!isTooLarge || loop.signal?.aborted === true) throw error;
      const { what, command } = part;
      this.leaveOut({
        what,
        why: `could not be had: ${error.message}`,
        ...(command !== undefined && { command }),
      });
      return undefined;
    }
  }
}
