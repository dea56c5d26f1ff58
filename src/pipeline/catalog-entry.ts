import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { Dataset } from './dataset.ts';
import type { ShelvedDataset } from './dataset-shelf.ts';
import { residentBytes } from './resident-bytes.ts';
import { ResultCache } from './result-cache.ts';

/** How an entry gets its columns, and tells that they are used. */
export interface EntryColumns {
  readonly load: () => Hypergraph;
  readonly onUse: (entry: CatalogEntry) => void;
}

/**
 * A data set in the catalog. Its columns are loaded on first use and may be let go
 * again, with all that was computed from them.
 */
export class CatalogEntry implements Dataset {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly provenance: Dataset['provenance'];
  readonly summary: Dataset['summary'];
  readonly fingerprint: string;
  readonly #columns: EntryColumns;
  #hypergraph: Hypergraph | undefined;
  #residentBytes = 0;
  #results = new ResultCache(16);
  #rankings = new ResultCache(4);

  constructor(
    dataset: Omit<ShelvedDataset, 'bytes'>,
    columns: EntryColumns,
    hypergraph?: Hypergraph,
  ) {
    this.id = dataset.id;
    this.name = dataset.name;
    this.createdAt = dataset.createdAt;
    this.provenance = dataset.provenance;
    this.summary = dataset.summary;
    this.fingerprint = dataset.fingerprint;
    this.#columns = columns;
    if (hypergraph) this.#hold(hypergraph);
  }

  get hypergraph(): Hypergraph {
    const hypergraph = this.#hypergraph ?? this.#hold(this.#columns.load());
    this.#columns.onUse(this);
    return hypergraph;
  }

  /** 0 while the columns are on the shelf only. */
  get residentBytes(): number {
    return this.#residentBytes;
  }

  get results(): ResultCache {
    return this.#results;
  }

  get rankings(): ResultCache {
    return this.#rankings;
  }

  /** Lets the columns go, and what was computed from them. */
  release(): void {
    this.#hypergraph = undefined;
    this.#residentBytes = 0;
    this.#results = new ResultCache(16);
    this.#rankings = new ResultCache(4);
  }

  #hold(hypergraph: Hypergraph): Hypergraph {
    this.#residentBytes = residentBytes(hypergraph);
    return (this.#hypergraph = hypergraph);
  }
}
