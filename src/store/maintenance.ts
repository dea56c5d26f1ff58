import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import { AuditTrail, type NewAuditEntry } from './audit-trail.ts';
import { Database } from './database.ts';
import { PART, syncFolder } from './durable-file.ts';
import { copyDatabase, migrate } from './migrations.ts';
import { ownFolder } from './ownership.ts';
import { removeOrphans } from './remove-orphans.ts';
import { storageError } from './storage-error.ts';
import {
  checkWorkspace,
  workspaceFolder,
  type WorkspaceFolder,
} from './workspace-folder.ts';

/** What was copied or made smaller. */
export interface MaintenanceReport {
  /** The workspace written. */
  readonly folder: string;
  readonly files: number;
}

/**
 * Copies a whole workspace into a new folder that opens as one.
 * @param target - Must be empty or not there.
 * @throws PolyadError CONFLICT if `target` holds something or `root` is open
 * elsewhere, NOT_FOUND if there is no workspace, LIMIT_EXCEEDED if the disk is full
 */
export async function exportWorkspace(
  root: string,
  target: string,
  actor: string,
): Promise<MaintenanceReport> {
  const task = { actor, action: 'workspace.export', subject: target };
  return maintain(root, task, async (database, source) => {
    const copy = workspaceFolder(target);
    await makeEmptyFolder(target);
    let files = 1;
    for (const name of ['snapshots', 'results', 'models', 'streams'] as const) {
      await mkdir(copy[name]);
      // an earlier Polyad made no folder of models or streams
      await mkdir(source[name], { recursive: true });
      for (const file of await readdir(source[name])) {
        await copyFile(join(source[name], file), join(copy[name], file));
        files++;
      }
      await syncFolder(copy[name]);
    }
    // The database last: a copy that was broken off opens as an empty workspace.
    const part = `${copy.database}${PART}`;
    await copyDatabase(database, part);
    await rename(part, copy.database);
    await syncFolder(target);
    return { folder: target, files };
  });
}

/**
 * Copies an exported workspace into a folder of its own.
 * @param root - Must be empty or not there.
 * @throws PolyadError as {@link exportWorkspace}
 */
export async function importWorkspace(
  source: string,
  root: string,
  actor: string,
): Promise<MaintenanceReport> {
  const report = await exportWorkspace(source, root, actor);
  const task = { actor, action: 'workspace.import', subject: source };
  return maintain(root, task, async () => report);
}

/**
 * Writes the database afresh, without the room that removed rows took, and
 * removes files that nothing names.
 * @returns Bytes need not shrink; `files` were removed.
 */
export async function compactWorkspace(
  root: string,
  actor: string,
): Promise<MaintenanceReport> {
  const task = { actor, action: 'workspace.compact', subject: root };
  return maintain(root, task, async (database, folder) => {
    const orphans = await removeOrphans(database, folder);
    const part = `${folder.database}${PART}`;
    await rm(part, { force: true });
    await database.maintain('CHECKPOINT');
    await copyDatabase(database, part);
    if (process.platform === 'win32') await database.close();
    // Elsewhere the old file stays locked until it is replaced.
    await rename(part, folder.database);
    await syncFolder(root);
    return { folder: root, files: orphans.length };
  });
}

/** Opens a workspace whose SQL may reach other files, and notes the task in its trail. */
async function maintain(
  root: string,
  task: NewAuditEntry,
  work: (
    database: Database,
    folder: WorkspaceFolder,
  ) => Promise<MaintenanceReport>,
): Promise<MaintenanceReport> {
  const folder = workspaceFolder(root);
  checkWorkspace(folder);
  const disown = await ownFolder(root);
  let database: Database | undefined;
  try {
    database = await Database.open(folder.database);
    await migrate(database, folder);
    const now = (): Date => new Date();
    await new AuditTrail(database, folder.auditHead, now).record(task);
    return await work(database, folder);
  } catch (error) {
    throw storageError(error, root);
  } finally {
    await database?.close();
    disown();
  }
}

async function makeEmptyFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  if ((await readdir(path)).length === 0) return;
  throw new PolyadError(
    'CONFLICT',
    `${path} is not empty. Name a new folder, so that nothing is overwritten.`,
    { path },
  );
}
