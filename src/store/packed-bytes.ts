import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { PolyadError } from '#errors/polyad-error.ts';
import { writeDurably } from './durable-file.ts';
import { storageError } from './storage-error.ts';

/**
 * Writes bytes packed; they are there whole or not at all.
 * @returns SHA-256 of the bytes before packing.
 * @throws PolyadError LIMIT_EXCEEDED if the disk is full
 */
export async function packBytes(
  path: string,
  bytes: Uint8Array,
): Promise<string> {
  const packed = await promisify(gzip)(bytes, { level: 1 });
  await writeDurably(path, (file) => file.append(packed));
  return hashOf(bytes);
}

/**
 * Reads packed bytes again.
 * @throws PolyadError NOT_FOUND if the file is gone, INVALID_DATA if it is not what was written
 */
export async function unpackBytes(
  path: string,
  sha256: string,
): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    // a plain array: views of a Buffer do not begin where their buffer does
    bytes = new Uint8Array(await promisify(gunzip)(await readFile(path)));
  } catch (error) {
    throw storageError(error, path);
  }
  if (hashOf(bytes) === sha256) return bytes;
  throw new PolyadError(
    'INVALID_DATA',
    `${path} is not what was written there. Restore it from a copy, or train the model again.`,
    { path },
  );
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
