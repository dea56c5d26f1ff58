import { mkdir } from 'node:fs/promises';
import { AlertStore } from './alert-store.ts';
import { AnswerStore } from './answer-store.ts';
import { AuditTrail } from './audit-trail.ts';
import { Database } from './database.ts';
import { DatasetStore } from './dataset-store.ts';
import { JobStore } from './job-store.ts';
import { LabelStore } from './label-store.ts';
import { migrate, type SchemaStep } from './migrations.ts';
import { ModelStore } from './model-store.ts';
import { ownFolder } from './ownership.ts';
import { removeOrphans } from './remove-orphans.ts';
import { RunStore } from './run-store.ts';
import { storageError } from './storage-error.ts';
import { StreamStore } from './stream-store.ts';
import { TokenStore } from './token-store.ts';
import { ViewStore } from './view-store.ts';
import {
  checkWorkspace,
  workspaceFolder,
  type WorkspaceFolder,
} from './workspace-folder.ts';

export interface WorkspaceOptions {
  /** Makes no workspace where there is none. */
  readonly mustExist?: boolean;
  readonly now?: () => Date;
  /** For tests of migrations. */
  readonly schema?: readonly SchemaStep[];
}

/**
 * A folder that keeps data sets, runs, models, labels, alerts, saved views and the
 * audit trail. One process owns it. Every change is a transaction: whatever moment
 * the process ends at, what was acknowledged is there and nothing else.
 */
export class Workspace {
  readonly folder: WorkspaceFolder;
  readonly datasets: DatasetStore;
  readonly runs: RunStore;
  readonly labels: LabelStore;
  readonly models: ModelStore;
  readonly alerts: AlertStore;
  readonly views: ViewStore;
  readonly jobs: JobStore;
  readonly tokens: TokenStore;
  readonly streams: StreamStore;
  readonly answers: AnswerStore;
  readonly audit: AuditTrail;
  readonly #database: Database;
  readonly #disown: () => void;
  #closing: Promise<void> | undefined;

  private constructor(
    folder: WorkspaceFolder,
    database: Database,
    disown: () => void,
    now: () => Date,
  ) {
    this.folder = folder;
    this.#database = database;
    this.#disown = disown;
    this.audit = new AuditTrail(database, folder.auditHead, now);
    const parts = { database, folder, audit: this.audit, now };
    this.datasets = new DatasetStore(parts);
    this.runs = new RunStore(parts);
    this.labels = new LabelStore(parts);
    this.models = new ModelStore(parts);
    this.alerts = new AlertStore(parts);
    this.views = new ViewStore(parts);
    this.jobs = new JobStore(parts);
    this.tokens = new TokenStore(parts);
    this.streams = new StreamStore({ ...parts, alerts: this.alerts });
    this.answers = new AnswerStore(parts);
  }

  /**
   * Opens the workspace in `root`, which is made if it is not there; brings an
   * older one to the newest schema and removes what a crash left behind.
   * @throws PolyadError NOT_FOUND if it must exist and does not, CONFLICT if it is open elsewhere or of a later Polyad,
   * INVALID_DATA if it is damaged, LIMIT_EXCEEDED if the disk is full
   */
  static async open(
    root: string,
    options: WorkspaceOptions = {},
  ): Promise<Workspace> {
    const { now = () => new Date(), schema, mustExist = false } = options;
    const folder = workspaceFolder(root);
    if (mustExist) checkWorkspace(folder);
    await makeFolders(folder);
    const disown = await ownFolder(root);
    let database: Database | undefined;
    try {
      database = await Database.open(folder.database);
      await migrate(database, folder, schema);
      await database.seal();
      await removeOrphans(database, folder);
      return new Workspace(folder, database, disown, now);
    } catch (error) {
      await database?.close();
      disown();
      throw storageError(error, root);
    }
  }

  /** Ends what is under way and lets others in; twice is once. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    try {
      // A full disk keeps the old mark, which is still true.
      await this.audit.saveHead().catch(() => undefined);
    } finally {
      await this.#database.close();
      this.#disown();
    }
  }
}

async function makeFolders(folder: WorkspaceFolder): Promise<void> {
  try {
    const { root, snapshots, results, models, streams } = folder;
    for (const path of [root, snapshots, results, models, streams]) {
      await mkdir(path, { recursive: true });
    }
  } catch (error) {
    throw storageError(error, folder.root);
  }
}
