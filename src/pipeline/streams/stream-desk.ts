import { PolyadError } from '#errors/polyad-error.ts';
import type { ChunkCounts, StoredStream } from '#store/stream-store.ts';
import type { EventLog } from '../jobs/event-log.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import {
  alertSource,
  LiveStream,
  type StreamChunk,
  type StreamSettings,
} from './live-stream.ts';

/** Most streams at work; each takes some 20 MB. */
const MOST_LIVE = 32;

/** Bytes of chunks that may wait for those before them. */
const MOST_WAITING = 2 ** 26;

/** Reads settings as a stream keeps them. */
export type ReadSettings = (kept: StoredStream['settings']) => StreamSettings;

/**
 * The streams of a workspace: chunks of one go one after the other, those of
 * several side by side. Streams are opened with their first chunk, and the one
 * longest without any makes room.
 */
export class StreamDesk {
  readonly #workspace: OpenWorkspace;
  readonly #events: EventLog;
  readonly #read: ReadSettings;
  /** The least recently used first. */
  readonly #live = new Map<string, LiveStream>();
  readonly #turns = new Map<string, Promise<unknown>>();
  #waitingBytes = 0;

  constructor(
    workspace: OpenWorkspace,
    events: EventLog,
    readSettings: ReadSettings,
  ) {
    this.#workspace = workspace;
    this.#events = events;
    this.#read = readSettings;
  }

  /**
   * Takes a chunk of records.
   * @throws PolyadError NOT_FOUND, INVALID_DATA, LIMIT_EXCEEDED where too much waits
   */
  async take(
    name: string,
    chunk: StreamChunk,
    actor: string,
  ): Promise<ChunkCounts> {
    const bytes = chunk.bytes.length;
    if (this.#waitingBytes + bytes > MOST_WAITING) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `${this.#waitingBytes} bytes of records wait already. Send this chunk again in a moment.`,
        { waiting: this.#waitingBytes },
      );
    }
    this.#waitingBytes += bytes;
    try {
      return await this.#inTurn(name, () => this.#takeNow(name, chunk, actor));
    } finally {
      this.#waitingBytes -= bytes;
    }
  }

  /** Forgets a stream; its alerts stay. @throws PolyadError NOT_FOUND */
  remove(name: string, actor: string): Promise<void> {
    return this.#inTurn(name, async () => {
      const live = this.#live.get(name);
      this.#live.delete(name);
      await live?.drop();
      await this.#workspace.streams.remove(name, actor);
    });
  }

  /** Ends what is under way, and notes how far all are. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#turns.values());
    for (const live of this.#live.values()) await live.close();
    this.#live.clear();
  }

  async #takeNow(
    name: string,
    chunk: StreamChunk,
    actor: string,
  ): Promise<ChunkCounts> {
    const live = await this.#open(name);
    try {
      const { raised, ...counts } = await live.take(chunk, actor);
      const topic = alertSource(name);
      for (const alert of raised) this.#events.publish(topic, 'alert', alert);
      return counts;
    } catch (error) {
      // It has seen what was not acknowledged: the next chunk opens it anew.
      this.#live.delete(name);
      await live.drop();
      throw error;
    }
  }

  async #open(name: string): Promise<LiveStream> {
    const known = this.#live.get(name);
    this.#live.delete(name);
    if (!known) await this.#makeRoom();
    const stream = await this.#workspace.streams.get(name);
    const live =
      known ??
      (await LiveStream.open(
        this.#workspace,
        stream,
        this.#read(stream.settings),
      ));
    // A Map iterates in order of insertion: inserting again marks it as used.
    this.#live.set(name, live);
    return live;
  }

  async #makeRoom(): Promise<void> {
    for (const [name, live] of this.#live) {
      if (this.#live.size < MOST_LIVE) return;
      if (this.#turns.has(name)) continue;
      this.#live.delete(name);
      await live.close();
    }
  }

  #inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#turns.get(name) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(work);
    this.#turns.set(name, turn);
    void turn
      .catch(() => undefined)
      .then(() => {
        if (this.#turns.get(name) === turn) this.#turns.delete(name);
      });
    return turn;
  }
}
