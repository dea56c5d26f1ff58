import { get, increment, LAST, set } from './memory.as';

/** Rows longer than this are ranked by transposing, shorter ones by insertion. */
const INSERTION_LENGTH: u32 = 64;

/**
 * Ranks columns by (number of rows, index), rarest first.
 * @param columnOffsets - u32[columns + 1].
 * @param ranks - Out, u32[columns].
 * @param counts - Scratch, u32[longest column + 2].
 */
export function rankColumns(
  columns: u32,
  columnOffsets: usize,
  ranks: usize,
  counts: usize,
): void {
  let longest: u32 = 0;
  for (let c: u32 = 0; c < columns; c++) {
    longest = max(longest, get(columnOffsets, c + 1) - get(columnOffsets, c));
  }
  memory.fill(counts, 0, (<usize>longest + 2) << 2);
  for (let c: u32 = 0; c < columns; c++) {
    increment(counts, get(columnOffsets, c + 1) - get(columnOffsets, c) + 1);
  }
  for (let length: u32 = 1; length <= longest; length++) {
    set(counts, length, get(counts, length) + get(counts, length - 1));
  }
  for (let c: u32 = 0; c < columns; c++) {
    const length = get(columnOffsets, c + 1) - get(columnOffsets, c);
    const rank = get(counts, length);
    set(ranks, c, rank);
    set(counts, length, rank + 1);
  }
}

/**
 * The members of every row as ranks, ascending (rarest first), the last one
 * marked with LAST so that a tail can be walked without knowing its row.
 * @param ranked - Out, u32[incidences].
 * @returns False if a row is too long for insertion; then nothing is promised.
 */
export function rankShortRows(
  rows: u32,
  offsets: usize,
  members: usize,
  ranks: usize,
  ranked: usize,
): bool {
  for (let row: u32 = 0; row < rows; row++) {
    const start = get(offsets, row);
    const end = get(offsets, row + 1);
    if (end - start > INSERTION_LENGTH) return false;
    for (let i = start; i < end; i++) {
      const rank = get(ranks, get(members, i));
      let at = i;
      while (at > start) {
        const before = get(ranked, at - 1);
        if (before < rank) break;
        set(ranked, at, before);
        at--;
      }
      set(ranked, at, rank);
    }
    if (end > start) set(ranked, end - 1, get(ranked, end - 1) | LAST);
  }
  return true;
}

/**
 * The same for rows of any length, by walking the columns in order of rank.
 * @param columnAtRank - Scratch, u32[columns].
 * @param next - Scratch, u32[rows].
 */
export function rankRows(
  rows: u32,
  columns: u32,
  offsets: usize,
  columnOffsets: usize,
  columnMembers: usize,
  ranks: usize,
  ranked: usize,
  columnAtRank: usize,
  next: usize,
): void {
  for (let c: u32 = 0; c < columns; c++) set(columnAtRank, get(ranks, c), c);
  memory.copy(next, offsets, (<usize>rows) << 2);
  for (let rank: u32 = 0; rank < columns; rank++) {
    const column = get(columnAtRank, rank);
    const end = get(columnOffsets, column + 1);
    for (let i = get(columnOffsets, column); i < end; i++) {
      const row = get(columnMembers, i);
      const at = get(next, row);
      set(ranked, at, rank);
      set(next, row, at + 1);
    }
  }
  for (let row: u32 = 0; row < rows; row++) {
    const end = get(offsets, row + 1);
    if (end > get(offsets, row)) {
      set(ranked, end - 1, get(ranked, end - 1) | LAST);
    }
  }
}
