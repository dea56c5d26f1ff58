import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PolyadError } from '#errors/polyad-error.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { StopSignal } from '#numeric/cancellation.ts';
import type { Summary } from '#topology/summary.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Database, Transaction } from './database.ts';
import {
  checkDatasetName,
  parseReference,
  referenceText,
  type DatasetReference,
} from './dataset-name.ts';
import {
  versionFromRow,
  versionToRow,
  type DatasetVersionRow,
} from './dataset-rows.ts';
import type { WrittenFile } from './durable-file.ts';
import type { DatasetProvenance } from './provenance.ts';
import { newId, nextPosition } from './row-ids.ts';
import { readSnapshot } from './read-snapshot.ts';
import { storedName, type WorkspaceFolder } from './workspace-folder.ts';
import { writeSnapshot } from './write-snapshot.ts';

/** One version of a data set: immutable. */
export interface DatasetVersion {
  /** Names this version for ever. */
  readonly id: string;
  readonly name: string;
  /** From 1; numbers are not used twice. */
  readonly version: number;
  readonly createdAt: Date;
  readonly provenance: DatasetProvenance;
  readonly summary: Summary;
  /** Equal for equal bytes read in the same way. */
  readonly fingerprint: string;
  readonly snapshot: WrittenFile;
}

/** What is needed to keep a data set. */
export type NewDatasetVersion = Pick<
  DatasetVersion,
  'name' | 'provenance' | 'summary' | 'fingerprint'
> & { readonly hypergraph: Hypergraph };

/** A version whose snapshot was hashed again. */
export interface VerifiedVersion {
  readonly version: DatasetVersion;
  readonly ok: boolean;
  /** What is wrong, where something is. */
  readonly fault?: 'missing' | 'changed';
}

interface Parts {
  readonly database: Database;
  readonly folder: WorkspaceFolder;
  readonly audit: AuditTrail;
  readonly now: () => Date;
}

const LIVE = 'FROM dataset_versions WHERE removed_at IS NULL';

/** The data sets of a workspace: rows in the database, columns in snapshots. */
export class DatasetStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** All versions there are, in order of arrival. */
  async list(): Promise<DatasetVersion[]> {
    return this.#select(`SELECT * ${LIVE} ORDER BY position`);
  }

  /**
   * The version that `NAME` (the newest) or `NAME@VERSION` names.
   * @throws PolyadError NOT_FOUND, INVALID_ARGUMENT
   */
  async find(reference: string): Promise<DatasetVersion> {
    const [found] = await this.#versions(parseReference(reference));
    if (found) return found;
    throw await this.#notThere(reference);
  }

  /** The version with an id, or undefined. */
  async get(id: string): Promise<DatasetVersion | undefined> {
    const [found] = await this.#select(`SELECT * ${LIVE} AND id = $1`, id);
    return found;
  }

  /** `NAME@VERSION` of an id, also where the version was removed. */
  async referenceOf(id: string): Promise<string | undefined> {
    const [row] = await this.#parts.database.read<DatasetVersionRow>(
      'SELECT * FROM dataset_versions WHERE id = $1',
      [id],
    );
    return row && referenceText(row.dataset, row.version);
  }

  /**
   * Keeps a data set: as a new one, or as the next version of the one with its
   * name. The same bytes read in the same way are kept once.
   * @returns The version, and whether it is new.
   * @throws PolyadError INVALID_ARGUMENT for an unfit name, LIMIT_EXCEEDED if the
   * disk is full, CANCELLED
   */
  async add(
    dataset: NewDatasetVersion,
    actor: string,
    signal?: StopSignal,
  ): Promise<{ version: DatasetVersion; isNew: boolean }> {
    const { name, fingerprint } = dataset;
    checkDatasetName(name);
    const [same] = await this.#select(
      `SELECT * ${LIVE} AND dataset = $1 AND fingerprint = $2`,
      name,
      fingerprint,
    );
    if (same) return { version: same, isNew: false };
    const id = newId();
    const path = this.#snapshotPath(id);
    const snapshot = await writeSnapshot(path, dataset.hypergraph, signal);
    try {
      const version = await this.#parts.database.transact((transaction) =>
        this.#insert(transaction, { ...dataset, id, snapshot }, actor),
      );
      return { version, isNew: true };
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /**
   * The hypergraph of a version; reads its snapshot before it returns.
   * @throws PolyadError NOT_FOUND if the snapshot is gone, INVALID_DATA if damaged
   */
  load({ id }: Pick<DatasetVersion, 'id'>): Hypergraph {
    return readSnapshot(this.#snapshotPath(id));
  }

  /** Where the snapshot of a version is, for a thread that reads it itself. */
  snapshotOf({ id }: Pick<DatasetVersion, 'id'>): string {
    return this.#snapshotPath(id);
  }

  /**
   * Removes `NAME` with all its versions, or `NAME@VERSION` alone. Runs and labels
   * stay: they tell what was done.
   * @throws PolyadError NOT_FOUND
   */
  async remove(reference: string, actor: string): Promise<DatasetVersion[]> {
    const versions = await this.#versions(parseReference(reference));
    if (versions.length === 0) throw await this.#notThere(reference);
    const { database, audit, now } = this.#parts;
    await database.transact(async (transaction) => {
      for (const { id, name, version } of versions) {
        await transaction.run(
          'UPDATE dataset_versions SET removed_at = $1 WHERE id = $2',
          [now().toISOString(), id],
        );
        await audit.append(transaction, {
          actor,
          action: 'dataset.remove',
          subject: id,
          details: { name, version },
        });
      }
    });
    for (const { id } of versions) {
      await rm(this.#snapshotPath(id), { force: true });
    }
    return versions;
  }

  /** Hashes snapshots again: of one data set, or of all. */
  async *verify(reference?: string): AsyncGenerator<VerifiedVersion> {
    const versions =
      reference === undefined
        ? await this.list()
        : await this.#versions(parseReference(reference));
    if (reference !== undefined && versions.length === 0) {
      throw await this.#notThere(reference);
    }
    for (const version of versions) {
      const hash = await hashFile(this.#snapshotPath(version.id));
      const { sha256 } = version.snapshot;
      if (hash === sha256) yield { version, ok: true };
      else {
        const fault = hash === undefined ? 'missing' : 'changed';
        yield { version, ok: false, fault };
      }
    }
  }

  async #insert(
    transaction: Transaction,
    dataset: NewDatasetVersion & Pick<DatasetVersion, 'id' | 'snapshot'>,
    actor: string,
  ): Promise<DatasetVersion> {
    const { audit, now } = this.#parts;
    const { id, name, fingerprint, provenance, summary, snapshot } = dataset;
    const [last] = await transaction.read<{ version: number | null }>(
      'SELECT max(version) AS version FROM dataset_versions WHERE dataset = $1',
      [name],
    );
    const version: DatasetVersion = {
      id,
      name,
      version: (last?.version ?? 0) + 1,
      createdAt: now(),
      provenance,
      summary,
      fingerprint,
      snapshot,
    };
    const position = await nextPosition(transaction, 'dataset_versions');
    const row = Object.values(versionToRow(version, position));
    const places = row.map((_, index) => `$${index + 1}`).join(', ');
    await transaction.run(
      `INSERT INTO dataset_versions VALUES (${places})`,
      row,
    );
    const { source, sha256 } = provenance;
    await audit.append(transaction, {
      actor,
      action: 'dataset.import',
      subject: id,
      details: { name, version: version.version, source, sha256 },
    });
    return version;
  }

  /** Newest first. */
  #versions({ name, version }: DatasetReference): Promise<DatasetVersion[]> {
    return version === undefined
      ? this.#select(
          `SELECT * ${LIVE} AND dataset = $1 ORDER BY version DESC`,
          name,
        )
      : this.#select(
          `SELECT * ${LIVE} AND dataset = $1 AND version = $2`,
          name,
          version,
        );
  }

  async #select(
    sql: string,
    ...values: (string | number)[]
  ): Promise<DatasetVersion[]> {
    const rows = await this.#parts.database.read<DatasetVersionRow>(
      sql,
      values,
    );
    return rows.map(versionFromRow);
  }

  async #notThere(reference: string): Promise<PolyadError> {
    const names = new Set((await this.list()).map(({ name }) => name));
    const known = [...names].slice(0, 10).join(', ');
    const advice =
      known === ''
        ? 'It is empty: add one with polyad datasets import FILE --name NAME.'
        : `It has ${known}${names.size > 10 ? ' and others' : ''}.`;
    return new PolyadError(
      'NOT_FOUND',
      `There is no data set ${reference} in the workspace ${this.#parts.folder.root}. ${advice}`,
      { dataset: reference, workspace: this.#parts.folder.root },
    );
  }

  #snapshotPath(id: string): string {
    return join(this.#parts.folder.snapshots, storedName(id, 'graph'));
  }
}

/** Undefined where there is no such file. */
async function hashFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk as Uint8Array);
    }
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}
