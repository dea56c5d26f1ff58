import { addAbortSignal } from 'node:stream';
import { PolyadError } from '#errors/polyad-error.ts';
import type {
  MonitorAlert,
  MonitoredRelation,
} from '#anomaly/monitor/alert.ts';
import {
  StreamMonitor,
  type StreamMonitorOptions,
} from '#anomaly/monitor/stream-monitor.ts';
import { concatBytes } from '#formats/byte-source.ts';
import { resolveMapping, type MappingChoice } from '../operations/load.ts';
import { AlertOutput } from './alert-output.ts';
import {
  fileHead,
  isSameFile,
  readGrowth,
  type Growth,
} from './growing-file.ts';
import {
  CheckpointFile,
  type MonitorCheckpoint,
} from './monitor-checkpoint.ts';
import { findRecordFormat, type RecordFormat } from './record-format.ts';
import { RecordReader } from './record-reader.ts';

/** First bytes from which it is told what the records are. */
const HEAD_BYTES = 1 << 18;
/** Milliseconds after which a checkpoint is due. */
const CHECKPOINT_MILLISECONDS = 10_000;

export interface MonitorRequest {
  /** A path, or `-`. */
  readonly source: string;
  readonly choice: MappingChoice;
  /** Whether to wait for more at the end. */
  readonly follow: boolean;
  /** File of alerts, beside what is printed. */
  readonly alerts: string | undefined;
  readonly options: Pick<StreamMonitorOptions, 'seed' | 'tick' | 'rule'>;
  /** A word for all of this. */
  readonly settings: string;
  readonly checkpoint: string;
  /** Whether the checkpoint stays when the source ends. */
  readonly keep: boolean;
  /** Whether to forget what was. */
  readonly restart: boolean;
  /** Relations between checkpoints. */
  readonly every: number;
}

export interface MonitorHost {
  readonly print: (line: string) => Promise<void>;
  readonly note: (text: string) => void;
  /** Asks for a checkpoint and the end. */
  readonly signal: AbortSignal;
}

export interface MonitorSummary {
  readonly rows: number;
  readonly rejected: number;
  readonly scored: number;
  readonly alerts: number;
  readonly resumed: boolean;
  readonly checkpoint: string | null;
}

/**
 * Scores a stream of records as it grows. Each alert is printed and written to
 * the file of alerts once, whatever the process is killed at: the checkpoint holds
 * the place in the source, the length of the file of alerts and all the monitor
 * knows, and is replaced whole.
 * @throws PolyadError NOT_FOUND, INVALID_DATA, CONFLICT; CANCELLED where it was
 * stopped, after a checkpoint
 */
export async function runMonitor(
  request: MonitorRequest,
  host: MonitorHost,
): Promise<MonitorSummary> {
  const file = new CheckpointFile(request.checkpoint);
  if (request.restart) await file.remove();
  let from = await file.read(request.settings);
  if (from === undefined) await file.remove();
  const isPipe = request.source === '-';
  let position = isPipe ? 0 : (from?.facts.reader.position ?? 0);
  if (from?.facts.head && !isPipe) {
    const { head } = from.facts;
    if (!(await isSameFile(request.source, head, position))) {
      host.note(
        `${request.source} is another file than it was, or was cut: its records are read from the first.`,
      );
      from = withNewFile(from);
      position = 0;
    }
  }
  const growth = isPipe
    ? pipeGrowth(host.signal)
    : readGrowth(request.source, {
        from: position,
        follow: request.follow,
        signal: host.signal,
      });
  const run = new MonitorRun(request, host, file);
  try {
    await run.go(growth, from);
  } finally {
    await run.close();
  }
  return run.summary(from !== undefined);
}

/** The checkpoint at the start of a file that took the place of the one it knows. */
function withNewFile(from: MonitorCheckpoint): MonitorCheckpoint {
  const { facts, monitor } = from;
  const reader = { ...facts.reader, position: 0 };
  return { facts: { ...facts, reader, head: null }, monitor };
}

async function* pipeGrowth(signal: AbortSignal): AsyncGenerator<Growth> {
  const input = addAbortSignal(signal, process.stdin);
  try {
    for await (const bytes of input as AsyncIterable<Uint8Array>) {
      yield { kind: 'bytes', bytes };
      yield { kind: 'quiet' };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** One run: from a checkpoint or the start to the end or a signal. */
class MonitorRun {
  readonly #request: MonitorRequest;
  readonly #host: MonitorHost;
  readonly #file: CheckpointFile;
  readonly #raised: MonitorAlert[] = [];
  #output: AlertOutput | undefined;
  #reader: RecordReader | undefined;
  #monitor: StreamMonitor | undefined;
  #format: RecordFormat | undefined;
  #since = 0;
  #savedAt = performance.now();
  #isKept = true;

  constructor(
    request: MonitorRequest,
    host: MonitorHost,
    file: CheckpointFile,
  ) {
    this.#request = request;
    this.#host = host;
    this.#file = file;
  }

  async go(
    growth: AsyncGenerator<Growth>,
    from: MonitorCheckpoint | undefined,
  ): Promise<void> {
    if (from) await this.#begin(from.facts.format, from);
    let head: Uint8Array[] = [];
    for await (const step of growth) {
      if (this.#reader) {
        await this.#take(step);
        continue;
      }
      if (step.kind === 'bytes') head.push(step.bytes);
      if (step.kind === 'new file') head = [];
      const bytes = concatBytes(head);
      if (bytes.length < HEAD_BYTES && !isEnough(step, bytes)) continue;
      await this.#beginAnew(bytes, false);
    }
    if (this.#host.signal.aborted) await this.#stop();
    if (!this.#reader) await this.#beginAnew(concatBytes(head), true);
    await this.#end();
  }

  summary(resumed: boolean): MonitorSummary {
    const { rows, rejected } = this.#reader?.counts ?? { rows: 0, rejected: 0 };
    const { scored, alerts } = this.#monitor?.counts ?? {
      scored: 0,
      alerts: 0,
    };
    const checkpoint = this.#isKept ? this.#file.path : null;
    return { rows, rejected, scored, alerts, resumed, checkpoint };
  }

  async close(): Promise<void> {
    await this.#output?.close();
    this.#file.close();
  }

  async #beginAnew(head: Uint8Array, isWhole: boolean): Promise<void> {
    const { source, choice } = this.#request;
    const notes: string[] = [];
    const format = findRecordFormat({
      file: source,
      head,
      isWhole,
      format: choice.format,
      mapping: resolveMapping(choice),
      notes,
    });
    for (const note of notes) this.#host.note(note);
    await this.#begin(format, undefined);
    await this.#save();
    await this.#push(this.#reader?.push(head) ?? []);
  }

  async #begin(
    format: RecordFormat,
    from: MonitorCheckpoint | undefined,
  ): Promise<void> {
    const { source, options, alerts } = this.#request;
    const { plan } = format;
    this.#format = format;
    this.#reader = new RecordReader(source, format);
    this.#monitor = new StreamMonitor(
      {
        ...options,
        weighted: plan.weight !== undefined,
        untimed: plan.time === undefined,
      },
      (alert) => this.#raised.push(alert),
    );
    if (from) {
      this.#reader.resume(from.facts.reader, source === '-');
      this.#monitor.resume(from.monitor);
    }
    this.#output = await AlertOutput.open({
      path: alerts,
      bytes: from?.facts.alertBytes ?? 0,
      checkpoint: this.#file,
      print: this.#host.print,
    });
  }

  async #take(step: Growth): Promise<void> {
    if (step.kind === 'bytes') {
      await this.#push(this.#reader?.push(step.bytes) ?? []);
    } else if (step.kind === 'new file') {
      this.#host.note(
        `${this.#request.source} was ${step.because}; its new records are read from the first.`,
      );
      await this.#push(this.#reader?.endFile() ?? []);
      await this.#save();
    }
    await this.#saveIfDue();
  }

  async #push(relations: readonly MonitoredRelation[]): Promise<void> {
    for (const relation of relations) {
      this.#monitor?.push(relation);
      if (this.#raised.length > 0) await this.#emit();
    }
    this.#since += relations.length;
  }

  async #emit(): Promise<void> {
    for (const alert of this.#raised) await this.#output?.write(alert);
    this.#raised.length = 0;
  }

  async #saveIfDue(): Promise<void> {
    const isLate = performance.now() - this.#savedAt > CHECKPOINT_MILLISECONDS;
    if (this.#since === 0) return;
    if (this.#since >= this.#request.every || isLate) await this.#save();
  }

  /** The file of alerts is made last first: the checkpoint vouches for it. */
  async #save(position?: number): Promise<void> {
    const reader = this.#reader?.facts();
    const { source, settings } = this.#request;
    if (!reader || !this.#monitor || !this.#format || !this.#output) return;
    await this.#output.sync();
    const at = position ?? reader.position;
    const head = source === '-' ? null : await fileHead(source, at);
    await this.#file.write({
      facts: {
        settings,
        format: this.#format,
        reader: { ...reader, position: at },
        head,
        alertBytes: this.#output.bytes,
      },
      monitor: this.#monitor.save(),
    });
    this.#since = 0;
    this.#savedAt = performance.now();
  }

  async #stop(): Promise<never> {
    await this.#save();
    throw new PolyadError(
      'CANCELLED',
      `Stopped at a checkpoint after ${this.#reader?.counts.rows ?? 0} rows. The same command goes on from there.`,
      { checkpoint: this.#file.path },
    );
  }

  /** The source has ended: the open tick closes. */
  async #end(): Promise<void> {
    const position = this.#reader?.taken ?? 0;
    const rest = this.#reader?.endFile() ?? [];
    await this.#push(rest);
    this.#monitor?.close();
    await this.#emit();
    this.#isKept = this.#request.keep;
    if (this.#isKept) await this.#save(position);
    else await this.#file.remove();
  }
}

/** Whether a live source has shown enough to tell what it is: a line and another. */
function isEnough({ kind }: Growth, head: Uint8Array): boolean {
  const first = head.indexOf(0x0a);
  return kind === 'quiet' && first >= 0 && head.includes(0x0a, first + 1);
}
