import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { AlertStore, NewAlert } from './alert-store.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';
import { newId } from './row-ids.ts';
import { storedName, type WorkspaceFolder } from './workspace-folder.ts';

/** A stream of records that is monitored as it comes. */
export interface StoredStream {
  readonly name: string;
  /** Names its files. */
  readonly id: string;
  /** How records become relations, and what an alert is. */
  readonly settings: JsonValue;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Bytes of its log that were acknowledged; what is behind was not. */
  readonly logBytes: number;
  readonly rows: number;
  readonly rejected: number;
  readonly scored: number;
  readonly alerts: number;
}

/** What a chunk brought. */
export interface ChunkCounts {
  readonly rows: number;
  readonly rejected: number;
  readonly alerts: number;
}

interface StreamRow {
  readonly name: string;
  readonly id: string;
  readonly settings: string;
  readonly created_at: string;
  readonly log_bytes: number;
  readonly row_count: number;
  readonly rejected: number;
  readonly scored: number;
  readonly alerts: number;
}

interface Parts {
  readonly database: Database;
  readonly folder: WorkspaceFolder;
  readonly audit: AuditTrail;
  readonly alerts: AlertStore;
  readonly now: () => Date;
}

/** Streams, and the ledger of the chunks that were taken from each. */
export class StreamStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws PolyadError CONFLICT for a name that is taken */
  async make(
    name: string,
    settings: JsonValue,
    actor: string,
  ): Promise<StoredStream> {
    const { database, audit, now } = this.#parts;
    const id = newId();
    const createdAt = now().toISOString();
    await database.transact(async (transaction) => {
      const known = await transaction.read(
        'SELECT name FROM streams WHERE name = $1',
        [name],
      );
      if (known.length > 0) {
        throw new PolyadError(
          'CONFLICT',
          `There is a stream ${JSON.stringify(name)} already. Remove it first, or choose another name.`,
          { name },
        );
      }
      await transaction.run(
        'INSERT INTO streams VALUES ($1, $2, $3, $4, 0, 0, 0, 0, 0)',
        [name, id, JSON.stringify(settings), createdAt],
      );
      await audit.append(transaction, {
        actor,
        action: 'stream.make',
        subject: name,
      });
    });
    return this.get(name);
  }

  /** By name. */
  async list(): Promise<StoredStream[]> {
    const rows = await this.#parts.database.read<StreamRow>(
      'SELECT * FROM streams ORDER BY name',
    );
    return rows.map(streamFromRow);
  }

  async has(name: string): Promise<boolean> {
    return (await this.list()).some((stream) => stream.name === name);
  }

  /** @throws PolyadError NOT_FOUND */
  async get(name: string): Promise<StoredStream> {
    const [row] = await this.#parts.database.read<StreamRow>(
      'SELECT * FROM streams WHERE name = $1',
      [name],
    );
    if (row) return streamFromRow(row);
    throw new PolyadError(
      'NOT_FOUND',
      `There is no stream ${JSON.stringify(name)}.`,
      { name },
    );
  }

  /** Forgets a stream and its records; its alerts stay. @throws PolyadError NOT_FOUND */
  async remove(name: string, actor: string): Promise<void> {
    const { database, audit } = this.#parts;
    const { id } = await this.get(name);
    await database.transact(async (transaction) => {
      await transaction.run('DELETE FROM streams WHERE name = $1', [name]);
      await transaction.run('DELETE FROM stream_chunks WHERE stream = $1', [
        id,
      ]);
      await audit.append(transaction, {
        actor,
        action: 'stream.remove',
        subject: name,
      });
    });
    for (const path of [this.logPath(id), this.checkpointPath(id)]) {
      await rm(path, { force: true });
    }
  }

  /** What a chunk brought when it was taken; undefined where it was not. */
  async chunk(
    { id }: Pick<StoredStream, 'id'>,
    chunk: string,
  ): Promise<ChunkCounts | undefined> {
    const [row] = await this.#parts.database.read<{
      row_count: number;
      rejected: number;
      alerts: number;
    }>(
      'SELECT row_count, rejected, alerts FROM stream_chunks WHERE stream = $1 AND chunk = $2',
      [id, chunk],
    );
    return (
      row && { rows: row.row_count, rejected: row.rejected, alerts: row.alerts }
    );
  }

  /**
   * Acknowledges a chunk whose bytes are in the log: with its alerts, or not at all.
   * @param stream - As it is with the chunk.
   */
  async take(
    stream: StoredStream,
    { chunk, ...counts }: ChunkCounts & { readonly chunk: string },
    alerts: readonly NewAlert[],
    actor: string,
  ): Promise<void> {
    const { database, alerts: store } = this.#parts;
    await database.transact(async (transaction) => {
      await transaction.run(
        'INSERT INTO stream_chunks VALUES ($1, $2, $3, $4, $5)',
        [stream.id, chunk, counts.rows, counts.rejected, counts.alerts],
      );
      await transaction.run(
        'UPDATE streams SET log_bytes = $1, row_count = $2, rejected = $3, scored = $4, alerts = $5 WHERE name = $6',
        [
          stream.logBytes,
          stream.rows,
          stream.rejected,
          stream.scored,
          stream.alerts,
          stream.name,
        ],
      );
      await store.raiseWithin(transaction, alerts, actor);
    });
  }

  /** The records as they came, chunk after chunk. */
  logPath(id: string): string {
    return join(this.#parts.folder.streams, storedName(id, 'log'));
  }

  /** How far the monitor is; what the log holds behind that is scored again. */
  checkpointPath(id: string): string {
    return join(this.#parts.folder.streams, storedName(id, 'checkpoint'));
  }
}

function streamFromRow(row: StreamRow): StoredStream {
  const { name, id, rejected, scored, alerts } = row;
  return {
    name,
    id,
    settings: JSON.parse(row.settings) as JsonValue,
    createdAt: row.created_at,
    logBytes: row.log_bytes,
    rows: row.row_count,
    rejected,
    scored,
    alerts,
  };
}
