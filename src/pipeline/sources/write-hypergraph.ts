import { compressBytes, compressionOf } from '#formats/compression.ts';
import type { WriteOptions } from '#formats/format.ts';
import { writerFor } from '#formats/registry.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import { writeFileAtomically } from '../sinks/atomic-file.ts';

export interface WriteHypergraphOptions extends WriteOptions {
  /** Name of the format; by the file's ending where it is left out. */
  readonly format?: string;
}

/** What was written. */
export interface WrittenHypergraph {
  readonly format: string;
  readonly bytes: number;
  /** What the format could not hold, in sentences for people. */
  readonly losses: readonly string[];
}

/**
 * Writes a hypergraph to a file, packed where its name ends in `.gz` or `.zst`.
 * The file is there whole or not at all.
 * @throws PolyadError INVALID_ARGUMENT for an unknown format, NOT_FOUND if the
 * folder is not there, CONFLICT if it cannot be written, CANCELLED
 */
export async function writeHypergraph(
  hypergraph: Hypergraph,
  path: string,
  options: WriteHypergraphOptions = {},
): Promise<WrittenHypergraph> {
  const { format, ...rest } = options;
  const writer = writerFor(format ?? path);
  const plain = stoppable(writer.write(hypergraph, rest), rest);
  const packed = compressBytes(plain, compressionOf(path));
  const bytes = await writeFileAtomically(path, packed);
  return { format: writer.name, bytes, losses: writer.losses(hypergraph) };
}

async function* stoppable(
  chunks: AsyncIterable<Uint8Array>,
  { signal }: WriteOptions,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    throwIfStopped(signal);
    yield chunk;
  }
}
