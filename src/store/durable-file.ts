import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { storageError } from './storage-error.ts';

/** Ending of a file that is not whole yet. */
export const PART = '.part';

/** Bytes handed to the system at once, so that other work gets its turn. */
const SLICE_BYTES = 1 << 23;

/** What was written. */
export interface WrittenFile {
  readonly bytes: number;
  /** SHA-256 of all bytes, hexadecimal. */
  readonly sha256: string;
}

/** Appends to a file that is being written, and hashes it on the way. */
export class FileAppender {
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Bytes appended so far. */
  get position(): number {
    return this.#bytes;
  }

  async append(bytes: Uint8Array): Promise<void> {
    for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
      const slice = bytes.subarray(start, start + SLICE_BYTES);
      this.#hash.update(slice);
      await this.#file.writeFile(slice);
    }
    this.#bytes += bytes.length;
  }

  finish(): WrittenFile {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

/**
 * Writes a file that is there whole or not at all, also after a crash: beside it
 * first, then synced, renamed, and the folder synced.
 * @throws PolyadError LIMIT_EXCEEDED if the disk is full, CONFLICT if it cannot
 * be written
 */
export async function writeDurably(
  path: string,
  write: (file: FileAppender) => Promise<void>,
): Promise<WrittenFile> {
  const part = `${path}${PART}`;
  try {
    const file = await open(part, 'w', 0o600);
    const appender = new FileAppender(file);
    try {
      await write(appender);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
    await syncFolder(dirname(path));
    return appender.finish();
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw storageError(error, path);
  }
}

/** Makes renames and removals in a folder last; systems without that pass. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
