/** Something that happened, as it is told to those who watch. */
export interface LoggedEvent {
  /** Names the event for ever; what comes later has a higher number. */
  readonly id: string;
  /** What it is about, such as `job:ID` or `stream:NAME`. */
  readonly topic: string;
  /** Such as `job` or `alert`. */
  readonly type: string;
  readonly data: unknown;
}

/** Events kept for those who come back. */
const KEPT = 10_000;

/** What watches: called for each event, in order. */
type Listener = (event: LoggedEvent) => void;

/**
 * The last events of a process, in order, so that whoever was away a moment
 * misses nothing. Ids are `START-NUMBER`; one of another start is not known.
 */
export class EventLog {
  readonly #start: string;
  readonly #events: LoggedEvent[] = [];
  readonly #listeners = new Set<Listener>();
  #next = 1;

  /** @param start - A word for this start of the process. */
  constructor(start = Date.now().toString(36)) {
    this.#start = start;
  }

  /** Id of the last event; of none yet, what the first one follows. */
  get lastId(): string {
    return `${this.#start}-${this.#next - 1}`;
  }

  /** Those who watch. */
  get watcherCount(): number {
    return this.#listeners.size;
  }

  publish(topic: string, type: string, data: unknown): LoggedEvent {
    const id = `${this.#start}-${this.#next++}`;
    const event = { id, topic, type, data };
    this.#events.push(event);
    if (this.#events.length > KEPT) this.#events.shift();
    for (const listener of this.#listeners) listener(event);
    return event;
  }

  /**
   * Events after the one with an id.
   * @returns Undefined where that is not known (any more): something was missed.
   */
  since(id: string): LoggedEvent[] | undefined {
    const [start, number] = id.split('-');
    if (start !== this.#start || !/^\d+$/.test(number ?? '')) return undefined;
    const after = Number(number) + 1;
    const first = this.#next - this.#events.length;
    if (after < first || after > this.#next) return undefined;
    return this.#events.slice(after - first);
  }

  /** @returns Call it to watch no more. */
  watch(listener: Listener): () => void {
    // A wrapper of its own: the same function may watch twice.
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }
}
