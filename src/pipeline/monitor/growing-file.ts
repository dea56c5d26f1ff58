import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { PolyadError } from '#errors/polyad-error.ts';

const CHUNK_BYTES = 1 << 16;
/** Bytes of a file's beginning by which it is known again. */
const HEAD_BYTES = 4096;
/** Milliseconds between looks at a file that did not grow. */
const POLL = 100;

/** By what a file is known again: its first bytes. */
export interface FileHead {
  readonly bytes: number;
  readonly sha256: string;
}

/** What a growing file yields: bytes, or that a new file begins. */
export type Growth =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The file was replaced or cut; what follows is the new one from its start. */
  | { readonly kind: 'new file'; readonly because: 'replaced' | 'cut' }
  /** All there is now was read. */
  | { readonly kind: 'quiet' };

export interface GrowthOptions {
  /** Byte to begin at. */
  readonly from: number;
  /** Whether to wait for more at the end. */
  readonly follow: boolean;
  /** Ends the following. */
  readonly signal: AbortSignal;
}

/**
 * Reads a file and, where asked, what is appended to it. A file that was renamed
 * away is read to its end before the new one of its name is begun (rotation); one
 * that became shorter is begun anew (truncation).
 * @throws PolyadError NOT_FOUND if there is no such file at the start.
 */
export async function* readGrowth(
  path: string,
  { from, follow, signal }: GrowthOptions,
): AsyncGenerator<Growth> {
  let file = await openFile(path);
  let position = from;
  try {
    while (!signal.aborted) {
      const bytes = await readAt(file, position);
      if (bytes.length > 0) {
        position += bytes.length;
        yield { kind: 'bytes', bytes };
        continue;
      }
      if (!follow) return;
      yield { kind: 'quiet' };
      const because = await changeOf(path, file, position);
      if (because !== undefined) {
        // what came in between the last read and the look
        const rest = because === 'replaced' ? await readAt(file, position) : [];
        if (rest.length > 0) continue;
        await file.close();
        file = await openFile(path);
        position = 0;
        yield { kind: 'new file', because };
        continue;
      }
      await wait(POLL, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await file.close();
  }
}

/** The head of a file of which `position` bytes were read. */
export async function fileHead(
  path: string,
  position: number,
): Promise<FileHead> {
  const file = await openFile(path);
  try {
    const bytes = Math.min(position, HEAD_BYTES);
    const buffer = new Uint8Array(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, 0);
    const sha256 = createHash('sha256')
      .update(buffer.subarray(0, bytesRead))
      .digest('hex');
    return { bytes, sha256 };
  } finally {
    await file.close();
  }
}

/** Whether a file is still the one whose head is known, and as long as `position`. */
export async function isSameFile(
  path: string,
  head: FileHead,
  position: number,
): Promise<boolean> {
  const { size } = await stat(path);
  if (size < position) return false;
  return (await fileHead(path, head.bytes)).sha256 === head.sha256;
}

async function readAt(file: FileHandle, position: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(CHUNK_BYTES);
  const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
  return buffer.subarray(0, bytesRead);
}

async function changeOf(
  path: string,
  file: FileHandle,
  position: number,
): Promise<'replaced' | 'cut' | undefined> {
  const own = await file.stat();
  // between the two renames of a rotation there is no file of the name
  const named = await stat(path).catch(() => undefined);
  if (named && named.ino !== own.ino) return 'replaced';
  return own.size < position ? 'cut' : undefined;
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new PolyadError(
      'NOT_FOUND',
      `${path} cannot be read (${code}). Check the path.`,
      { file: path },
      { cause },
    );
  }
}
