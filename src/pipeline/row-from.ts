import type { ReadResult } from '#formats/format.ts';
import type { TableMapping } from '#formats/table-mapping.ts';
import { SequentialIdTable } from '#hypergraph/id-table.ts';
import type { RowFrom } from '#store/provenance.ts';

/** Formats whose records are rows. */
const TABLES = new Set(['csv', 'tsv', 'jsonl', 'parquet', 'arrow']);

/**
 * How a hyperedge leads back to its row: where rows are grouped by its property
 * `row`, where each row is a hyperedge by its id, which is the row's number.
 */
export function rowFrom(
  { hypergraph, format }: Pick<ReadResult, 'hypergraph' | 'format'>,
  { edge, node }: TableMapping,
): RowFrom {
  if (!TABLES.has(format)) return 'nowhere';
  if (edge !== undefined) return hasRows(hypergraph) ? 'property' : 'nowhere';
  if (hypergraph.edgeIds instanceof SequentialIdTable) return 'id';
  if (hasRows(hypergraph)) return 'property';
  // With `node` alone each row is a hyperedge, whatever was rejected between.
  return node === undefined ? 'nowhere' : 'id';
}

function hasRows({ edgeProperties }: ReadResult['hypergraph']): boolean {
  return edgeProperties.column('row')?.type === 'integer';
}
