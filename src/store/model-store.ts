import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';
import { packBytes, unpackBytes } from './packed-bytes.ts';
import { readSnapshot } from './read-snapshot.ts';
import { newId, nextPosition } from './row-ids.ts';
import { storedName, type WorkspaceFolder } from './workspace-folder.ts';
import { writeSnapshot } from './write-snapshot.ts';

/** Trained, serving, or out of use. */
export type ModelStatus = 'trained' | 'promoted' | 'retired';

/** A trained model and where it comes from. */
export interface StoredModel {
  readonly id: string;
  readonly name: string;
  /** Id of the data set version it was trained on last. */
  readonly datasetVersion: string;
  /** The model it was made from, where there is one. */
  readonly parent: string | null;
  /** The run that trained it, where it was recorded. */
  readonly run: string | null;
  readonly status: ModelStatus;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Parameters, lineage, and hashes of its files. */
  readonly content: JsonValue;
}

/** What a model knows: large, so it is kept in files of its own. */
export interface ModelFiles {
  readonly relations: Hypergraph;
  readonly state: Uint8Array | null;
}

/** SHA-256 of a model's files, before packing. */
export interface ModelHashes {
  readonly relations: string;
  readonly state: string | null;
}

interface ModelRow {
  readonly id: string;
  readonly name: string;
  readonly dataset_version: string;
  readonly parent: string | null;
  readonly run: string | null;
  readonly status: ModelStatus;
  readonly created_at: string;
  readonly content: string;
}

interface Parts {
  readonly database: Database;
  readonly folder: WorkspaceFolder;
  readonly audit: AuditTrail;
  readonly now: () => Date;
}

/** The models of a workspace with their lineage. */
export class ModelStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Keeps a model: its files first, then its row, so that a row never names a
   * file that is not whole.
   * @param describe - The content, given the hashes of the files.
   * @throws PolyadError LIMIT_EXCEEDED if the disk is full
   */
  async add(
    model: Omit<StoredModel, 'id' | 'status' | 'createdAt' | 'content'>,
    { relations, state }: ModelFiles,
    describe: (hashes: ModelHashes) => JsonValue,
    actor: string,
  ): Promise<StoredModel> {
    const id = newId();
    try {
      const snapshot = await writeSnapshot(this.#path(id, 'graph'), relations);
      const packed =
        state && (await packBytes(this.#path(id, 'state.gz'), state));
      const hashes = { relations: snapshot.sha256, state: packed };
      const content = describe(hashes);
      return await this.#insert({ ...model, id, content }, actor);
    } catch (error) {
      await rm(this.#path(id, 'graph'), { force: true });
      await rm(this.#path(id, 'state.gz'), { force: true });
      throw error;
    }
  }

  /**
   * What a model knows.
   * @param sha256 - Of the state, as {@link add} told it; null where it has none.
   * @throws PolyadError NOT_FOUND if a file is gone, INVALID_DATA if damaged
   */
  async load(id: string, sha256: string | null): Promise<ModelFiles> {
    return {
      relations: readSnapshot(this.#path(id, 'graph')),
      state:
        sha256 === null
          ? null
          : await unpackBytes(this.#path(id, 'state.gz'), sha256),
    };
  }

  /** All models, in order of arrival. */
  async list(): Promise<StoredModel[]> {
    const rows = await this.#parts.database.read<ModelRow>(
      'SELECT * FROM models ORDER BY position',
    );
    return rows.map(modelFromRow);
  }

  /** @throws PolyadError NOT_FOUND */
  async get(id: string): Promise<StoredModel> {
    const [row] = await this.#parts.database.read<ModelRow>(
      'SELECT * FROM models WHERE id = $1',
      [id],
    );
    if (row) return modelFromRow(row);
    throw this.notThere(id);
  }

  notThere(id: string): PolyadError {
    return new PolyadError(
      'NOT_FOUND',
      `There is no model ${JSON.stringify(id)} in the workspace. polyad models list names those there are.`,
      { id },
    );
  }

  /**
   * Promotes or retires; promoting retires the promoted model of the same name.
   * @param action - What the audit trail calls it; default by the status.
   */
  async setStatus(
    id: string,
    status: ModelStatus,
    actor: string,
    action = `model.${status}`,
  ): Promise<StoredModel> {
    const model = await this.get(id);
    const { database, audit } = this.#parts;
    await database.transact(async (transaction) => {
      if (status === 'promoted') {
        await transaction.run(
          "UPDATE models SET status = 'retired' WHERE name = $1 AND status = 'promoted'",
          [model.name],
        );
      }
      await transaction.run('UPDATE models SET status = $1 WHERE id = $2', [
        status,
        id,
      ]);
      await audit.append(transaction, {
        actor,
        action,
        subject: id,
        details: { name: model.name, before: model.status },
      });
    });
    return { ...model, status };
  }

  /**
   * Models of a name that were promoted and not rolled back from, in order: the
   * last one serves now, unless it was retired. Read from the audit trail.
   */
  async promotions(name: string): Promise<string[]> {
    const entries = await this.#parts.database.read<{
      action: string;
      subject: string;
      details: string;
    }>(
      "SELECT action, subject, details FROM audit_trail WHERE action IN ('model.promoted', 'model.rollback') ORDER BY seq",
    );
    const served: string[] = [];
    for (const { action, subject, details } of entries) {
      if ((JSON.parse(details) as { name?: string }).name !== name) continue;
      if (action === 'model.promoted') served.push(subject);
      else served.length = served.lastIndexOf(subject) + 1;
    }
    return served;
  }

  #path(id: string, ending: 'graph' | 'state.gz'): string {
    return join(this.#parts.folder.models, storedName(id, ending));
  }

  async #insert(
    model: Omit<StoredModel, 'status' | 'createdAt'>,
    actor: string,
  ): Promise<StoredModel> {
    const { database, audit, now } = this.#parts;
    const createdAt = now().toISOString();
    const added: StoredModel = { ...model, status: 'trained', createdAt };
    await database.transact(async (transaction) => {
      await transaction.run(
        'INSERT INTO models VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [
          added.id,
          await nextPosition(transaction, 'models'),
          added.name,
          added.datasetVersion,
          added.parent,
          added.run,
          added.status,
          added.createdAt,
          JSON.stringify(added.content),
        ],
      );
      await audit.append(transaction, {
        actor,
        action: 'model.add',
        subject: added.id,
        details: {
          name: added.name,
          dataset: added.datasetVersion,
          parent: added.parent,
        },
      });
    });
    return added;
  }
}

function modelFromRow(row: ModelRow): StoredModel {
  const { id, name, parent, run, status } = row;
  return {
    id,
    name,
    datasetVersion: row.dataset_version,
    parent,
    run,
    status,
    createdAt: row.created_at,
    content: JSON.parse(row.content) as JsonValue,
  };
}
