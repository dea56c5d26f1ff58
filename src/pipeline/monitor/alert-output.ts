import { open, type FileHandle } from 'node:fs/promises';
import { PolyadError } from '#errors/polyad-error.ts';
import type { MonitorAlert } from '#anomaly/monitor/alert.ts';
import type { CheckpointFile } from './monitor-checkpoint.ts';

export interface AlertOutputOptions {
  /** File of alerts; none if undefined. */
  readonly path: string | undefined;
  /** Bytes of it that the checkpoint vouches for. */
  readonly bytes: number;
  readonly checkpoint: CheckpointFile;
  /** Prints a line: hands it to the system before it first waits. */
  readonly print: (line: string) => Promise<void>;
}

/**
 * Alerts out, a line each. In the file each is there once, whatever was killed
 * when. Printed it is once too, unless the process is killed between two system
 * calls, printing and noting so: then the same line, of the same number, comes again.
 */
export class AlertOutput {
  readonly #options: AlertOutputOptions;
  readonly #file: FileHandle | undefined;
  #bytes: number;
  #printed: number;

  private constructor(
    options: AlertOutputOptions,
    file: FileHandle | undefined,
    printed: number,
  ) {
    this.#options = options;
    this.#file = file;
    this.#bytes = options.bytes;
    this.#printed = printed;
  }

  /**
   * Cuts the file to what the checkpoint vouches for: the rest comes again.
   * @throws PolyadError CONFLICT if the file is shorter, or cannot be written.
   */
  static async open(options: AlertOutputOptions): Promise<AlertOutput> {
    const { path, bytes, checkpoint } = options;
    const file = path === undefined ? undefined : await openAlerts(path, bytes);
    return new AlertOutput(options, file, await checkpoint.printed());
  }

  /** Bytes of the file. */
  get bytes(): number {
    return this.#bytes;
  }

  async write(alert: MonitorAlert): Promise<void> {
    const line = `${JSON.stringify(alert)}\n`;
    if (alert.alert > this.#printed) {
      const isTaken = this.#options.print(line);
      this.#printed = alert.alert;
      this.#options.checkpoint.notePrinted(this.#printed);
      await isTaken;
    }
    if (!this.#file) return;
    const bytes = new TextEncoder().encode(line);
    await this.#file.write(bytes, 0, bytes.length, this.#bytes);
    this.#bytes += bytes.length;
  }

  /** Makes what was written last. */
  async sync(): Promise<void> {
    await this.#file?.sync();
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }
}

async function openAlerts(path: string, bytes: number): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, bytes > 0 ? 'r+' : 'w');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new PolyadError(
      'CONFLICT',
      `The file of alerts ${path} cannot be written (${code}). Check its folder and permissions; if it was removed, begin anew with --restart.`,
      { file: path },
      { cause },
    );
  }
  const { size } = await file.stat();
  if (size >= bytes) {
    await file.truncate(bytes);
    return file;
  }
  await file.close();
  throw new PolyadError(
    'CONFLICT',
    `The file of alerts ${path} holds ${size} bytes, fewer than the ${bytes} that were written. Restore it, or begin anew with --restart.`,
    { file: path, size, expected: bytes },
  );
}
