import {
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import { storageError } from './storage-error.ts';

/** What a parameter or a cell may be; whole numbers come back as numbers. */
export type SqlValue = string | number | boolean | null;

/** Rows by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** SQL within one transaction; values go in as parameters only. */
export interface Transaction {
  run(sql: string, values?: readonly SqlValue[]): Promise<void>;
  read<Row = SqlRow>(sql: string, values?: readonly SqlValue[]): Promise<Row[]>;
}

/** Metadata is small: few threads and little memory start fast. */
const CONFIG = {
  threads: '2',
  memory_limit: '1GB',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/**
 * One DuckDB file. Writes run one transaction after the other, each whole or not
 * at all and on the disk before it returns; reads see what was committed.
 */
export class Database {
  readonly #path: string;
  readonly #instance: DuckDBInstance;
  readonly #writer: DuckDBConnection;
  readonly #reader: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();
  #isOpen = true;

  private constructor(
    path: string,
    instance: DuckDBInstance,
    [writer, reader]: readonly [DuckDBConnection, DuckDBConnection],
  ) {
    this.#path = path;
    this.#instance = instance;
    this.#writer = writer;
    this.#reader = reader;
  }

  /**
   * Opens the file, or makes it. Other files are within reach until {@link seal}.
   * @throws PolyadError CONFLICT if another process has it open, INVALID_DATA if
   * it is damaged, LIMIT_EXCEEDED if the disk is full
   */
  static async open(path: string): Promise<Database> {
    try {
      const instance = await DuckDBInstance.create(path, CONFIG);
      const connections = [
        await instance.connect(),
        await instance.connect(),
      ] as const;
      return new Database(path, instance, connections);
    } catch (error) {
      throw storageError(error, path);
    }
  }

  /** From here on SQL reaches no other file and changes no setting. */
  async seal(): Promise<void> {
    await this.#guard(async () => {
      await this.#writer.run('SET enable_external_access = false');
      await this.#writer.run('SET lock_configuration = true');
    });
  }

  /** Committed rows. @throws PolyadError INTERNAL, INVALID_DATA */
  read<Row = SqlRow>(
    sql: string,
    values: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    return this.#guard(() => readRows<Row>(this.#reader, sql, values));
  }

  /**
   * Runs `work` in a transaction, after those before it; rolls back if it throws.
   * @throws whatever `work` throws; PolyadError LIMIT_EXCEEDED if the disk is full
   */
  transact<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const turn = this.#last.then(() => this.#guard(() => this.#commit(work)));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Runs statements that may stand in no transaction, such as CHECKPOINT. */
  async maintain(...statements: readonly string[]): Promise<void> {
    const turn = this.#last.then(() =>
      this.#guard(async () => {
        for (const sql of statements) await this.#writer.run(sql);
      }),
    );
    this.#last = turn.catch(() => undefined);
    await turn;
  }

  /** Waits for what is under way, then closes the file; twice is once. */
  async close(): Promise<void> {
    await this.#last;
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#reader.closeSync();
    this.#writer.closeSync();
    this.#instance.closeSync();
  }

  async #commit<Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const writer = this.#writer;
    await writer.run('BEGIN TRANSACTION');
    try {
      const result = await work({
        run: async (sql, values = []) => {
          await writer.run(sql, [...values]);
        },
        read: (sql, values = []) => readRows(writer, sql, values),
      });
      await writer.run('COMMIT');
      return result;
    } catch (error) {
      // A failed COMMIT has rolled back already.
      await writer.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  async #guard<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw storageError(error, this.#path);
    }
  }
}

/**
 * A path within a statement that takes no parameters (ATTACH). The path is the
 * owner's own folder; a quote in it is doubled.
 */
export function quotedPath(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}

async function readRows<Row>(
  connection: DuckDBConnection,
  sql: string,
  values: readonly DuckDBValue[],
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, [...values]);
  return reader.getRowObjectsJS().map((row) => plainRow(row) as Row);
}

function plainRow(row: Readonly<Record<string, unknown>>): SqlRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : (value as SqlValue),
    ]),
  );
}
