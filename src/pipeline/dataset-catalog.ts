import { randomBytes } from 'node:crypto';
import { PolyadError } from '#errors/polyad-error.ts';
import { CatalogEntry } from './catalog-entry.ts';
import type { Dataset } from './dataset.ts';
import type {
  DatasetShelf,
  NewDataset,
  ShelvedDataset,
} from './dataset-shelf.ts';
import { describeHypergraph } from './operations/describe.ts';
import { residentBytes } from './resident-bytes.ts';
import { fingerprint } from './workspace/fingerprint.ts';

export interface CatalogOptions {
  /** Most bytes that all data sets together may take in memory. */
  readonly maxBytes: number;
  readonly now?: () => Date;
  /** Keeps what is added; without one, data sets last as long as the catalog. */
  readonly shelf?: DatasetShelf;
}

/**
 * The data sets there are, in order of arrival. Those in memory stay within a cap:
 * with a shelf the least recently used make room, without one there is no more.
 */
export class DatasetCatalog {
  readonly maxBytes: number;
  readonly #datasets = new Map<string, CatalogEntry>();
  /** Those in memory, the least recently used first. */
  readonly #inMemory = new Set<CatalogEntry>();
  readonly #shelf: DatasetShelf | undefined;
  readonly #now: () => Date;

  constructor({ maxBytes, now = () => new Date(), shelf }: CatalogOptions) {
    this.maxBytes = maxBytes;
    this.#now = now;
    this.#shelf = shelf;
    for (const dataset of shelf?.datasets ?? []) this.#enter(dataset);
  }

  get datasetCount(): number {
    return this.#datasets.size;
  }

  /** Bytes that the data sets take in memory. */
  get residentBytes(): number {
    let bytes = 0;
    for (const entry of this.#inMemory) bytes += entry.residentBytes;
    return bytes;
  }

  /** Bytes that a new data set may take. */
  get freeBytes(): number {
    return this.#shelf ? this.maxBytes : this.maxBytes - this.residentBytes;
  }

  list(): Dataset[] {
    return [...this.#datasets.values()];
  }

  /** @throws PolyadError NOT_FOUND */
  get(id: string): Dataset {
    return this.#entry(id);
  }

  /**
   * Adds a data set; with a shelf it is on the disk when this returns, and the
   * same bytes read in the same way are the data set that is there.
   * @throws PolyadError LIMIT_EXCEEDED if it does not fit under the cap, or on the disk
   */
  async add(
    dataset: NewDataset,
    signal?: AbortSignal,
    actor?: string,
  ): Promise<Dataset> {
    const { name, hypergraph, provenance } = dataset;
    const bytes = residentBytes(hypergraph);
    if (bytes > this.freeBytes) throw this.full(name, bytes);
    const described = {
      ...dataset,
      summary: describeHypergraph(hypergraph),
      fingerprint: fingerprint(provenance),
    };
    if (!this.#shelf) {
      const id = randomBytes(9).toString('base64url');
      return this.#enter({ ...described, id, createdAt: this.#now() }, dataset);
    }
    const kept = await this.#shelf.keep(described, signal, actor);
    const known = this.#datasets.get(kept.id);
    if (known) return known;
    this.#makeRoom(name, bytes);
    return this.#enter(kept, dataset);
  }

  /** @throws PolyadError NOT_FOUND */
  async remove(id: string, actor?: string): Promise<void> {
    const entry = this.#entry(id);
    await this.#shelf?.remove(id, actor);
    this.#datasets.delete(id);
    this.#inMemory.delete(entry);
  }

  /** The error for an id that names nothing. */
  notThere(id: string): PolyadError {
    return new PolyadError(
      'NOT_FOUND',
      `There is no data set ${JSON.stringify(id)}.`,
      { id },
    );
  }

  /** The error for a data set that needs `bytes`, known or reached so far. */
  full(name: string, bytes: number): PolyadError {
    return new PolyadError(
      'LIMIT_EXCEEDED',
      `${name} needs ${mebibytes(bytes)} MiB or more and ${mebibytes(this.freeBytes)} of ${mebibytes(this.maxBytes)} MiB are free. Remove a data set, or start the server with more memory for data.`,
      { needed: bytes, free: this.freeBytes, limit: this.maxBytes },
    );
  }

  #entry(id: string): CatalogEntry {
    const entry = this.#datasets.get(id);
    if (entry) return entry;
    throw this.notThere(id);
  }

  #enter(
    dataset: Omit<ShelvedDataset, 'bytes'> & { readonly bytes?: number },
    read?: Pick<NewDataset, 'hypergraph'>,
  ): CatalogEntry {
    const { id, name, bytes = 0 } = dataset;
    const columns = {
      load: () => {
        this.#makeRoom(name, bytes);
        const hypergraph = this.#shelf?.load(id);
        if (hypergraph) return hypergraph;
        throw new PolyadError('INTERNAL', `The columns of ${name} are gone.`);
      },
      onUse: (used: CatalogEntry) => {
        if (!this.#datasets.has(id)) return;
        // A Set iterates in order of insertion: inserting again marks it as used.
        this.#inMemory.delete(used);
        this.#inMemory.add(used);
      },
    };
    const entry = new CatalogEntry(dataset, columns, read?.hypergraph);
    this.#datasets.set(id, entry);
    if (read) this.#inMemory.add(entry);
    return entry;
  }

  /** Lets go of data sets that are on the shelf until `bytes` fit. */
  #makeRoom(name: string, bytes: number): void {
    if (bytes > this.maxBytes) throw this.full(name, bytes);
    for (const entry of this.#inMemory) {
      if (this.residentBytes + bytes <= this.maxBytes) return;
      entry.release();
      this.#inMemory.delete(entry);
    }
  }
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
