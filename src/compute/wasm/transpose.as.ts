import { get, increment, set, startsFromCounts } from './memory.as';

/**
 * The other direction of an incidence matrix; rows ascend.
 * @param columnOffsets - Out, u32[columns + 2]; the first columns + 1 are the offsets.
 * @param columnMembers - Out, u32[incidences].
 */
export function transpose(
  rows: u32,
  columns: u32,
  offsets: usize,
  members: usize,
  columnOffsets: usize,
  columnMembers: usize,
): void {
  memory.fill(columnOffsets, 0, (<usize>columns + 2) << 2);
  const total = get(offsets, rows);
  for (let i: u32 = 0; i < total; i++) {
    increment(columnOffsets, get(members, i) + 2);
  }
  startsFromCounts(columnOffsets, columns);
  for (let row: u32 = 0; row < rows; row++) {
    const end = get(offsets, row + 1);
    for (let i = get(offsets, row); i < end; i++) {
      const slot = get(members, i) + 1;
      const at = get(columnOffsets, slot);
      set(columnOffsets, slot, at + 1);
      set(columnMembers, at, row);
    }
  }
}
