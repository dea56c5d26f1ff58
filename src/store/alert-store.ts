import { PolyadError } from '#errors/polyad-error.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';
import { nextPosition } from './row-ids.ts';

/** Nobody has looked yet, somebody has, or it is done with. */
export type AlertStatus = 'open' | 'seen' | 'closed';

/** Something that somebody should look at. */
export interface StoredAlert {
  /** Given by who raises it, so that raising twice is raising once. */
  readonly id: string;
  /** The monitor or rule that raised it. */
  readonly source: string;
  /** ISO 8601, UTC. */
  readonly raisedAt: string;
  readonly status: AlertStatus;
  readonly content: JsonValue;
}

interface AlertRow {
  readonly id: string;
  readonly source: string;
  readonly raised_at: string;
  readonly status: AlertStatus;
  readonly content: string;
}

interface Parts {
  readonly database: Database;
  readonly audit: AuditTrail;
}

/** The alerts of a workspace. */
export class AlertStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Raises alerts, all or none; ids that are known are passed over. */
  async raise(
    alerts: readonly Omit<StoredAlert, 'status'>[],
    actor: string,
  ): Promise<number> {
    const { database, audit } = this.#parts;
    return database.transact(async (transaction) => {
      let raised = 0;
      for (const { id, source, raisedAt, content } of alerts) {
        const known = await transaction.read(
          'SELECT id FROM alerts WHERE id = $1',
          [id],
        );
        if (known.length > 0) continue;
        const position = await nextPosition(transaction, 'alerts');
        await transaction.run(
          "INSERT INTO alerts VALUES ($1, $2, $3, $4, 'open', $5)",
          [id, position, source, raisedAt, JSON.stringify(content)],
        );
        const action = 'alert.raise';
        const details = { source };
        await audit.append(transaction, {
          actor,
          action,
          subject: id,
          details,
        });
        raised++;
      }
      return raised;
    });
  }

  /** Newest first. */
  async list(limit = 1000): Promise<StoredAlert[]> {
    const rows = await this.#parts.database.read<AlertRow>(
      'SELECT * FROM alerts ORDER BY position DESC LIMIT $1',
      [limit],
    );
    return rows.map(({ id, source, raised_at: raisedAt, status, content }) => ({
      id,
      source,
      raisedAt,
      status,
      content: JSON.parse(content) as JsonValue,
    }));
  }

  /** @throws PolyadError NOT_FOUND */
  async setStatus(
    id: string,
    status: AlertStatus,
    actor: string,
  ): Promise<void> {
    const { database, audit } = this.#parts;
    await database.transact(async (transaction) => {
      const known = await transaction.read(
        'SELECT id FROM alerts WHERE id = $1',
        [id],
      );
      if (known.length === 0) {
        throw new PolyadError(
          'NOT_FOUND',
          `There is no alert ${JSON.stringify(id)} in the workspace.`,
          { id },
        );
      }
      await transaction.run('UPDATE alerts SET status = $1 WHERE id = $2', [
        status,
        id,
      ]);
      await audit.append(transaction, {
        actor,
        action: `alert.${status}`,
        subject: id,
      });
    });
  }
}
