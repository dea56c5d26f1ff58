import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';

const encoder = new TextEncoder();

/** Neighbours of targets that are being written. */
const unfinished = new Set<string>();

/** Removes what writes under way have written so far: for a process about to end. */
export function removeUnfinishedFiles(): void {
  for (const part of unfinished) rmSync(part, { force: true });
}

/**
 * Writes a file so that it is either there whole or not at all: into a
 * neighbour first, then renamed over the target.
 * @param chunks - Text is written as UTF-8.
 * @returns Bytes written.
 * @throws PolyadError NOT_FOUND if the folder is not there, CONFLICT if it
 * cannot be written.
 */
export async function writeFileAtomically(
  path: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<number> {
  const part = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  const file = await openForWriting(part, path);
  unfinished.add(part);
  try {
    const bytes = await writeAll(file, chunks);
    await file.sync();
    await file.close();
    await rename(part, path);
    return bytes;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw writeError(error, path);
  } finally {
    unfinished.delete(part);
  }
}

async function writeAll(
  file: FileHandle,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<number> {
  let total = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
    await file.writeFile(bytes);
    total += bytes.length;
  }
  return total;
}

async function openForWriting(part: string, path: string): Promise<FileHandle> {
  try {
    return await open(part, 'wx');
  } catch (error) {
    throw writeError(error, path);
  }
}

function writeError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined || error instanceof PolyadError) return error;
  if (code === 'ENOENT') {
    return new PolyadError(
      'NOT_FOUND',
      `There is no folder ${dirname(path)} to write ${basename(path)} to. Make it first.`,
      { file: path },
      { cause: error },
    );
  }
  return new PolyadError(
    'CONFLICT',
    `${path} could not be written (${code}). Check the folder's permissions and free space.`,
    { file: path },
    { cause: error },
  );
}
