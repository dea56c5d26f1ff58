import { realpath } from 'node:fs/promises';
import { inUse } from './storage-error.ts';

/** Workspaces that this process has open: the system's lock holds between processes only. */
const owned = new Set<string>();

/**
 * Notes that this process has the folder open.
 * @returns Call it when the folder is closed.
 * @throws PolyadError CONFLICT if this process has it open already
 */
export async function ownFolder(root: string): Promise<() => void> {
  const key = await realpath(root);
  if (owned.has(key)) throw inUse(root, `PID ${process.pid}`);
  owned.add(key);
  return () => owned.delete(key);
}
