import { PolyadError, type ErrorCode } from '#errors/polyad-error.ts';
import type { Database, Transaction } from './database.ts';
import { newId, nextPosition } from './row-ids.ts';
import type { RunParameters } from './run-store.ts';

/**
 * Waiting, at work, with a result, without one, called off, or broken off too often
 * by an end of the process.
 */
export type JobStatus =
  'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

/** Why a job has no result. */
export interface JobFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Work on a data set version that outlasts the process. */
export interface StoredJob {
  readonly id: string;
  readonly datasetVersion: string;
  readonly operation: string;
  readonly parameters: RunParameters;
  readonly seed: number;
  /** Higher ones go first. */
  readonly priority: number;
  readonly actor: string;
  readonly status: JobStatus;
  /** How often it was begun. */
  readonly attempts: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Id of the run that holds the result. */
  readonly run: string | null;
  readonly failure: JobFailure | null;
}

interface JobRow {
  readonly id: string;
  readonly dataset_version: string;
  readonly operation: string;
  readonly parameters: string;
  readonly seed: number;
  readonly priority: number;
  readonly actor: string;
  readonly status: JobStatus;
  readonly attempts: number;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly run: string | null;
  readonly failure: string | null;
}

/** The jobs that somebody was promised. */
export class JobStore {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  /** An id for a job that may be kept later. */
  newId(): string {
    return newId();
  }

  /** Keeps a job, new or changed; when this returns it is on the disk. */
  async save(job: StoredJob): Promise<void> {
    await this.#database.transact(async (transaction) => {
      const known = await transaction.read(
        'SELECT id FROM jobs WHERE id = $1',
        [job.id],
      );
      if (known.length > 0) await update(transaction, job);
      else await insert(transaction, job);
    });
  }

  /** Newest first. */
  async list(offset = 0, limit = 1000): Promise<StoredJob[]> {
    const rows = await this.#database.read<JobRow>(
      'SELECT * FROM jobs ORDER BY position DESC LIMIT $1 OFFSET $2',
      [limit, offset],
    );
    return rows.map(jobFromRow);
  }

  /** Jobs that had not ended when the process did, in the order they came. */
  async unfinished(): Promise<StoredJob[]> {
    const rows = await this.#database.read<JobRow>(
      "SELECT * FROM jobs WHERE status IN ('queued', 'running') ORDER BY position",
    );
    return rows.map(jobFromRow);
  }

  async count(): Promise<number> {
    const [row] = await this.#database.read<{ jobs: number }>(
      'SELECT count(*) AS jobs FROM jobs',
    );
    return row?.jobs ?? 0;
  }

  /** @throws PolyadError NOT_FOUND */
  async get(id: string): Promise<StoredJob> {
    const [row] = await this.#database.read<JobRow>(
      'SELECT * FROM jobs WHERE id = $1',
      [id],
    );
    if (row) return jobFromRow(row);
    throw this.notThere(id);
  }

  /** The error for an id that names nothing. */
  notThere(id: string): PolyadError {
    return new PolyadError(
      'NOT_FOUND',
      `There is no job ${JSON.stringify(id)}.`,
      { id },
    );
  }
}

async function insert(transaction: Transaction, job: StoredJob): Promise<void> {
  await transaction.run(
    'INSERT INTO jobs VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
    [
      job.id,
      await nextPosition(transaction, 'jobs'),
      job.datasetVersion,
      job.operation,
      JSON.stringify(job.parameters),
      job.seed,
      job.priority,
      job.actor,
      job.status,
      job.attempts,
      job.createdAt,
      job.startedAt,
      job.finishedAt,
      job.run,
      job.failure && JSON.stringify(job.failure),
    ],
  );
}

async function update(transaction: Transaction, job: StoredJob): Promise<void> {
  await transaction.run(
    'UPDATE jobs SET status = $1, attempts = $2, started_at = $3, finished_at = $4, run = $5, failure = $6 WHERE id = $7',
    [
      job.status,
      job.attempts,
      job.startedAt,
      job.finishedAt,
      job.run,
      job.failure && JSON.stringify(job.failure),
      job.id,
    ],
  );
}

function jobFromRow(row: JobRow): StoredJob {
  const { id, operation, seed, priority, actor, status, attempts, run } = row;
  return {
    id,
    datasetVersion: row.dataset_version,
    operation,
    parameters: JSON.parse(row.parameters) as RunParameters,
    seed,
    priority,
    actor,
    status,
    attempts,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    run,
    failure:
      row.failure === null ? null : (JSON.parse(row.failure) as JobFailure),
  };
}
