import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';

/** Where everything stands in a workspace folder. */
export interface WorkspaceFolder {
  readonly root: string;
  /** The DuckDB file; its log stands beside it while the workspace is open. */
  readonly database: string;
  /** One file a data set version. */
  readonly snapshots: string;
  /** Results too long for the database. */
  readonly results: string;
  /** Two files a model: relations, and the state of its detector where it has one. */
  readonly models: string;
  /** Two files a stream: its records, and how far its monitor is. */
  readonly streams: string;
  /** Databases as they were before a migration. */
  readonly backups: string;
  /** Where the audit trail had come to. */
  readonly auditHead: string;
}

export function workspaceFolder(root: string): WorkspaceFolder {
  return {
    root,
    database: join(root, 'workspace.duckdb'),
    snapshots: join(root, 'snapshots'),
    results: join(root, 'results'),
    models: join(root, 'models'),
    streams: join(root, 'streams'),
    backups: join(root, 'backups'),
    auditHead: join(root, 'audit-head.json'),
  };
}

/** @throws PolyadError NOT_FOUND if there is no workspace in the folder. */
export function checkWorkspace({ root, database }: WorkspaceFolder): void {
  if (existsSync(database)) return;
  throw new PolyadError(
    'NOT_FOUND',
    `There is no workspace in ${root}. Name its folder with --workspace, or begin one with polyad datasets import FILE --name NAME.`,
    { path: root },
  );
}

/** A file name of a snapshot, result or model: made of its id, never of user's text. */
export function storedName(
  id: string,
  ending: 'graph' | 'json.gz' | 'state.gz' | 'log' | 'checkpoint',
): string {
  return `${id}.${ending}`;
}
