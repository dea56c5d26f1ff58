import { statSync, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { PolyadError } from '#errors/polyad-error.ts';
import type { ByteSource } from '#formats/format.ts';

const CHUNK_BYTES = 1 << 20;

/**
 * The bytes of a file. A pipe or a device is read once, from its start.
 * @param name - What errors call it; the path unless told otherwise.
 * @throws PolyadError NOT_FOUND if there is no such file, INVALID_DATA for a
 * folder; while reading, INVALID_DATA if the file vanishes or shrinks.
 */
export function fileSource(path: string, name = path): ByteSource {
  const stats = describeFile(path, name);
  if (!stats.isFile()) return { name, open: () => readChunks(path, name) };
  return {
    name,
    size: stats.size,
    open: () => readChunks(path, name, stats.size),
    slice: (start, end) => readSlice(path, name, start, end),
  };
}

function describeFile(path: string, name: string): Stats {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new PolyadError(
      missing ? 'NOT_FOUND' : 'INVALID_DATA',
      missing
        ? `There is no file ${name}. Check the path.`
        : `${name} cannot be read (${code ?? 'unknown error'}). Check its permissions.`,
      { file: name },
      { cause },
    );
  }
  if (!stats.isDirectory()) return stats;
  throw new PolyadError(
    'INVALID_DATA',
    `${name} is a folder; expected a file. Name one of the files in it.`,
    { file: name },
  );
}

async function* readChunks(
  path: string,
  name: string,
  size?: number,
): AsyncGenerator<Uint8Array> {
  const file = await openFile(path, name);
  let total = 0;
  try {
    for (;;) {
      const chunk = await readPart(file, name, CHUNK_BYTES, null);
      if (chunk.length === 0) break;
      total += chunk.length;
      yield chunk;
    }
  } finally {
    await file.close();
  }
  if (size !== undefined && total < size) throw shrunk(name, size, total);
}

async function readSlice(
  path: string,
  name: string,
  start: number,
  end: number,
): Promise<Uint8Array> {
  const file = await openFile(path, name);
  try {
    const bytes = new Uint8Array(end - start);
    let length = 0;
    while (length < bytes.length) {
      const rest = bytes.length - length;
      const part = await readPart(file, name, rest, start + length);
      if (part.length === 0) throw shrunk(name, end, start + length);
      bytes.set(part, length);
      length += part.length;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

async function openFile(path: string, name: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw readError(name, cause);
  }
}

async function readPart(
  file: FileHandle,
  name: string,
  length: number,
  position: number | null,
): Promise<Uint8Array> {
  // Large slices would allocate twice; a piece of 16 MiB at most keeps that small.
  const buffer = new Uint8Array(Math.min(length, 16 * CHUNK_BYTES));
  try {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw readError(name, cause);
  }
}

function readError(name: string, cause: unknown): PolyadError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
  const reason =
    code === 'ENOENT'
      ? 'vanished while it was being read'
      : `could not be read (${code})`;
  return new PolyadError(
    'INVALID_DATA',
    `${name} ${reason}. Check that it is there, readable and not being replaced.`,
    { file: name },
    { cause },
  );
}

function shrunk(name: string, size: number, total: number): PolyadError {
  return new PolyadError(
    'INVALID_DATA',
    `${name} ended after ${total} of its ${size} bytes: it was cut while it was being read. Read it again when it is complete.`,
    { file: name, size, total },
  );
}
