import { join } from 'node:path';

/** Where everything stands in a workspace folder. */
export interface WorkspaceFolder {
  readonly root: string;
  /** The DuckDB file; its log stands beside it while the workspace is open. */
  readonly database: string;
  /** One file a data set version. */
  readonly snapshots: string;
  /** Results too long for the database. */
  readonly results: string;
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
    backups: join(root, 'backups'),
    auditHead: join(root, 'audit-head.json'),
  };
}

/** A file name of a snapshot or result: made of its id, never of user's text. */
export function storedName(id: string, ending: 'graph' | 'json.gz'): string {
  return `${id}.${ending}`;
}
