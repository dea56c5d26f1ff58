import type { AuditTrail } from './audit-trail.ts';
import type { Database } from './database.ts';
import { nextPosition } from './row-ids.ts';

/** What a label is put on. */
export type LabelledElement = 'edges' | 'nodes';

/** What somebody said of one element. */
export interface Label {
  readonly of: LabelledElement;
  /** The element's id in the data. */
  readonly id: string;
  /** Null takes an earlier label back. */
  readonly label: string | null;
  readonly reason: string;
  readonly who: string;
  /** ISO 8601, UTC. */
  readonly when: string;
}

interface LabelRow {
  readonly element: LabelledElement;
  readonly element_id: string;
  readonly label: string | null;
  readonly reason: string;
  readonly who: string;
  readonly labelled_at: string;
}

interface Parts {
  readonly database: Database;
  readonly audit: AuditTrail;
}

/** Labels of each data set version: appended, never changed; the last one counts. */
export class LabelStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Adds labels, all or none. */
  async add(
    datasetVersion: string,
    labels: readonly Label[],
    actor: string,
  ): Promise<void> {
    if (labels.length === 0) return;
    const { database, audit } = this.#parts;
    await database.transact(async (transaction) => {
      let position = await nextPosition(transaction, 'labels');
      for (const { of, id, label, reason, who, when } of labels) {
        await transaction.run(
          'INSERT INTO labels VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
          [position++, datasetVersion, of, id, label, reason, who, when],
        );
      }
      await audit.append(transaction, {
        actor,
        action: 'labels.add',
        subject: datasetVersion,
        details: { labels: labels.length },
      });
    });
  }

  /** Where the labels of a data set have come to: the position of the last one, or 0. */
  async position(datasetVersion: string): Promise<number> {
    const [row] = await this.#parts.database.read<{ last: number | null }>(
      'SELECT max(position) AS last FROM labels WHERE dataset_version = $1',
      [datasetVersion],
    );
    return row?.last ?? 0;
  }

  /**
   * What counts now, or counted when the last label had `position`: the last
   * label of each element, in the order they came.
   */
  async current(
    datasetVersion: string,
    position = Number.MAX_SAFE_INTEGER,
  ): Promise<Label[]> {
    const rows = await this.#parts.database.read<LabelRow>(
      `SELECT element, element_id, label, reason, who, labelled_at FROM (
        SELECT *, row_number() OVER (PARTITION BY element, element_id ORDER BY position DESC) AS age
        FROM labels WHERE dataset_version = $1 AND position <= $2
      ) AS aged WHERE age = 1 AND label IS NOT NULL ORDER BY position`,
      [datasetVersion, position],
    );
    return rows.map(labelFromRow);
  }

  /** Everything that was ever said, in the order it came. */
  async history(datasetVersion: string): Promise<Label[]> {
    const rows = await this.#parts.database.read<LabelRow>(
      'SELECT * FROM labels WHERE dataset_version = $1 ORDER BY position',
      [datasetVersion],
    );
    return rows.map(labelFromRow);
  }
}

function labelFromRow(row: LabelRow): Label {
  const { element: of, element_id: id, label, reason, who } = row;
  return { of, id, label, reason, who, when: row.labelled_at };
}
