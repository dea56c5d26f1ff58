import type { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import { PolyadError } from '#errors/polyad-error.ts';
import { mayRead, type Identity } from './identity.ts';

/** Whether the data set with an id is theirs to see; one that was removed is not. */
export function maySee(
  who: Identity,
  catalog: DatasetCatalog,
  datasetId: string,
): boolean {
  if (who.datasets === null) return true;
  const dataset = catalog.list().find(({ id }) => id === datasetId);
  return dataset !== undefined && mayRead(who, dataset.name);
}

/**
 * Whoever may see some data sets only must say which of them a list is about.
 * @throws PolyadError FORBIDDEN
 */
export function requireScope(
  who: Identity,
  catalog: DatasetCatalog,
  datasetId: string | undefined,
): void {
  if (who.datasets === null) return;
  if (datasetId !== undefined && maySee(who, catalog, datasetId)) return;
  throw new PolyadError(
    'FORBIDDEN',
    `${who.name} may see some data sets only; ask for one of them with ?dataset=ID.`,
  );
}
