import { readSnapshot } from '#store/read-snapshot.ts';
import { CatalogEntry } from '../catalog-entry.ts';
import type { ShelvedDataset } from '../dataset-shelf.ts';

/** A data set as it is sent to a thread, which reads its columns itself. */
export interface SentDataset extends Omit<ShelvedDataset, 'bytes'> {
  readonly snapshot: string;
}

/** Bytes of data sets that a thread keeps beside the one it works on. */
const KEPT_BYTES = 2 ** 30;

/** The data sets that a thread has loaded, the least recently used first. */
export class LoadedDatasets {
  readonly #entries = new Map<string, CatalogEntry>();

  /** The data set; its columns are read when they are first used. */
  get(sent: SentDataset): CatalogEntry {
    const known = this.#entries.get(sent.id);
    this.#entries.delete(sent.id);
    if (!known) this.#makeRoom();
    const entry =
      known ??
      new CatalogEntry(sent, {
        load: () => readSnapshot(sent.snapshot),
        onUse: () => undefined,
      });
    // A Map iterates in order of insertion: inserting again marks it as used.
    this.#entries.set(sent.id, entry);
    return entry;
  }

  #makeRoom(): void {
    let bytes = 0;
    for (const entry of this.#entries.values()) bytes += entry.residentBytes;
    for (const [id, entry] of this.#entries) {
      if (bytes <= KEPT_BYTES) return;
      bytes -= entry.residentBytes;
      this.#entries.delete(id);
    }
  }
}
