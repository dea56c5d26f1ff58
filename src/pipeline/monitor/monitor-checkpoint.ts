import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import { packParts, unpackParts } from '#anomaly/monitor/packed-parts.ts';
import { writeDurably } from '#store/durable-file.ts';
import type { FileHead } from './growing-file.ts';
import type { RecordFormat } from './record-format.ts';
import type { ReaderFacts } from './record-reader.ts';

/** Where a monitor is, beside what its detector knows. Plain JSON. */
export interface MonitorFacts {
  /** What it was asked for: see {@link settingsDigest}. */
  readonly settings: string;
  readonly format: RecordFormat;
  readonly reader: ReaderFacts;
  /** Null for standard input. */
  readonly head: FileHead | null;
  /** Bytes of the file of alerts. */
  readonly alertBytes: number;
}

/** What a checkpoint holds. */
export interface MonitorCheckpoint {
  readonly facts: MonitorFacts;
  readonly monitor: Uint8Array;
}

/** A word for settings: another for others. */
export function settingsDigest(settings: object): string {
  const text = JSON.stringify(settings);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Where a monitor of these settings keeps its checkpoint in a workspace's folder. */
export function checkpointPath(
  workspace: string,
  source: string,
  settings: string,
): string {
  const name = source === '-' ? 'standard-input' : basename(source);
  const safe = name.replaceAll(/[^\w.-]/g, '_').slice(0, 64);
  return resolve(join(workspace, 'monitors', `${safe}-${settings}.checkpoint`));
}

/**
 * The checkpoint file of a monitor, replaced whole, and beside it the number of
 * alerts that were printed, written after each: what was printed since the last
 * checkpoint is not printed again.
 */
export class CheckpointFile {
  readonly path: string;
  readonly #printedPath: string;
  #printedFile: number | undefined;

  constructor(path: string) {
    this.path = path;
    this.#printedPath = `${path}.printed`;
  }

  /**
   * @returns Undefined where there is none.
   * @throws PolyadError INVALID_DATA if it is damaged, CONFLICT if it is of other settings.
   */
  async read(settings: string): Promise<MonitorCheckpoint | undefined> {
    const bytes = await readFile(this.path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    if (!bytes) return undefined;
    const [text, monitor] = unpackParts(bytes);
    const facts = JSON.parse(new TextDecoder().decode(text)) as MonitorFacts;
    if (facts.settings !== settings) {
      throw new PolyadError(
        'CONFLICT',
        `The checkpoint ${this.path} was made with another source or other options. Give those, another --checkpoint, or --restart.`,
        { checkpoint: this.path },
      );
    }
    return { facts, monitor: monitor ?? new Uint8Array() };
  }

  async write({ facts, monitor }: MonitorCheckpoint): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const text = new TextEncoder().encode(JSON.stringify(facts));
    const packed = packParts([text, monitor]);
    await writeDurably(this.path, (file) => file.append(packed));
  }

  /** Alerts printed since the monitor began. */
  async printed(): Promise<number> {
    const text = await readFile(this.#printedPath, 'utf8').catch(() => '0');
    return Number(text);
  }

  /** At once, so that next to nothing lies between printing and noting it. */
  notePrinted(count: number): void {
    this.#printedFile ??= openKept(this.#printedPath);
    writeSync(this.#printedFile, String(count).padStart(16), 0);
  }

  close(): void {
    if (this.#printedFile !== undefined) closeSync(this.#printedFile);
    this.#printedFile = undefined;
  }

  /** Forgets everything; the count first, which means nothing without the rest. */
  async remove(): Promise<void> {
    this.close();
    await rm(this.#printedPath, { force: true });
    await rm(this.path, { force: true });
  }
}

/** Opens for writing without losing what is there. */
function openKept(path: string): number {
  return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
}
