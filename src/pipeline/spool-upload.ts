import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';

/** Bytes that came over a wire, in a private file that is gone after use. */
export interface SpooledBytes {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Writes a stream into a private temporary file, has it used, and removes it,
 * whatever happens: readers may seek and start again, and memory stays flat.
 * @param limit - Most bytes to take.
 * @throws PolyadError LIMIT_EXCEEDED beyond the limit; whatever `use` throws.
 */
export async function spoolUpload<Result>(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
  use: (spooled: SpooledBytes) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'polyad-upload-'));
  try {
    const path = join(folder, 'bytes');
    return await use({ path, ...(await writeAll(path, chunks, limit)) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeAll(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > limit) {
        throw new PolyadError(
          'LIMIT_EXCEEDED',
          `The upload is over ${limit} bytes. Send less, or read it with the command line instead.`,
          { limit },
        );
      }
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}
