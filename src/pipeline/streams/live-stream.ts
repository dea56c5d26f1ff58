import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PolyadError } from '#errors/polyad-error.ts';
import type { MonitorAlert } from '#anomaly/monitor/alert.ts';
import {
  StreamMonitor,
  type StreamMonitorOptions,
} from '#anomaly/monitor/stream-monitor.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { NewAlert } from '#store/alert-store.ts';
import type { ChunkCounts, StoredStream } from '#store/stream-store.ts';
import { CheckpointFile } from '../monitor/monitor-checkpoint.ts';
import {
  findRecordFormat,
  type RecordFormat,
} from '../monitor/record-format.ts';
import { RecordReader } from '../monitor/record-reader.ts';
import { resolveMapping, type MappingChoice } from '../operations/load.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** How a stream's records become relations, and what an alert is. */
export interface StreamSettings {
  readonly choice: MappingChoice;
  readonly monitor: Pick<StreamMonitorOptions, 'seed' | 'tick' | 'rule'>;
}

/** Bytes scored between two turns for other requests. */
const SLICE_BYTES = 1 << 14;

/** Bytes read at a time when a log is scored again. */
const REPLAY_BYTES = 1 << 20;

/** Relations after which a checkpoint is due. */
const CHECKPOINT_EVERY = 20_000;

/** What a checkpoint of a stream is made for; its file has one stream's name. */
const SETTINGS = 'stream';

/** One chunk of records. */
export interface StreamChunk {
  /** Names it for ever: coming again it is not taken again. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What scores records, once the first have shown what they are. */
interface Scorer {
  readonly format: RecordFormat;
  readonly reader: RecordReader;
  readonly monitor: StreamMonitor;
}

/**
 * A stream at work: chunk after chunk into the log, through the monitor, and with
 * its alerts into the database. A chunk counts when its row is committed; whatever
 * the log holds behind the last such row is cut off when the stream is next opened,
 * and its sender sends it again.
 */
export class LiveStream {
  readonly #workspace: OpenWorkspace;
  readonly #settings: StreamSettings;
  readonly #checkpoint: CheckpointFile;
  readonly #log: FileHandle;
  readonly #raised: MonitorAlert[] = [];
  #stream: StoredStream;
  #scorer: Scorer | undefined;
  #sinceCheckpoint = 0;

  private constructor(
    workspace: OpenWorkspace,
    stream: StoredStream,
    settings: StreamSettings,
    log: FileHandle,
  ) {
    this.#workspace = workspace;
    this.#stream = stream;
    this.#settings = settings;
    this.#log = log;
    const path = workspace.streams.checkpointPath(stream.id);
    this.#checkpoint = new CheckpointFile(path);
  }

  /** Brings a stream to where its last acknowledged chunk left it. */
  static async open(
    workspace: OpenWorkspace,
    stream: StoredStream,
    settings: StreamSettings,
  ): Promise<LiveStream> {
    const path = workspace.streams.logPath(stream.id);
    const log = await open(path, 'a+', 0o600);
    await log.truncate(stream.logBytes);
    const live = new LiveStream(workspace, stream, settings, log);
    try {
      await live.#resume();
      return live;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  get stream(): StoredStream {
    return this.#stream;
  }

  /**
   * Takes a chunk; one that was taken before is passed over. When this returns it
   * is on the disk with its alerts. After a failure the stream must be opened anew.
   * @returns What it brought, and the alerts raised now.
   * @throws PolyadError INVALID_DATA where the records do not fit, LIMIT_EXCEEDED
   * if the disk is full
   */
  async take(
    { id: chunk, bytes }: StreamChunk,
    actor: string,
  ): Promise<ChunkCounts & { readonly raised: readonly NewAlert[] }> {
    const { streams } = this.#workspace;
    const known = await streams.chunk(this.#stream, chunk);
    if (known) return { ...known, raised: [] };
    await this.#log.appendFile(bytes);
    await this.#log.datasync();
    const before = this.#stream;
    if (!this.#scorer) await this.#begin(bytes);
    await this.#score(bytes);
    const { rows, rejected } = this.#scorer?.reader.counts ?? before;
    const { scored } = this.#scorer?.monitor.counts ?? before;
    const raised = this.#newAlerts();
    const counts = {
      rows: rows - before.rows,
      rejected: rejected - before.rejected,
      alerts: raised.length,
    };
    const after: StoredStream = {
      ...before,
      logBytes: before.logBytes + bytes.length,
      rows,
      rejected,
      scored,
      alerts: before.alerts + raised.length,
    };
    await streams.take(after, { chunk, ...counts }, raised, actor);
    this.#stream = after;
    this.#sinceCheckpoint += scored - before.scored;
    if (this.#sinceCheckpoint >= CHECKPOINT_EVERY) await this.#save();
    return { ...counts, raised };
  }

  /** Notes how far it is, so that the next opening is fast. */
  async close(): Promise<void> {
    try {
      if (this.#sinceCheckpoint > 0) await this.#save();
    } finally {
      await this.#log.close();
    }
  }

  /** Lets go after a failure; what the first records seemed to be is forgotten. */
  async drop(): Promise<void> {
    await this.#log.close();
    if (this.#stream.logBytes === 0) await this.#checkpoint.remove();
  }

  async #resume(): Promise<void> {
    const saved = await this.#checkpoint.read(SETTINGS);
    let position = 0;
    if (saved) {
      const scorer = this.#newScorer(saved.facts.format);
      scorer.reader.resume(saved.facts.reader);
      scorer.monitor.resume(saved.monitor);
      this.#scorer = scorer;
      position = saved.facts.reader.position;
    }
    const end = this.#stream.logBytes;
    while (position < end) {
      const buffer = new Uint8Array(Math.min(REPLAY_BYTES, end - position));
      const { bytesRead } = await this.#log.read(
        buffer,
        0,
        buffer.length,
        position,
      );
      if (bytesRead === 0) break;
      await this.#score(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
    // These were raised when the chunks were taken.
    this.#raised.length = 0;
  }

  async #score(bytes: Uint8Array): Promise<void> {
    const { reader, monitor } = this.#scorer ?? {};
    if (!reader || !monitor) throw this.#lost();
    for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
      const slice = bytes.subarray(start, start + SLICE_BYTES);
      for (const relation of reader.push(slice)) monitor.push(relation);
      if (start + SLICE_BYTES < bytes.length) await nextTurn();
    }
  }

  /** Finds out what the records are; kept, so that they are read alike for ever. */
  async #begin(head: Uint8Array): Promise<void> {
    this.#scorer = this.#newScorer(this.#formatOf(head));
    await this.#save();
  }

  #formatOf(head: Uint8Array): RecordFormat {
    const { choice } = this.#settings;
    return findRecordFormat({
      file: this.#stream.name,
      head,
      isWhole: true,
      format: choice.format,
      mapping: resolveMapping(choice),
      notes: [],
    });
  }

  #newScorer(format: RecordFormat): Scorer {
    const { plan } = format;
    const reader = new RecordReader(this.#stream.name, format);
    const monitor = new StreamMonitor(
      {
        ...this.#settings.monitor,
        weighted: plan.weight !== undefined,
        untimed: plan.time === undefined,
      },
      (alert) => this.#raised.push(alert),
    );
    return { format, reader, monitor };
  }

  #lost(): PolyadError {
    return new PolyadError(
      'INVALID_DATA',
      `The checkpoint of the stream ${this.#stream.name} is gone. Remove the stream and begin it anew.`,
      { stream: this.#stream.name },
    );
  }

  #newAlerts(): NewAlert[] {
    const raisedAt = new Date().toISOString();
    const { name, id } = this.#stream;
    return this.#raised.splice(0).map((alert) => ({
      id: `${id}:${alert.alert}`,
      source: alertSource(name),
      raisedAt,
      content: JSON.parse(JSON.stringify(alert)) as JsonValue,
    }));
  }

  async #save(): Promise<void> {
    if (!this.#scorer) return;
    const { reader, monitor, format } = this.#scorer;
    const facts = {
      settings: SETTINGS,
      format,
      reader: reader.facts(),
      head: null,
      alertBytes: 0,
    };
    await this.#checkpoint.write({ facts, monitor: monitor.save() });
    this.#sinceCheckpoint = 0;
  }
}

/** What raised an alert, in the list of alerts. */
export function alertSource(stream: string): string {
  return `stream:${stream}`;
}
