import type {
  ByteSource,
  FormatReader,
  FormatWriter,
  ReadOptions,
  ReadResult,
} from '#formats/format.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** A source that hands over `bytes` in chunks of `size`. */
export function chunkedSource(
  bytes: Uint8Array | string,
  name: string,
  size = 1 << 16,
): ByteSource {
  const all =
    typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return {
    name,
    async *open() {
      for (let at = 0; at < all.length; at += size) {
        yield all.subarray(at, at + size);
      }
    },
  };
}

/** Reads a text as a file called `f`, in chunks of `size` bytes. */
export function readText(
  reader: FormatReader,
  text: Uint8Array | string,
  options: Partial<ReadOptions> = {},
  size?: number,
): Promise<ReadResult> {
  return reader.read(chunkedSource(text, 'f', size), {
    mapping: {},
    strict: false,
    limits: defaultReadLimits,
    ...options,
  });
}

/** All that a writer writes. */
export async function writtenBytes(
  writer: FormatWriter,
  hypergraph: Hypergraph,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writer.write(hypergraph, {})) {
    chunks.push(Uint8Array.from(chunk));
  }
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}

/** All that a writer writes, as text. */
export async function writtenText(
  writer: FormatWriter,
  hypergraph: Hypergraph,
): Promise<string> {
  return new TextDecoder().decode(await writtenBytes(writer, hypergraph));
}

/** The message of the error a promise fails with, or `no error`. */
export async function messageOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
