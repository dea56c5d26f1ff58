import type { ByteSource, ReadResult } from '#formats/format.ts';
import { readSource, type ReadSourceOptions } from '#formats/read-source.ts';
import { fileSource } from './file-source.ts';
import { standardInputSource } from './standard-input-source.ts';

/**
 * Reads a hypergraph from a path, from standard input (`-`) or from any source:
 * gzip and zstd are unpacked, the format is told from the content.
 * @throws PolyadError NOT_FOUND, INVALID_DATA with file, line and column where
 * they can be told, INVALID_ARGUMENT, LIMIT_EXCEEDED, CANCELLED
 */
export async function readHypergraph(
  pathOrSource: string | ByteSource,
  options: ReadSourceOptions = {},
): Promise<ReadResult> {
  return readSource(openSource(pathOrSource), options);
}

function openSource(pathOrSource: string | ByteSource): ByteSource {
  if (typeof pathOrSource !== 'string') return pathOrSource;
  return pathOrSource === '-'
    ? standardInputSource()
    : fileSource(pathOrSource);
}
