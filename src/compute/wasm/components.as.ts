import { get, set } from './memory.as';
import { findRoot } from './pair-index.as';

/** Every row in a set of its own. */
export function separateSets(parents: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) set(parents, i, i);
}

/**
 * Joins columns that lie in one row: components for s = 1.
 * @param parents - u32[columns], each its own parent at first.
 */
export function uniteColumns(
  rows: u32,
  offsets: usize,
  members: usize,
  parents: usize,
): void {
  for (let row: u32 = 0; row < rows; row++) {
    const start = get(offsets, row);
    const end = get(offsets, row + 1);
    if (start == end) continue;
    let root = findRoot(parents, get(members, start));
    for (let i = start + 1; i < end; i++) {
      const other = findRoot(parents, get(members, i));
      if (other != root) {
        set(parents, max(root, other), min(root, other));
        root = min(root, other);
      }
    }
  }
}

/** The component of each row with members is that of its first column; others are their own. */
export function labelRowsByColumns(
  rows: u32,
  offsets: usize,
  members: usize,
  parents: usize,
  firstRows: usize,
  labels: usize,
): void {
  for (let row: u32 = 0; row < rows; row++) {
    const start = get(offsets, row);
    if (start == get(offsets, row + 1)) {
      set(labels, row, row);
      continue;
    }
    const slot =
      firstRows + ((<usize>findRoot(parents, get(members, start))) << 2);
    const known = load<u32>(slot);
    if (known == 0) store<u32>(slot, row + 1);
    set(labels, row, known == 0 ? row : known - 1);
  }
}

/** Replaces every parent by its root. */
export function flattenSets(parents: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) set(parents, i, findRoot(parents, i));
}
