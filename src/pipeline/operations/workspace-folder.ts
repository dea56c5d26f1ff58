import { stat } from 'node:fs/promises';
import { PolyadError } from '#errors/polyad-error.ts';
import { workspaceFolder } from '#store/workspace-folder.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { verifyStored } from './stored-datasets.ts';

/** What was written. */
export interface WorkspaceCopy {
  readonly folder: string;
  readonly files: number;
}

/**
 * Copies a workspace into a new folder.
 * @throws PolyadError NOT_FOUND, CONFLICT if it is in use or the folder is not empty
 */
export async function exportFolder(
  root: string,
  target: string,
  actor: string,
): Promise<WorkspaceCopy> {
  const { exportWorkspace } = await import('#store/maintenance.ts');
  return exportWorkspace(root, target, actor);
}

/**
 * Copies an exported workspace into `root` and hashes every snapshot again.
 * @throws PolyadError as {@link exportFolder}; INVALID_DATA if one was changed
 */
export async function importFolder(
  source: string,
  root: string,
  actor: string,
): Promise<WorkspaceCopy> {
  const { importWorkspace } = await import('#store/maintenance.ts');
  const report = await importWorkspace(source, root, actor);
  const workspace = await openWorkspace(root, { mustExist: true });
  try {
    const faulty = (await verifyStored(workspace)).filter(({ ok }) => !ok);
    if (faulty.length === 0) return report;
    const names = faulty.map(({ reference }) => reference).join(', ');
    throw new PolyadError(
      'INVALID_DATA',
      `The workspace was copied to ${root}, but its data sets ${names} are not what was stored. Import these again.`,
      { datasets: faulty },
    );
  } finally {
    await workspace.close();
  }
}

/** Sizes of the database before and after. */
export interface CompactedWorkspace extends WorkspaceCopy {
  readonly bytesBefore: number;
  readonly bytes: number;
}

/** Writes a workspace's database afresh and removes files that nothing names. */
export async function compactFolder(
  root: string,
  actor: string,
): Promise<CompactedWorkspace> {
  const { compactWorkspace } = await import('#store/maintenance.ts');
  const { database } = workspaceFolder(root);
  const size = async (): Promise<number> =>
    (await stat(database).catch(() => undefined))?.size ?? 0;
  const bytesBefore = await size();
  const report = await compactWorkspace(root, actor);
  return { ...report, bytesBefore, bytes: await size() };
}
