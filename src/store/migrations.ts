import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import { quotedPath, type Database } from './database.ts';
import { syncFolder } from './durable-file.ts';
import { SCHEMA_STEPS } from './schema.ts';
import type { WorkspaceFolder } from './workspace-folder.ts';

/** Statements that bring a database from one version to the next. */
export type SchemaStep = readonly string[];

/**
 * Brings a database to the newest schema, after a copy of it was put into
 * `backups`; a new one is filled. All steps are one transaction.
 * @param steps - Step `i` leads from version `i` to `i + 1`.
 * @returns The copy's path where one was made.
 * @throws PolyadError CONFLICT for a database of a later Polyad
 */
export async function migrate(
  database: Database,
  folder: WorkspaceFolder,
  steps: readonly SchemaStep[] = SCHEMA_STEPS,
): Promise<string | undefined> {
  const version = await schemaVersion(database);
  if (version > steps.length) {
    throw new PolyadError(
      'CONFLICT',
      `The workspace ${folder.root} was written by a later Polyad (schema ${version}; this one knows ${steps.length}). Update Polyad, or choose another workspace with --workspace.`,
      { path: folder.root, schema: version, known: steps.length },
    );
  }
  if (version === steps.length) return undefined;
  const backup =
    version > 0 ? await backUp(database, folder, version) : undefined;
  await database.transact(async (transaction) => {
    for (const statement of steps.slice(version).flat()) {
      await transaction.run(statement);
    }
    await transaction.run('DELETE FROM workspace_schema');
    await transaction.run('INSERT INTO workspace_schema VALUES ($1)', [
      steps.length,
    ]);
  });
  return backup;
}

/** 0 where there is no schema yet. */
async function schemaVersion(database: Database): Promise<number> {
  const tables = await database.read(
    "SELECT table_name FROM information_schema.tables WHERE table_name = 'workspace_schema'",
  );
  if (tables.length === 0) return 0;
  const [row] = await database.read<{ version: number }>(
    'SELECT version FROM workspace_schema',
  );
  return row?.version ?? 0;
}

async function backUp(
  database: Database,
  folder: WorkspaceFolder,
  version: number,
): Promise<string> {
  await mkdir(folder.backups, { recursive: true });
  const moment = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const path = join(folder.backups, `schema-${version}-${moment}.duckdb`);
  await copyDatabase(database, path);
  await syncFolder(folder.backups);
  return path;
}

/** Writes all tables of an unsealed database into a new file. */
export async function copyDatabase(
  database: Database,
  path: string,
): Promise<void> {
  await database.maintain(
    `ATTACH ${quotedPath(path)} AS polyad_copy`,
    'COPY FROM DATABASE workspace TO polyad_copy',
    'CHECKPOINT polyad_copy',
    'DETACH polyad_copy',
  );
}
