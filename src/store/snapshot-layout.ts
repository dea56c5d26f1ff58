import type { NetworkType } from '#hypergraph/hypergraph.ts';
import type { ColumnType, JsonValue } from '#hypergraph/property-column.ts';

/** First and last bytes of a snapshot; the digit is the layout's version. */
export const MAGIC = 'POLYADS1';

/** Every section starts at a multiple of this. */
export const ALIGNMENT = 64;

/** Where some bytes stand in the file. */
export interface Section {
  readonly start: number;
  readonly bytes: number;
}

/** One direction of the incidence matrix: two sections of little-endian Uint32. */
export interface IncidenceSections {
  readonly offsets: Section;
  readonly members: Section;
}

/** The ids of one side: row numbers, or the arrays of a UTF-8 table. */
export type IdSections =
  | { readonly kind: 'sequential'; readonly count: number }
  | {
      readonly kind: 'utf8';
      readonly count: number;
      readonly text: Section;
      readonly offsets: Section;
      readonly slots: Section;
      /** Bits of the ids that were integers; absent where none was. */
      readonly integers?: Section;
    };

/** A property column: an Arrow IPC stream with one field. */
export interface ColumnSection {
  readonly name: string;
  readonly type: ColumnType;
  readonly arrow: Section;
}

/** Columns over the same rows. */
export interface TableSections {
  readonly rows: number;
  readonly columns: readonly ColumnSection[];
}

/**
 * What the end of a snapshot file says of the rest of it. The file is: magic,
 * sections, this as JSON, its length as Uint32, four bytes of zero, magic.
 */
export interface SnapshotFooter {
  readonly nodes: number;
  readonly edges: number;
  readonly incidences: number;
  readonly networkType: NetworkType;
  readonly metadata: Readonly<Record<string, JsonValue>>;
  readonly byEdge: IncidenceSections;
  readonly byNode: IncidenceSections;
  readonly edgeIds: IdSections;
  readonly nodeIds: IdSections;
  readonly edgeProperties: TableSections;
  readonly nodeProperties: TableSections;
  /** Rows in the order of `byEdge.members`. */
  readonly incidenceProperties: TableSections;
}

/** Bytes after the footer's JSON: its length, zeros, magic. */
export const TAIL_BYTES = 8 + MAGIC.length;
