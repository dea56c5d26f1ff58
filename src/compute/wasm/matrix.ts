import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';
import type { Kernels } from './kernels.ts';

/** An incidence matrix in kernel memory; addresses of both directions. */
export interface MatrixAddresses {
  readonly rows: number;
  readonly columns: number;
  readonly incidences: number;
  /** Members of the longest row. */
  readonly longestRow: number;
  readonly offsets: number;
  readonly members: number;
  readonly columnOffsets: number;
  readonly columnMembers: number;
}

/** Copies both directions into kernel memory; O(incidences). */
export function putMatrix(
  { memory }: Kernels,
  rows: Incidence,
  columns: Incidence,
): MatrixAddresses {
  return {
    rows: rowCount(rows),
    columns: rowCount(columns),
    incidences: rows.members.length,
    longestRow: longestRow(rows),
    offsets: memory.put(rows.offsets),
    members: memory.put(rows.members),
    columnOffsets: memory.put(columns.offsets),
    columnMembers: memory.put(columns.members),
  };
}

function longestRow(rows: Incidence): number {
  let longest = 0;
  for (let row = 0; row < rowCount(rows); row++) {
    longest = Math.max(longest, rowLength(rows, row));
  }
  return longest;
}

/**
 * Members of every row as ranks, rarest first, the last one of a row marked.
 * @returns Address of u32[incidences].
 * @remarks O(incidences) for long rows, insertion sort for short ones.
 */
export function putRankedRows(
  { memory, run }: Kernels,
  matrix: MatrixAddresses,
): { ranked: number; ranks: number } {
  const { rows, columns, incidences } = matrix;
  const { offsets, members, columnOffsets, columnMembers } = matrix;
  const ranked = memory.words(incidences);
  const ranks = memory.words(columns);
  const scratch = memory.top;
  const counts = memory.words(rows + 2);
  run.rankColumns(columns, columnOffsets, ranks, counts);
  if (run.rankShortRows(rows, offsets, members, ranks, ranked) === 0) {
    const columnAtRank = memory.words(columns);
    const next = memory.words(rows);
    run.rankRows(
      rows,
      columns,
      offsets,
      columnOffsets,
      columnMembers,
      ranks,
      ranked,
      columnAtRank,
      next,
    );
  }
  memory.release(scratch);
  return { ranked, ranks };
}
