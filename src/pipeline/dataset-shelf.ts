import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Summary } from '#topology/summary.ts';
import type { DatasetProvenance } from '#store/provenance.ts';

/** What is needed to add a data set. */
export interface NewDataset {
  readonly name: string;
  readonly hypergraph: Hypergraph;
  readonly provenance: DatasetProvenance;
}

/** A data set on the shelf, without its columns. */
export interface ShelvedDataset {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly provenance: DatasetProvenance;
  readonly summary: Summary;
  /** Equal for equal bytes read in the same way; changes with either. */
  readonly fingerprint: string;
  /** About what it takes in memory. */
  readonly bytes: number;
}

/** Where a catalog keeps its data sets so that they outlast it. */
export interface DatasetShelf {
  /** What was there when it was opened, in order of arrival. */
  readonly datasets: readonly ShelvedDataset[];
  /** The columns; reads them before it returns. @throws PolyadError INVALID_DATA */
  load(id: string): Hypergraph;
  /** Keeps a data set; the same one again is the one that is there. */
  keep(
    dataset: NewDataset & Pick<ShelvedDataset, 'summary' | 'fingerprint'>,
    signal?: AbortSignal,
    actor?: string,
  ): Promise<ShelvedDataset>;
  remove(id: string, actor?: string): Promise<void>;
}
