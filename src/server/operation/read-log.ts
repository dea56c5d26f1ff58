/** The part of an audit trail that reads are noted in. */
export interface ReadTrail {
  record(
    ...entries: readonly {
      readonly actor: string;
      readonly action: string;
      readonly subject: string;
      readonly details: Readonly<Record<string, string | number>>;
    }[]
  ): Promise<void>;
}

/** How long reads gather before they are written, so that reading stays fast. */
const GATHER_MILLISECONDS = 1000;

/**
 * Notes every read of data in the audit trail: who, which data set, which route and
 * how often within a second. What gathers when the process is killed is lost.
 */
export class ReadLog {
  readonly #trail: ReadTrail;
  readonly #onError: (error: unknown) => void;
  readonly #counts = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(trail: ReadTrail, onError: (error: unknown) => void) {
    this.#trail = trail;
    this.#onError = onError;
  }

  /** @param route - Method and pattern; ids are in `subject`. */
  note(actor: string, subject: string, route: string): void {
    const key = JSON.stringify([actor, subject, route]);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#timer ??= setTimeout(() => {
      this.flush().catch(this.#onError);
    }, GATHER_MILLISECONDS).unref();
  }

  /** Writes what has gathered. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = [...this.#counts].map(([key, times]) => {
      const [actor, subject, route] = JSON.parse(key) as [
        string,
        string,
        string,
      ];
      const details = { route, times };
      return { actor, action: 'data.read', subject, details };
    });
    this.#counts.clear();
    if (entries.length > 0) await this.#trail.record(...entries);
  }
}
