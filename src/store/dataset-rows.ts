import type { RejectedRow } from '#formats/rejection-log.ts';
import type { Summary } from '#topology/summary.ts';
import type { SqlValue } from './database.ts';
import type { DatasetVersion } from './dataset-store.ts';
import type { RowFrom } from './provenance.ts';

/** A row of `dataset_versions`, its columns in the table's order. */
export interface DatasetVersionRow {
  readonly id: string;
  readonly position: number;
  readonly dataset: string;
  readonly version: number;
  readonly created_at: string;
  readonly removed_at: string | null;
  readonly fingerprint: string;
  readonly source: string;
  readonly format: string;
  readonly source_bytes: number;
  readonly source_sha256: string;
  readonly mapping: string;
  readonly rejected_count: number;
  readonly rejected_rows: string;
  readonly notes: string;
  readonly row_from: string;
  readonly summary: string;
  readonly snapshot_bytes: number;
  readonly snapshot_sha256: string;
}

export function versionToRow(
  version: DatasetVersion,
  position: number,
): Record<keyof DatasetVersionRow, SqlValue> {
  const { provenance, snapshot } = version;
  return {
    id: version.id,
    position,
    dataset: version.name,
    version: version.version,
    created_at: version.createdAt.toISOString(),
    removed_at: null,
    fingerprint: version.fingerprint,
    source: provenance.source,
    format: provenance.format,
    source_bytes: provenance.bytes,
    source_sha256: provenance.sha256,
    mapping: JSON.stringify(provenance.mapping),
    rejected_count: provenance.rejected.count,
    rejected_rows: JSON.stringify(provenance.rejected.rows),
    notes: JSON.stringify(provenance.notes),
    row_from: provenance.rowFrom,
    summary: JSON.stringify(version.summary),
    snapshot_bytes: snapshot.bytes,
    snapshot_sha256: snapshot.sha256,
  };
}

export function versionFromRow(row: DatasetVersionRow): DatasetVersion {
  return {
    id: row.id,
    name: row.dataset,
    version: row.version,
    createdAt: new Date(row.created_at),
    fingerprint: row.fingerprint,
    provenance: {
      source: row.source,
      format: row.format,
      bytes: row.source_bytes,
      sha256: row.source_sha256,
      mapping: JSON.parse(row.mapping) as Record<string, unknown>,
      rejected: {
        count: row.rejected_count,
        rows: JSON.parse(row.rejected_rows) as RejectedRow[],
      },
      notes: JSON.parse(row.notes) as string[],
      rowFrom: row.row_from as RowFrom,
    },
    summary: JSON.parse(row.summary) as Summary,
    snapshot: { bytes: row.snapshot_bytes, sha256: row.snapshot_sha256 },
  };
}
