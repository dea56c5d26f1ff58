import { userInfo } from 'node:os';
import type { Workspace, WorkspaceOptions } from '#store/workspace.ts';

/** A workspace that is open, as command line and server hold it. */
export type OpenWorkspace = Workspace;

/**
 * Opens a workspace. The database is loaded only here, because it is most of what
 * a start-up would load.
 * @throws PolyadError CONFLICT if it is in use, NOT_FOUND if it must exist and
 * does not, INVALID_DATA if it is damaged, LIMIT_EXCEEDED if the disk is full
 */
export async function openWorkspace(
  root: string,
  options: WorkspaceOptions = {},
): Promise<OpenWorkspace> {
  const store = await import('#store/workspace.ts');
  return store.Workspace.open(root, options);
}

/** Who works at this machine, for the audit trail. */
export function localActor(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers may run a user without a name.
    return 'unknown';
  }
}
