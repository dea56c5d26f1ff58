import { tidyDatasetName } from '#store/dataset-name.ts';
import type { DatasetVersion } from '#store/dataset-store.ts';
import type { DatasetShelf, ShelvedDataset } from '../dataset-shelf.ts';
import { referenceOf } from '../operations/stored-datasets.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/**
 * The data sets of a workspace for a catalog: every version is one, called what
 * follows `ws:`.
 * @param actor - Who the audit trail names where nobody else is named.
 */
export async function openShelf(
  { datasets }: OpenWorkspace,
  actor: string,
): Promise<DatasetShelf> {
  const known = await datasets.list();
  return {
    datasets: known.map(shelved),
    load: (id) => datasets.load({ id }),
    keep: async (dataset, signal, who = actor) => {
      const name = tidyDatasetName(dataset.name);
      const kept = await datasets.add({ ...dataset, name }, who, signal);
      return shelved(kept.version);
    },
    remove: async (id, who = actor) => {
      const version = await datasets.get(id);
      if (!version) return;
      await datasets.remove(`${version.name}@${version.version}`, who);
    },
  };
}

/** A version as it stands on the shelf. */
export function shelved(version: DatasetVersion): ShelvedDataset {
  const { id, createdAt, provenance, summary, fingerprint } = version;
  return {
    id,
    name: referenceOf(version),
    createdAt,
    provenance,
    summary,
    fingerprint,
    bytes: version.snapshot.bytes,
  };
}
