import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { Workspace, type WorkspaceOptions } from '#store/workspace.ts';

/** A folder of its own. */
export function newFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'polyad-workspace-')), 'ws');
}

/** An open workspace, closed after the file's tests. */
export async function openWorkspace(
  root: string,
  options: WorkspaceOptions = {},
): Promise<Workspace> {
  const workspace = await Workspace.open(root, options);
  afterAll(() => workspace.close());
  return workspace;
}
