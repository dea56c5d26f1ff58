import { get, set } from './memory.as';
import { findRoot, PairIndex, unite, uniteByPairs } from './pair-index.as';

/** Joining rows, chunks of columns or of ranks. */
@unmanaged
export class UniteWork {
  columns: u32;
  offsets: usize;
  members: usize;
  /** u32[threads]: a `PairIndex` each; pairs only. */
  indexes: usize;
  /** u32[threads]: disjoint sets of each thread, every element its own parent at first. */
  parents: usize;
}

/** Every element in a set of its own. */
export function separateSets(parents: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) set(parents, i, i);
}

/** Joins the members of each list: components for s = 1, where lists are columns. */
export function uniteMembersChunk(
  work: UniteWork,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const parents = <usize>get(work.parents, thread);
  for (let list = from; list < to; list++) {
    const start = get(work.offsets, list);
    const end = get(work.offsets, list + 1);
    if (start == end) continue;
    let root = findRoot(parents, get(work.members, start));
    for (let i = start + 1; i < end; i++) {
      const other = findRoot(parents, get(work.members, i));
      if (other != root) {
        set(parents, max(root, other), min(root, other));
        root = min(root, other);
      }
    }
  }
}

/** Joins rows that hold the same pair of columns: components for s = 2. */
export function uniteByPairsChunk(
  work: UniteWork,
  from: u32,
  to: u32,
  thread: u32,
): void {
  const index = changetype<PairIndex>(<usize>get(work.indexes, thread));
  const parents = <usize>get(work.parents, thread);
  uniteByPairs(from, to, work.columns, index, parents);
}

/** Joins in `parents` what is joined in `others`. */
export function mergeSets(parents: usize, others: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const other = get(others, i);
    if (other != i) unite(parents, i, other);
  }
}

/**
 * Numbers sets by their first element.
 * @param labels - Out, u32[count].
 * @returns Sets.
 */
export function numberSets(parents: usize, count: u32, labels: usize): u32 {
  let sets: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const root = findRoot(parents, i);
    if (root == i) {
      set(labels, i, sets);
      sets++;
    } else set(labels, i, get(labels, root));
  }
  return sets;
}
