import { existsSync } from 'node:fs';
import { PolyadError } from '#errors/polyad-error.ts';
import { workspaceFolder } from '#store/workspace-folder.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { MachineCheck } from './machine.ts';

/** Whether what the workspace keeps, and its audit trail, is in order. */
export async function examineWorkspace(root: string): Promise<MachineCheck[]> {
  if (!existsSync(workspaceFolder(root).database)) return [];
  try {
    const workspace = await openWorkspace(root, { mustExist: true });
    try {
      const versions = await workspace.datasets.list();
      const runs = await workspace.runs.count();
      const verdict = await workspace.audit.verify();
      return [
        {
          name: 'Stored',
          ok: true,
          value: `data set versions: ${versions.length}, runs: ${runs}`,
        },
        {
          name: 'Audit trail',
          ok: verdict.intact,
          value: verdict.intact
            ? `unbroken, entries: ${verdict.entries}`
            : `broken at entry ${verdict.seq}: ${verdict.reason}`,
          ...(!verdict.intact && {
            advice: 'Compare with an export made before that entry.',
          }),
        },
      ];
    } finally {
      await workspace.close();
    }
  } catch (error) {
    if (!(error instanceof PolyadError)) throw error;
    const { code, message, details } = error;
    if (code === 'CONFLICT' && details['pid'] !== undefined) {
      const value = `in use by process ${Number(details['pid'])}, not looked at`;
      return [{ name: 'Stored', ok: true, value }];
    }
    return [{ name: 'Stored', ok: false, value: message }];
  }
}
