import { concatBytes, unsharedBytes } from './byte-source.ts';
import type { Compression } from './decompression.ts';

/** The packing that a file name's ending asks for. */
export function compressionOf(name: string): Compression | undefined {
  if (/\.(gz|gzip)$/i.test(name)) return 'gzip';
  return /\.(zst|zstd)$/i.test(name) ? 'zstd' : undefined;
}

/** Packs a stream of bytes; the bytes themselves where there is no packing. */
export function compressBytes(
  chunks: AsyncIterable<Uint8Array>,
  compression: Compression | undefined,
): AsyncIterable<Uint8Array> {
  if (compression === 'gzip') return gzip(chunks);
  return compression === 'zstd' ? zstd(chunks) : chunks;
}

async function* gzip(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const stream = new CompressionStream('gzip');
  const feed = async (): Promise<void> => {
    const writer = stream.writable.getWriter();
    try {
      for await (const chunk of chunks) {
        await writer.write(unsharedBytes(chunk));
      }
      await writer.close();
    } catch (cause) {
      await writer.abort(cause).catch(() => undefined);
      throw cause;
    }
  };
  const fed = feed();
  fed.catch(() => undefined); // awaited below; a reader's error comes first
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) break;
      yield next.value;
    }
  } catch (cause) {
    await fed; // throws what the writer threw
    throw cause;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  await fed;
}

/** Plain bytes that go into one zstd frame; frames follow each other freely. */
const FRAME_BYTES = 4 * 2 ** 20;

async function* zstd(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { Zstd } = await import('@hpcc-js/wasm-zstd');
  const packer = await Zstd.load();
  let pending: Uint8Array[] = [];
  let length = 0;
  let frames = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += FRAME_BYTES) {
      const piece = chunk.subarray(at, at + FRAME_BYTES);
      pending.push(piece.slice()); // writers may reuse their buffer
      length += piece.length;
      if (length < FRAME_BYTES) continue;
      yield packer.compress(concatBytes(pending));
      frames++;
      pending = [];
      length = 0;
    }
  }
  if (length > 0 || frames === 0) yield packer.compress(concatBytes(pending));
}
