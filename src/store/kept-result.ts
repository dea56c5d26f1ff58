import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { createGunzip, createGzip, type Gunzip } from 'node:zlib';
import { writeDurably } from './durable-file.ts';
import { storageError } from './storage-error.ts';

/** Results up to this many characters stand in the database itself. */
const INLINE_LENGTH = 1 << 18;

/** The JSON text of a result, as it was kept. */
export interface KeptResult {
  /** Of the text, before packing. */
  readonly bytes: number;
  readonly sha256: string;
  /** Null where the text is in a file. */
  readonly text: string | null;
}

/**
 * Keeps a text that comes in pieces: a short one as it is, a long one packed in
 * the file `path`, so that a line graph of millions of pairs needs no string.
 */
export async function keepResult(
  path: string,
  chunks: Iterable<string>,
): Promise<KeptResult> {
  const hash = createHash('sha256');
  const counted = { bytes: 0 };
  const pieces = hashed(chunks, (piece) => {
    hash.update(piece);
    counted.bytes += Buffer.byteLength(piece);
  });
  let start = '';
  for (;;) {
    const piece = pieces.next();
    if (piece.done === true) {
      return { ...counted, sha256: hash.digest('hex'), text: start };
    }
    start += piece.value;
    if (start.length > INLINE_LENGTH) break;
  }
  await packInto(path, start, pieces);
  return { ...counted, sha256: hash.digest('hex'), text: null };
}

/** The text of a result that is in a file. @throws PolyadError NOT_FOUND */
export async function readResultFile(path: string): Promise<string> {
  try {
    return await text(unpack(path));
  } catch (error) {
    throw storageError(error, path);
  }
}

/** The same in pieces. @throws PolyadError NOT_FOUND */
export async function* readResultPieces(path: string): AsyncGenerator<string> {
  try {
    for await (const piece of unpack(path).setEncoding('utf8')) {
      yield piece as string;
    }
  } catch (error) {
    throw storageError(error, path);
  }
}

function unpack(path: string): Gunzip {
  const unpacked = createGunzip();
  const file = createReadStream(path);
  file.once('error', (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
}

async function packInto(
  path: string,
  start: string,
  rest: Iterable<string>,
): Promise<void> {
  await writeDurably(path, async (file) => {
    const gzip = createGzip({ level: 1 });
    const packed = (async () => {
      for await (const chunk of gzip) await file.append(chunk as Uint8Array);
    })();
    // It is awaited below; until then a failure must not count as unhandled.
    packed.catch(() => undefined);
    gzip.write(start);
    for (const piece of rest) {
      if (gzip.write(piece)) continue;
      // A failed disk ends the reading side, and then there is no drain.
      await Promise.race([once(gzip, 'drain'), packed]);
    }
    gzip.end();
    await packed;
  });
}

function* hashed(
  chunks: Iterable<string>,
  count: (piece: string) => void,
): Generator<string> {
  for (const piece of chunks) {
    count(piece);
    yield piece;
  }
}
