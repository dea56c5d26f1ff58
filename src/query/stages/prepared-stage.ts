import type { Column, Row, Table } from '../evaluation/value.ts';

/** A stage made ready for columns: its columns, and its rows of rows. */
export interface PreparedStage {
  readonly columns: readonly Column[];
  /** In words, for plans. */
  readonly does: string;
  rows(table: Table): readonly Row[];
}
