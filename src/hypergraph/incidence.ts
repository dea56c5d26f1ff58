import { allocateUint32 } from '#numeric/allocate.ts';
import { exclusivePrefixSum } from '#numeric/prefix-sum.ts';

/**
 * One direction of the incidence matrix as compressed sparse rows.
 *
 * Row `r` owns `members[offsets[r] … offsets[r + 1])`, strictly ascending.
 */
export interface Incidence {
  /** Length `rows + 1`. */
  readonly offsets: Uint32Array;
  /** Length = incidences; column indices. */
  readonly members: Uint32Array;
}

/** Number of rows, O(1). */
export function rowCount(incidence: Incidence): number {
  return incidence.offsets.length - 1;
}

/** The members of one row, as a view; O(1). */
export function rowMembers(incidence: Incidence, row: number): Uint32Array {
  return incidence.members.subarray(
    incidence.offsets[row],
    incidence.offsets[row + 1],
  );
}

/** Length of one row, O(1). */
export function rowLength(incidence: Incidence, row: number): number {
  return incidence.offsets[row + 1]! - incidence.offsets[row]!;
}

/** Lengths of all rows; O(rows). */
export function rowLengths(incidence: Incidence): Uint32Array {
  const rows = rowCount(incidence);
  const lengths = allocateUint32(rows);
  for (let row = 0; row < rows; row++) {
    lengths[row] = rowLength(incidence, row);
  }
  return lengths;
}

/**
 * Groups `columns` by `rows` with one counting sort; within a row the order of
 * input is kept (stable).
 * @param rows - Row of each entry, length `n`, each < `rowTotal`.
 * @param columns - Column of each entry, length `n`.
 * @param positions - If given (length `n`), receives each entry's source position.
 * @remarks Time O(n + rowTotal), memory O(n + rowTotal).
 */
export function groupByRow(
  rows: Uint32Array,
  columns: Uint32Array,
  rowTotal: number,
  positions?: Uint32Array,
): Incidence {
  const counts = new Uint32Array(rowTotal);
  for (let i = 0; i < rows.length; i++) counts[rows[i]!]!++;
  const offsets = exclusivePrefixSum(counts);
  const next = offsets.slice(0, rowTotal);
  const members = allocateUint32(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const at = next[rows[i]!]!++;
    members[at] = columns[i]!;
    if (positions) positions[at] = i;
  }
  return { offsets, members };
}

/**
 * The same matrix in the other direction. Rows of the result ascend, whatever
 * the order within the rows given.
 * @param columnTotal - Number of rows of the result.
 * @param positions - If given (length = incidences), receives for each entry of
 * the result its position in `incidence.members`.
 * @remarks Time O(incidences + rows + columns).
 */
export function transpose(
  incidence: Incidence,
  columnTotal: number,
  positions?: Uint32Array,
): Incidence {
  const { offsets, members } = incidence;
  const counts = new Uint32Array(columnTotal);
  for (let i = 0; i < members.length; i++) counts[members[i]!]!++;
  const resultOffsets = exclusivePrefixSum(counts);
  const next = resultOffsets.slice(0, columnTotal);
  const result = allocateUint32(members.length);
  for (let row = 0; row < offsets.length - 1; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      const at = next[members[i]!]!++;
      result[at] = row;
      if (positions) positions[at] = i;
    }
  }
  return { offsets: resultOffsets, members: result };
}
