import { PolyadError } from '#errors/polyad-error.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';

/** What somebody wants to come back to: filters, selection, layout. */
export interface SavedView {
  readonly name: string;
  readonly datasetVersion: string | null;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly content: JsonValue;
}

interface ViewRow {
  readonly name: string;
  readonly dataset_version: string | null;
  readonly saved_at: string;
  readonly content: string;
}

interface Parts {
  readonly database: Database;
  readonly audit: AuditTrail;
  readonly now: () => Date;
}

/** Saved views by name. */
export class ViewStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Saves a view, in place of the one with its name. */
  async save(
    { name, datasetVersion, content }: Omit<SavedView, 'savedAt'>,
    actor: string,
  ): Promise<void> {
    const { database, audit, now } = this.#parts;
    await database.transact(async (transaction) => {
      await transaction.run(
        'INSERT INTO saved_views VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET dataset_version = excluded.dataset_version, saved_at = excluded.saved_at, content = excluded.content',
        [name, datasetVersion, now().toISOString(), JSON.stringify(content)],
      );
      await audit.append(transaction, {
        actor,
        action: 'view.save',
        subject: name,
      });
    });
  }

  /** By name. */
  async list(): Promise<SavedView[]> {
    const rows = await this.#parts.database.read<ViewRow>(
      'SELECT * FROM saved_views ORDER BY name',
    );
    return rows.map((row) => ({
      name: row.name,
      datasetVersion: row.dataset_version,
      savedAt: row.saved_at,
      content: JSON.parse(row.content) as JsonValue,
    }));
  }

  /** @throws PolyadError NOT_FOUND */
  async remove(name: string, actor: string): Promise<void> {
    const { database, audit } = this.#parts;
    await database.transact(async (transaction) => {
      const known = await transaction.read(
        'SELECT name FROM saved_views WHERE name = $1',
        [name],
      );
      if (known.length === 0) {
        throw new PolyadError(
          'NOT_FOUND',
          `There is no saved view ${JSON.stringify(name)}.`,
          { name },
        );
      }
      await transaction.run('DELETE FROM saved_views WHERE name = $1', [name]);
      await audit.append(transaction, {
        actor,
        action: 'view.remove',
        subject: name,
      });
    });
  }
}
