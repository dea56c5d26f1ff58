import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { RejectedRow } from '#formats/rejection-log.ts';
import type { Summary } from '#topology/summary.ts';
import type { ResultCache } from './result-cache.ts';

/** Its id, its property `row`, or nowhere. */
export type RowFrom = 'id' | 'property' | 'nowhere';

/** Where a data set came from: enough to make it again, and to trust it. */
export interface DatasetProvenance {
  /** Name of the file that was read; a name, never a path. */
  readonly source: string;
  readonly format: string;
  /** Bytes as they came, compressed or not. */
  readonly bytes: number;
  /** Of those bytes, hexadecimal. */
  readonly sha256: string;
  /** The mapping options given. */
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly rejected: {
    readonly count: number;
    /** The first ones. */
    readonly rows: readonly RejectedRow[];
  };
  /** What was detected or assumed, in sentences for people. */
  readonly notes: readonly string[];
  /** Where a hyperedge says which row of the source it came from. */
  readonly rowFrom: RowFrom;
}

/** A loaded data set: immutable, with what was computed from it so far. */
export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly hypergraph: Hypergraph;
  readonly provenance: DatasetProvenance;
  /** Counts, distributions, time range and kinds. */
  readonly summary: Summary;
  /** Equal for equal bytes read in the same way; changes with either. */
  readonly fingerprint: string;
  /** Bytes that the hypergraph takes. */
  readonly residentBytes: number;
  /** Results computed from it, until it is removed. */
  readonly results: ResultCache;
  /** Rankings of its elements; apart, because each takes columns as long as they. */
  readonly rankings: ResultCache;
}
