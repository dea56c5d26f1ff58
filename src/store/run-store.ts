import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';
import {
  keepResult,
  readResultFile,
  readResultPieces,
  type KeptResult,
} from './kept-result.ts';
import { conditions } from './conditions.ts';
import { newId, nextPosition } from './row-ids.ts';
import { storedName, type WorkspaceFolder } from './workspace-folder.ts';

/** Options of an operation, by name. */
export type RunParameters = Readonly<Record<string, JsonValue>>;

/** What a result was computed from, and how. */
export interface RunFacts {
  /** Id of the data set version. */
  readonly datasetVersion: string;
  /** Name of the operation, as the command line has it. */
  readonly operation: string;
  readonly parameters: RunParameters;
  readonly seed: number;
  /** Polyad's version. */
  readonly codeVersion: string;
  readonly backend: string;
  readonly threads: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/** A run as it was recorded; its result is read apart. */
export interface Run extends RunFacts {
  readonly id: string;
  /** The result's JSON text, without facts of the run. */
  readonly result: Pick<KeptResult, 'bytes' | 'sha256'>;
}

/** Which runs to list. */
export interface RunFilter {
  readonly datasetVersion?: string;
  readonly operation?: string;
  /** Most runs, newest first. */
  readonly limit?: number;
  /** Runs to pass over first. */
  readonly offset?: number;
}

interface RunRow {
  readonly id: string;
  readonly position: number;
  readonly dataset_version: string;
  readonly operation: string;
  readonly parameters: string;
  readonly seed: number;
  readonly code_version: string;
  readonly backend: string;
  readonly threads: number;
  readonly started_at: string;
  readonly finished_at: string;
  readonly result_bytes: number;
  readonly result_sha256: string;
  readonly result: string | null;
}

interface Parts {
  readonly database: Database;
  readonly folder: WorkspaceFolder;
  readonly audit: AuditTrail;
}

const COLUMNS =
  'id, position, dataset_version, operation, parameters, seed, code_version, backend, threads, started_at, finished_at, result_bytes, result_sha256';

/** Every result that was computed from a stored data set, and how. */
export class RunStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Records a run; when this returns it is on the disk.
   * @param result - JSON text in pieces, without facts that differ each time.
   * @throws PolyadError LIMIT_EXCEEDED if the disk is full
   */
  async record(
    facts: RunFacts,
    result: Iterable<string>,
    actor: string,
  ): Promise<Run> {
    const { id, path } = this.plan();
    return this.recordKept(
      facts,
      { id, ...(await keepResult(path, result)) },
      actor,
    );
  }

  /** An id for a run to come, and where its result goes if it is long. */
  plan(): { readonly id: string; readonly path: string } {
    const id = newId();
    return { id, path: this.#resultPath(id) };
  }

  /**
   * Records a run whose result was kept already, as {@link plan} said.
   * @throws PolyadError LIMIT_EXCEEDED if the disk is full; the result is gone then
   */
  async recordKept(
    facts: RunFacts,
    { id, ...kept }: KeptResult & { readonly id: string },
    actor: string,
  ): Promise<Run> {
    try {
      await this.#insert({ ...facts, id, result: kept }, kept.text, actor);
    } catch (error) {
      await rm(this.#resultPath(id), { force: true }).catch(() => undefined);
      throw error;
    }
    const { bytes, sha256 } = kept;
    return { ...facts, id, result: { bytes, sha256 } };
  }

  /** Runs, newest first. */
  async list(filter: RunFilter = {}): Promise<Run[]> {
    const { where, values } = conditions({
      dataset_version: filter.datasetVersion,
      operation: filter.operation,
    });
    const { limit = 1000, offset = 0 } = filter;
    const rows = await this.#parts.database.read<RunRow>(
      `SELECT ${COLUMNS} FROM runs ${where} ORDER BY position DESC LIMIT $${values.length + 1} OFFSET $${values.length + 2}`,
      [...values, limit, offset],
    );
    return rows.map(runFromRow);
  }

  async count(filter: RunFilter = {}): Promise<number> {
    const { where, values } = conditions({
      dataset_version: filter.datasetVersion,
      operation: filter.operation,
    });
    const [row] = await this.#parts.database.read<{ runs: number }>(
      `SELECT count(*) AS runs FROM runs ${where}`,
      values,
    );
    return row?.runs ?? 0;
  }

  /** @throws PolyadError NOT_FOUND */
  async get(id: string): Promise<Run> {
    const [row] = await this.#parts.database.read<RunRow>(
      `SELECT ${COLUMNS} FROM runs WHERE id = $1`,
      [id],
    );
    if (row) return runFromRow(row);
    throw this.notThere(id);
  }

  /** The error for an id that names nothing. */
  notThere(id: string): PolyadError {
    return new PolyadError(
      'NOT_FOUND',
      `There is no run ${JSON.stringify(id)}. polyad runs list shows all.`,
      { id },
    );
  }

  /** The JSON text of a run's result. @throws PolyadError NOT_FOUND */
  async resultOf(id: string): Promise<string> {
    const [row] = await this.#parts.database.read<Pick<RunRow, 'result'>>(
      'SELECT result FROM runs WHERE id = $1',
      [(await this.get(id)).id],
    );
    return row?.result ?? readResultFile(this.#resultPath(id));
  }

  /** The same in pieces: for results too long for one string. @throws PolyadError NOT_FOUND */
  async *resultPieces(id: string): AsyncGenerator<string> {
    const [row] = await this.#parts.database.read<Pick<RunRow, 'result'>>(
      'SELECT result FROM runs WHERE id = $1',
      [(await this.get(id)).id],
    );
    const text = row?.result;
    if (typeof text === 'string') yield text;
    else yield* readResultPieces(this.#resultPath(id));
  }

  /** The newest run that did the same, by the same code; undefined if none. */
  async findSame(
    facts: Omit<RunFacts, 'startedAt' | 'finishedAt' | 'threads' | 'backend'>,
  ): Promise<Run | undefined> {
    const { datasetVersion, operation, parameters, seed, codeVersion } = facts;
    const [row] = await this.#parts.database.read<RunRow>(
      `SELECT ${COLUMNS} FROM runs WHERE dataset_version = $1 AND operation = $2 AND parameters = $3 AND seed = $4 AND code_version = $5 ORDER BY position DESC LIMIT 1`,
      [datasetVersion, operation, sortedJson(parameters), seed, codeVersion],
    );
    return row && runFromRow(row);
  }

  async #insert(run: Run, text: string | null, actor: string): Promise<void> {
    const { database, audit } = this.#parts;
    await database.transact(async (transaction) => {
      const position = await nextPosition(transaction, 'runs');
      await transaction.run(
        'INSERT INTO runs VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
        [
          run.id,
          position,
          run.datasetVersion,
          run.operation,
          sortedJson(run.parameters),
          run.seed,
          run.codeVersion,
          run.backend,
          run.threads,
          run.startedAt.toISOString(),
          run.finishedAt.toISOString(),
          run.result.bytes,
          run.result.sha256,
          text,
        ],
      );
      await audit.append(transaction, {
        actor,
        action: 'run.record',
        subject: run.id,
        details: {
          dataset: run.datasetVersion,
          operation: run.operation,
          result: run.result.sha256,
        },
      });
    });
  }

  #resultPath(id: string): string {
    return join(this.#parts.folder.results, storedName(id, 'json.gz'));
  }
}

function runFromRow(row: RunRow): Run {
  return {
    id: row.id,
    datasetVersion: row.dataset_version,
    operation: row.operation,
    parameters: JSON.parse(row.parameters) as RunParameters,
    seed: row.seed,
    codeVersion: row.code_version,
    backend: row.backend,
    threads: row.threads,
    startedAt: new Date(row.started_at),
    finishedAt: new Date(row.finished_at),
    result: { bytes: row.result_bytes, sha256: row.result_sha256 },
  };
}

/** Equal parameters give equal text. */
function sortedJson(parameters: RunParameters): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );
}
