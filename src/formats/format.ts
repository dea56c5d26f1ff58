import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { RejectionLog } from './rejection-log.ts';
import type { TableMapping } from './table-mapping.ts';

/**
 * Bytes from anywhere: a file, standard input, an upload, a dropped file. Each
 * host passes in its own, so that readers know no file system.
 */
export interface ByteSource {
  /** What errors call it: a file name, `-`, an upload's name. */
  readonly name: string;
  /** Size in bytes where it is known. */
  readonly size?: number;
  /** The bytes from the start. Sources that cannot start again throw on a second call. */
  open(): AsyncIterable<Uint8Array>;
  /** Bytes `[start, end)`, where the host can seek. */
  slice?(start: number, end: number): Promise<Uint8Array>;
}

/** Where a long read is. */
export interface ReadProgress {
  readonly bytes: number;
  readonly totalBytes?: number;
  readonly incidences: number;
}

/** Limits that bound memory and time on input nobody vouches for. */
export interface ReadLimits {
  /** Longest line or record, bytes; 16 MiB unless told otherwise. */
  readonly recordBytes: number;
  /** Most columns of a table. */
  readonly columns: number;
  /** Deepest nesting of a JSON value. */
  readonly depth: number;
  /** Most bytes after decompression. */
  readonly totalBytes: number;
}

export interface ReadOptions {
  readonly mapping: TableMapping;
  /** Makes the first rejected row fatal. */
  readonly strict: boolean;
  readonly limits: ReadLimits;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
}

export interface ReadResult {
  readonly hypergraph: Hypergraph;
  /** Name of the format that was read. */
  readonly format: string;
  readonly rejected: RejectionLog;
  /** What was detected or assumed, in sentences for people. */
  readonly notes: readonly string[];
}

/** One file format in: one file in this folder, one line in the registry. */
export interface FormatReader {
  readonly name: string;
  readonly title: string;
  /** File name endings, without the dot and without compression's ending. */
  readonly extensions: readonly string[];
  /**
   * How sure the reader is, 0 to 1, that these are its bytes.
   * @param head - The first bytes, decompressed, at most 64 KiB.
   * @param name - The source's name, for formats that content cannot tell apart.
   */
  detect(head: Uint8Array, name: string): number;
  /**
   * @param source - Decompressed bytes.
   * @throws PolyadError INVALID_DATA with file, line and column where it can be told.
   */
  read(source: ByteSource, options: ReadOptions): Promise<ReadResult>;
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
}

/** One file format out. */
export interface FormatWriter {
  readonly name: string;
  readonly title: string;
  readonly extensions: readonly string[];
  /** What the format cannot hold and therefore leaves out, in sentences for people. */
  losses(hypergraph: Hypergraph): readonly string[];
  write(
    hypergraph: Hypergraph,
    options: WriteOptions,
  ): AsyncIterable<Uint8Array>;
}
