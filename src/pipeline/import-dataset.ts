import type { ReadResult } from '#formats/format.ts';
import { readSource } from '#formats/read-source.ts';
import { SequentialIdTable } from '#hypergraph/id-table.ts';
import type { DatasetCatalog } from './dataset-catalog.ts';
import type { Dataset, DatasetProvenance } from './dataset.ts';
import { resolveMapping, type MappingChoice } from './operations/load.ts';
import { fileSource } from './sources/file-source.ts';
import { spoolUpload, type SpooledBytes } from './spool-upload.ts';

/** What an import says about its bytes. */
export interface ImportFacts {
  /** What the data set and its errors are called. */
  readonly name: string;
  readonly choice: MappingChoice;
}

export interface DatasetImport {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Asked once, after the bytes have come. */
  readonly facts: () => ImportFacts;
  /** Most bytes to take. */
  readonly uploadBytes: number;
  /** Most bytes after decompression. */
  readonly unpackedBytes: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads uploaded bytes into the catalog.
 * @throws PolyadError INVALID_DATA with the place; LIMIT_EXCEEDED for too many
 * bytes, before or after decompression, or too little memory; CANCELLED
 */
export async function importDataset(
  catalog: DatasetCatalog,
  source: DatasetImport,
): Promise<Dataset> {
  return spoolUpload(source.chunks, source.uploadBytes, async (spooled) => {
    const facts = source.facts();
    const read = await readSpooled(catalog, source, facts, spooled);
    return catalog.add({
      name: facts.name,
      hypergraph: read.hypergraph,
      provenance: provenance(facts, spooled, read),
    });
  });
}

/** Bytes an incidence takes at least: both directions of the matrix. */
const BYTES_AN_INCIDENCE = 8;

/** Compressed data that grows more than this is no honest file. */
const MAX_EXPANSION = 100;

/** Below this a file may grow as it likes. */
const FREE_EXPANSION = 2 ** 26;

async function readSpooled(
  catalog: DatasetCatalog,
  { unpackedBytes, signal }: DatasetImport,
  { name, choice }: ImportFacts,
  spooled: SpooledBytes,
): Promise<ReadResult> {
  const memory = new AbortController();
  const signals = signal ? [signal, memory.signal] : [memory.signal];
  return readSource(fileSource(spooled.path, name), {
    mapping: resolveMapping(choice),
    strict: choice.strict,
    ...(choice.format !== undefined && { format: choice.format }),
    limits: {
      totalBytes: Math.min(
        unpackedBytes,
        Math.max(FREE_EXPANSION, spooled.bytes * MAX_EXPANSION),
      ),
    },
    signal: AbortSignal.any(signals),
    onProgress: ({ incidences }) => {
      const bytes = incidences * BYTES_AN_INCIDENCE;
      if (bytes > catalog.freeBytes) memory.abort(catalog.full(name, bytes));
    },
  });
}

function provenance(
  { name, choice }: ImportFacts,
  { bytes, sha256 }: SpooledBytes,
  { hypergraph, format, rejected, notes }: ReadResult,
): DatasetProvenance {
  const { mapping, recipe } = choice;
  return {
    source: name,
    format,
    bytes,
    sha256,
    mapping: { ...(recipe !== undefined && { recipe }), ...mapping },
    rejected: { count: rejected.count, rows: rejected.rows },
    notes,
    isEdgePerRow:
      rejected.count === 0 && hypergraph.edgeIds instanceof SequentialIdTable,
  };
}
