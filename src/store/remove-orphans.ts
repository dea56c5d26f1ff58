import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { PART } from './durable-file.ts';
import { storedName, type WorkspaceFolder } from './workspace-folder.ts';

/** A file that the workspace itself named, whole or not. */
const OWN_NAME =
  /^[\da-f]{16}\.(graph|json\.gz|state\.gz|log|checkpoint)(\.part)?$/;

/**
 * Removes what a crash left behind: files of imports, runs, models and streams that were
 * not committed, and of data sets whose removal was. Files of other names stay.
 * @returns Names of the files removed.
 */
export async function removeOrphans(
  database: Database,
  folder: WorkspaceFolder,
): Promise<string[]> {
  const versions = await database.read<{ id: string }>(
    'SELECT id FROM dataset_versions WHERE removed_at IS NULL',
  );
  const runs = await database.read<{ id: string }>(
    'SELECT id FROM runs WHERE result IS NULL',
  );
  const models = await database.read<{ id: string }>('SELECT id FROM models');
  const streams = await database.read<{ id: string }>('SELECT id FROM streams');
  return [
    ...(await removeAllBut(
      folder.streams,
      streams.flatMap(({ id }) => [
        storedName(id, 'log'),
        storedName(id, 'checkpoint'),
      ]),
    )),
    ...(await removeAllBut(
      folder.models,
      models.flatMap(({ id }) => [
        storedName(id, 'graph'),
        storedName(id, 'state.gz'),
      ]),
    )),
    ...(await removeAllBut(
      folder.snapshots,
      versions.map(({ id }) => storedName(id, 'graph')),
    )),
    ...(await removeAllBut(
      folder.results,
      runs.map(({ id }) => storedName(id, 'json.gz')),
    )),
    ...(await removeParts(folder.root)),
  ];
}

async function removeAllBut(
  path: string,
  names: readonly string[],
): Promise<string[]> {
  const known = new Set(names);
  const found = await namesIn(path);
  const orphans = found.filter(
    (name) => OWN_NAME.test(name) && !known.has(name),
  );
  for (const name of orphans) await rm(join(path, name), { force: true });
  return orphans;
}

/** A workspace of an earlier Polyad has no folder of models until it is opened. */
async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function removeParts(path: string): Promise<string[]> {
  const found = await readdir(path);
  const parts = found.filter((name) => name.endsWith(PART));
  for (const name of parts) await rm(join(path, name), { force: true });
  return parts;
}
