import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { DatasetProvenance } from '#store/provenance.ts';
import type { Summary } from '#topology/summary.ts';
import type { ResultCache } from './result-cache.ts';

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
