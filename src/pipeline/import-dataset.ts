import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ReadProgress, ReadResult } from '#formats/format.ts';
import type { PolyadError } from '#errors/polyad-error.ts';
import { readSource } from '#formats/read-source.ts';
import type { NewDataset } from './dataset-shelf.ts';
import { resolveMapping, type MappingChoice } from './operations/load.ts';
import { rowFrom } from './row-from.ts';
import { fileSource } from './sources/file-source.ts';
import { standardInputSource } from './sources/standard-input-source.ts';
import { spoolUpload, type SpooledBytes } from './spool-upload.ts';

/** What takes the data sets that are read: the catalog, or the workspace alone. */
export interface ImportTarget<Kept> {
  /** Bytes that a data set may take in memory. */
  readonly freeBytes: number;
  /** The error for a data set that needs `bytes`, known or reached so far. */
  full(name: string, bytes: number): PolyadError;
  add(dataset: NewDataset, signal?: AbortSignal): Promise<Kept>;
}

/** What an import says about its bytes. */
export interface ImportFacts {
  /** What the data set and its errors are called. */
  readonly name: string;
  readonly choice: MappingChoice;
  /** What the data set is called, where that is not the name of its source. */
  readonly title?: string;
}

/** Lets an import be watched and stopped. */
export interface ImportWatch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
}

export interface DatasetUpload extends ImportWatch {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Asked once, after the bytes have come. */
  readonly facts: () => ImportFacts;
  /** Most bytes to take. */
  readonly uploadBytes: number;
  /** Most bytes after decompression. */
  readonly unpackedBytes: number;
}

/** Compressed data that grows more than this is no honest file. */
const MAX_EXPANSION = 100;

/** Below this a file may grow as it likes. */
const FREE_EXPANSION = 2 ** 26;

/**
 * Reads bytes that nobody vouches for.
 * @throws PolyadError INVALID_DATA with the place; LIMIT_EXCEEDED for too many
 * bytes, before or after decompression, or too little memory; CANCELLED
 */
export async function importUpload<Kept>(
  target: ImportTarget<Kept>,
  upload: DatasetUpload,
): Promise<Kept> {
  const { chunks, uploadBytes, unpackedBytes } = upload;
  return spoolUpload(chunks, uploadBytes, async (spooled) =>
    importSpooled(target, upload.facts(), spooled, {
      ...upload,
      totalBytes: Math.min(
        unpackedBytes,
        Math.max(FREE_EXPANSION, spooled.bytes * MAX_EXPANSION),
      ),
    }),
  );
}

/**
 * Reads a file of the user's own.
 * @param path - `-` is standard input.
 * @throws PolyadError as {@link importUpload}, and NOT_FOUND
 */
export async function importFile<Kept>(
  target: ImportTarget<Kept>,
  path: string,
  choice: MappingChoice,
  { title, ...watch }: ImportWatch & Pick<ImportFacts, 'title'> = {},
): Promise<Kept> {
  if (path === '-') {
    const facts = {
      name: 'standard input',
      choice,
      ...(title !== undefined && { title }),
    };
    return spoolUpload(standardInputSource().open(), Infinity, (spooled) =>
      importSpooled(target, facts, spooled, watch),
    );
  }
  const facts = {
    name: basename(path),
    choice,
    ...(title !== undefined && { title }),
  };
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of fileSource(path).open()) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  const spooled = { path, bytes, sha256: hash.digest('hex') };
  return importSpooled(target, facts, spooled, watch);
}

async function importSpooled<Kept>(
  target: ImportTarget<Kept>,
  facts: ImportFacts,
  spooled: SpooledBytes,
  watch: ImportWatch & { readonly totalBytes?: number },
): Promise<Kept> {
  const { name, choice } = facts;
  const read = await readWithinMemory(target, facts, spooled, watch);
  const { hypergraph, format, rejected, notes } = read;
  const { bytes, sha256 } = spooled;
  const { mapping, recipe } = choice;
  const dataset: NewDataset = {
    name: facts.title ?? name,
    hypergraph,
    provenance: {
      source: name,
      format,
      bytes,
      sha256,
      mapping: { ...(recipe !== undefined && { recipe }), ...mapping },
      rejected: { count: rejected.count, rows: rejected.rows },
      notes,
      rowFrom: rowFrom(read, resolveMapping(choice)),
    },
  };
  return target.add(dataset, watch.signal);
}

/** Bytes an incidence takes at least: both directions of the matrix. */
const BYTES_AN_INCIDENCE = 8;

/** Reads, and stops as soon as it is sure that the result will not fit. */
async function readWithinMemory(
  target: ImportTarget<unknown>,
  { name, choice }: ImportFacts,
  { path }: SpooledBytes,
  watch: ImportWatch & { readonly totalBytes?: number },
): Promise<ReadResult> {
  const { signal, onProgress, totalBytes } = watch;
  const memory = new AbortController();
  const signals = signal ? [signal, memory.signal] : [memory.signal];
  return readSource(fileSource(path, name), {
    mapping: resolveMapping(choice),
    strict: choice.strict,
    ...(choice.format !== undefined && { format: choice.format }),
    ...(totalBytes !== undefined && { limits: { totalBytes } }),
    signal: AbortSignal.any(signals),
    onProgress: (progress) => {
      const bytes = progress.incidences * BYTES_AN_INCIDENCE;
      if (bytes > target.freeBytes) memory.abort(target.full(name, bytes));
      onProgress?.(progress);
    },
  });
}
