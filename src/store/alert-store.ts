import { PolyadError } from '#errors/polyad-error.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database, Transaction } from './database.ts';
import { conditions } from './conditions.ts';
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

/** What there is to say of a new alert. */
export type NewAlert = Omit<StoredAlert, 'status'>;

/** Which alerts to list. */
export interface AlertFilter {
  readonly source?: string | undefined;
  readonly status?: AlertStatus | undefined;
  readonly limit?: number;
  readonly offset?: number;
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
  async raise(alerts: readonly NewAlert[], actor: string): Promise<number> {
    return this.#parts.database.transact((transaction) =>
      this.raiseWithin(transaction, alerts, actor),
    );
  }

  /** The same within the transaction of what raises them. */
  async raiseWithin(
    transaction: Transaction,
    alerts: readonly NewAlert[],
    actor: string,
  ): Promise<number> {
    const { audit } = this.#parts;
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
      await audit.append(transaction, {
        actor,
        action: 'alert.raise',
        subject: id,
        details: { source },
      });
      raised++;
    }
    return raised;
  }

  /** Newest first. */
  async list({
    source,
    status,
    limit = 1000,
    offset = 0,
  }: AlertFilter = {}): Promise<StoredAlert[]> {
    const { where, values } = conditions({ source, status });
    const rows = await this.#parts.database.read<AlertRow>(
      `SELECT * FROM alerts ${where} ORDER BY position DESC LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      [...values, limit, offset],
    );
    return rows.map(alertFromRow);
  }

  async count({ source, status }: AlertFilter = {}): Promise<number> {
    const { where, values } = conditions({ source, status });
    const [row] = await this.#parts.database.read<{ alerts: number }>(
      `SELECT count(*) AS alerts FROM alerts ${where}`,
      values,
    );
    return row?.alerts ?? 0;
  }

  /** What a source raised after its alert with an id, in the order it came; all where that is unknown. */
  async since(source: string, id: string | undefined): Promise<StoredAlert[]> {
    const rows = await this.#parts.database.read<AlertRow>(
      'SELECT * FROM alerts WHERE source = $1 AND position > coalesce((SELECT position FROM alerts WHERE id = $2), 0) ORDER BY position',
      [source, id ?? ''],
    );
    return rows.map(alertFromRow);
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

function alertFromRow(row: AlertRow): StoredAlert {
  const { id, source, raised_at: raisedAt, status, content } = row;
  const parsed = JSON.parse(content) as JsonValue;
  return { id, source, raisedAt, status, content: parsed };
}
