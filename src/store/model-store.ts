import { PolyadError } from '#errors/polyad-error.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';
import { newId, nextPosition } from './row-ids.ts';

/** Trained, serving, or out of use. */
export type ModelStatus = 'trained' | 'promoted' | 'retired';

/** A trained model and where it comes from. */
export interface StoredModel {
  readonly id: string;
  readonly name: string;
  /** Id of the data set version it was trained on. */
  readonly datasetVersion: string;
  /** The model it was made from, where there is one. */
  readonly parent: string | null;
  /** The run that trained it, where it was recorded. */
  readonly run: string | null;
  readonly status: ModelStatus;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Parameters, quality and all the model needs to score. */
  readonly content: JsonValue;
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
  readonly audit: AuditTrail;
  readonly now: () => Date;
}

/** The models of a workspace with their lineage. */
export class ModelStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async add(
    model: Omit<StoredModel, 'id' | 'status' | 'createdAt'>,
    actor: string,
  ): Promise<StoredModel> {
    const { database, audit, now } = this.#parts;
    const added: StoredModel = {
      ...model,
      id: newId(),
      status: 'trained',
      createdAt: now().toISOString(),
    };
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
        details: { name: added.name, dataset: added.datasetVersion },
      });
    });
    return added;
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
    throw new PolyadError(
      'NOT_FOUND',
      `There is no model ${JSON.stringify(id)} in the workspace.`,
      { id },
    );
  }

  /** Promotes or retires; promoting retires the promoted model of the same name. */
  async setStatus(
    id: string,
    status: ModelStatus,
    actor: string,
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
        action: `model.${status}`,
        subject: id,
        details: { name: model.name },
      });
    });
    return { ...model, status };
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
