import type { RejectedRow } from '#formats/rejection-log.ts';

/** Where a hyperedge says its row: in its id, its property `row`, or nowhere. */
export type RowFrom = 'id' | 'property' | 'nowhere';

/** Where a data set came from: enough to make it again, and to trust it. */
export interface DatasetProvenance {
  /** Name of the file that was read; a name, never a path. */
  readonly source: string;
  readonly format: string;
  /** Bytes as they came, compressed or not. */
  readonly bytes: number;
  /** Of those bytes, hexadecimal. */
  readonly sha256: string;
  /** The mapping options given. */
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly rejected: {
    readonly count: number;
    /** The first ones. */
    readonly rows: readonly RejectedRow[];
  };
  /** What was detected or assumed, in sentences for people. */
  readonly notes: readonly string[];
  /** Where a hyperedge says which row of the source it came from. */
  readonly rowFrom: RowFrom;
}
