import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { peekSource } from './byte-source.ts';
import { decompressSource } from './decompression.ts';
import type {
  ByteSource,
  FormatReader,
  ReadLimits,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { defaultReadLimits } from './read-limits.ts';
import {
  DETECTION_BYTES,
  detectFormat,
  readerByEnding,
  readerNamed,
} from './registry.ts';
import { RejectionLog, rejectionError } from './rejection-log.ts';
import { trackSource } from './tracked-source.ts';

/** {@link ReadOptions} with everything left out that has a usual value. */
export interface ReadSourceOptions extends Partial<
  Omit<ReadOptions, 'limits'>
> {
  /** Name of the format; detected where it is left out. */
  readonly format?: string;
  readonly limits?: Partial<ReadLimits>;
}

/** Formats in which no bytes at all are a hypergraph without anything in it. */
const mayBeEmpty = new Set(['csv', 'tsv', 'jsonl', 'edgelist', 'gmt']);

/**
 * Reads a hypergraph: unpacks gzip and zstd, detects the format, reads it.
 * @throws PolyadError INVALID_DATA with file, line and column where they can be
 * told; INVALID_ARGUMENT for an unknown format; LIMIT_EXCEEDED; CANCELLED.
 */
export async function readSource(
  source: ByteSource,
  options: ReadSourceOptions = {},
): Promise<ReadResult> {
  const tracked = trackSource(source);
  try {
    return await readTracked(tracked.source, options);
  } finally {
    await tracked.close();
  }
}

async function readTracked(
  source: ByteSource,
  options: ReadSourceOptions,
): Promise<ReadResult> {
  const { format, limits, mapping = {}, strict = false, ...rest } = options;
  const all = { ...defaultReadLimits, ...limits };
  const plain = await decompressSource(source, all);
  const peeked = await peekSource(plain, DETECTION_BYTES);
  const { name } = source;
  if (peeked.head.length === 0) return nothing(name, format, strict);
  const reader = format ? readerNamed(format) : detectFormat(peeked.head, name);
  return reader.read(peeked.source, { ...rest, mapping, strict, limits: all });
}

function nothing(
  file: string,
  format: string | undefined,
  strict: boolean,
): ReadResult {
  const reader: FormatReader | undefined = format
    ? readerNamed(format)
    : readerByEnding(file);
  const name = reader?.name ?? 'edgelist';
  if (!mayBeEmpty.has(name)) {
    const expected = `a file of the format ${reader?.title ?? name}`;
    throw rejectionError({ file, reason: 'the file is empty', expected });
  }
  return {
    hypergraph: new HypergraphBuilder().build(),
    format: name,
    rejected: new RejectionLog(strict),
    notes: ['The input is empty, and so is the hypergraph.'],
  };
}
