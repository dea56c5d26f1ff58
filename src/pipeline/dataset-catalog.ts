import { randomBytes } from 'node:crypto';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { DatasetProvenance } from '#store/provenance.ts';
import type { Dataset } from './dataset.ts';
import { describeHypergraph } from './operations/describe.ts';
import { residentBytes } from './resident-bytes.ts';
import { ResultCache } from './result-cache.ts';
import { fingerprint } from './workspace/fingerprint.ts';

export interface CatalogOptions {
  /** Most bytes that all data sets together may take in memory. */
  readonly maxBytes: number;
  readonly now?: () => Date;
}

/** What is needed to add a data set. */
export interface NewDataset {
  readonly name: string;
  readonly hypergraph: Hypergraph;
  readonly provenance: DatasetProvenance;
}

/** The loaded data sets, in memory and within a cap, in order of arrival. */
export class DatasetCatalog {
  readonly maxBytes: number;
  readonly #datasets = new Map<string, Dataset>();
  readonly #now: () => Date;

  constructor({ maxBytes, now = () => new Date() }: CatalogOptions) {
    this.maxBytes = maxBytes;
    this.#now = now;
  }

  get datasetCount(): number {
    return this.#datasets.size;
  }

  /** Bytes that the data sets take. */
  get residentBytes(): number {
    let bytes = 0;
    for (const dataset of this.#datasets.values()) {
      bytes += dataset.residentBytes;
    }
    return bytes;
  }

  /** Bytes left under the cap. */
  get freeBytes(): number {
    return this.maxBytes - this.residentBytes;
  }

  list(): Dataset[] {
    return [...this.#datasets.values()];
  }

  /** @throws PolyadError NOT_FOUND */
  get(id: string): Dataset {
    const dataset = this.#datasets.get(id);
    if (dataset) return dataset;
    throw new PolyadError(
      'NOT_FOUND',
      `There is no data set ${JSON.stringify(id)}.`,
      { id },
    );
  }

  /** @throws PolyadError LIMIT_EXCEEDED if it does not fit under the cap. */
  add({ name, hypergraph, provenance }: NewDataset): Dataset {
    const bytes = residentBytes(hypergraph);
    if (bytes > this.freeBytes) throw this.full(name, bytes);
    const dataset: Dataset = {
      id: randomBytes(9).toString('base64url'),
      name,
      createdAt: this.#now(),
      hypergraph,
      provenance,
      summary: describeHypergraph(hypergraph),
      fingerprint: fingerprint(provenance),
      residentBytes: bytes,
      results: new ResultCache(16),
      rankings: new ResultCache(4),
    };
    this.#datasets.set(dataset.id, dataset);
    return dataset;
  }

  /** @throws PolyadError NOT_FOUND */
  remove(id: string): void {
    this.#datasets.delete(this.get(id).id);
  }

  /** The error for a data set that needs `bytes`, known or reached so far. */
  full(name: string, bytes: number): PolyadError {
    return new PolyadError(
      'LIMIT_EXCEEDED',
      `${name} needs ${mebibytes(bytes)} MiB or more and ${mebibytes(this.freeBytes)} of ${mebibytes(this.maxBytes)} MiB are free. Remove a data set, or start the server with more memory for data.`,
      { needed: bytes, free: this.freeBytes, limit: this.maxBytes },
    );
  }
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
