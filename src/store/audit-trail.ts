import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { Database, Transaction } from './database.ts';
import { writeDurably } from './durable-file.ts';

/** What somebody did. */
export interface AuditEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: string;
  /** Such as `dataset.import` or `run.record`. */
  readonly action: string;
  /** What it was done to: an id. */
  readonly subject: string;
  readonly details: Readonly<Record<string, JsonValue>>;
  readonly hash: string;
}

/** What there is to say of a new entry; the trail adds the rest. */
export type NewAuditEntry = Pick<AuditEntry, 'actor' | 'action' | 'subject'> & {
  readonly details?: AuditEntry['details'];
};

/** Whether a trail is whole. */
export type AuditVerdict =
  | { readonly intact: true; readonly entries: number }
  | {
      readonly intact: false;
      readonly entries: number;
      /** First entry that is wrong. */
      readonly seq: number;
      readonly reason: string;
    };

interface AuditRow {
  readonly seq: number;
  readonly happened_at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** Hash before the first entry. */
const GENESIS = '0'.repeat(64);

/** Rows checked at a time. */
const PAGE = 10_000;

/**
 * Who did what, append-only: each entry holds the hash of the one before, so that
 * a change, a gap or an insertion breaks the chain. The last hash also stands in
 * a file beside the database, which shows that the end was cut off.
 */
export class AuditTrail {
  readonly #database: Database;
  readonly #headPath: string;
  readonly #now: () => Date;

  constructor(database: Database, headPath: string, now: () => Date) {
    this.#database = database;
    this.#headPath = headPath;
    this.#now = now;
  }

  /** Appends within the transaction of what it tells about. */
  async append(transaction: Transaction, entry: NewAuditEntry): Promise<void> {
    const [last] = await transaction.read<{ seq: number; hash: string }>(
      'SELECT seq, hash FROM audit_trail ORDER BY seq DESC LIMIT 1',
    );
    const { actor, action, subject, details = {} } = entry;
    const content = {
      seq: (last?.seq ?? 0) + 1,
      happened_at: this.#now().toISOString(),
      actor,
      action,
      subject,
      details: JSON.stringify(details),
      previous_hash: last?.hash ?? GENESIS,
    };
    await transaction.run(
      'INSERT INTO audit_trail VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [...Object.values(content), hashOf(content)],
    );
  }

  /** Appends entries of their own, in one transaction. */
  async record(...entries: readonly NewAuditEntry[]): Promise<void> {
    await this.#database.transact(async (transaction) => {
      for (const entry of entries) await this.append(transaction, entry);
    });
  }

  /** Entries that exist. */
  async count(): Promise<number> {
    const [row] = await this.#database.read<{ entries: number }>(
      'SELECT count(*) AS entries FROM audit_trail',
    );
    return row?.entries ?? 0;
  }

  /** Entries after `seq`, oldest first. */
  async list(after = 0, limit = PAGE): Promise<AuditEntry[]> {
    const rows = await this.#rows(after, limit);
    return rows.map(({ seq, happened_at: at, details, ...row }) => ({
      seq,
      at,
      actor: row.actor,
      action: row.action,
      subject: row.subject,
      details: JSON.parse(details) as AuditEntry['details'],
      hash: row.hash,
    }));
  }

  /** Notes where the trail has come to; called when the workspace closes. */
  async saveHead(): Promise<void> {
    const [last] = await this.#database.read(
      'SELECT seq, hash FROM audit_trail ORDER BY seq DESC LIMIT 1',
    );
    if (!last) return;
    const text = new TextEncoder().encode(`${JSON.stringify(last)}\n`);
    await writeDurably(this.#headPath, (file) => file.append(text));
  }

  /** Recomputes every hash, O(entries). */
  async verify(): Promise<AuditVerdict> {
    const head = await this.#savedHead();
    let previous: Pick<AuditRow, 'seq' | 'hash'> = { seq: 0, hash: GENESIS };
    for (;;) {
      const rows = await this.#rows(previous.seq, PAGE);
      if (rows.length === 0) break;
      for (const row of rows) {
        const reason = faultOf(row, previous, head);
        if (reason !== undefined) {
          const { seq } = row;
          return { intact: false, entries: await this.count(), seq, reason };
        }
        previous = row;
      }
    }
    const entries = previous.seq;
    if (head && head.seq > entries) {
      const reason = `the trail once reached entry ${head.seq}`;
      return { intact: false, entries, seq: entries + 1, reason };
    }
    return { intact: true, entries };
  }

  #rows(after: number, limit: number): Promise<AuditRow[]> {
    return this.#database.read<AuditRow>(
      'SELECT * FROM audit_trail WHERE seq > $1 ORDER BY seq LIMIT $2',
      [after, limit],
    );
  }

  async #savedHead(): Promise<{ seq: number; hash: string } | undefined> {
    try {
      const text = await readFile(this.#headPath, 'utf8');
      return JSON.parse(text) as { seq: number; hash: string };
    } catch {
      return undefined;
    }
  }
}

function faultOf(
  row: AuditRow,
  previous: Pick<AuditRow, 'seq' | 'hash'>,
  head: { seq: number; hash: string } | undefined,
): string | undefined {
  if (row.seq !== previous.seq + 1) return `entry ${previous.seq + 1} is gone`;
  if (row.previous_hash !== previous.hash) {
    return 'it does not follow from the entry before';
  }
  const { hash, ...content } = row;
  if (hashOf(content) !== hash) return 'it was changed';
  if (head?.seq === row.seq && head.hash !== hash) {
    return 'it is not the entry that was last seen there';
  }
  return undefined;
}

function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { seq, happened_at, actor, action, subject, details } = row;
  const content = [seq, happened_at, actor, action, subject, details];
  return createHash('sha256')
    .update(JSON.stringify([row.previous_hash, ...content]))
    .digest('hex');
}
