/**
 * How the columns of a table become hyperedges: the mapping options of the
 * command line, one property each. A recipe is such a mapping with a name.
 */
export interface TableMapping {
  /**
   * Columns whose equal values make one hyperedge; its id is the values joined
   * by `|`. Without it each row is a hyperedge with the row number, from 0, as id.
   */
  readonly edge?: readonly string[];
  /**
   * Columns whose cells are members. With one column, node ids are the values;
   * with several, ids are `COLUMN:VALUE` and the node's kind is COLUMN.
   */
  readonly node?: readonly string[];
  /** Characters that separate several members within a cell. */
  readonly split?: string;
  /** Column with the hyperedge's time. */
  readonly time?: string;
  /** Width in milliseconds of the time bucket that joins the edge key. */
  readonly window?: number;
  /** Column with the incidence's weight. */
  readonly weight?: string;
  /** Column with the incidence's role. */
  readonly role?: string;
  /** Columns kept as properties of the hyperedge. */
  readonly keep?: readonly string[];
}

/** Whether a mapping says nothing. */
export function isUnmapped(mapping: TableMapping): boolean {
  return Object.values(mapping).every((option) => option === undefined);
}
