import { PolyadError } from '#errors/polyad-error.ts';
import { LoopWatch, type LoopOptions } from '#numeric/cancellation.ts';
import { rowCount, rowMembers, type Incidence } from '#hypergraph/incidence.ts';

/** Sets of columns that rows have in common, each with all rows that hold it. */
export interface CommonSets {
  /** Size of each set of columns, descending; ties by falling number of rows. */
  readonly sizes: Uint32Array;
  /** The rows that hold each set, ascending. */
  readonly holders: Incidence;
}

export interface CommonSetOptions extends LoopOptions {
  /** Most sets. Default 200,000. */
  readonly maxSets?: number | undefined;
}

/**
 * All non-empty intersections of rows (of one, two, … of them), each once.
 * @param columns - The same matrix by column.
 * @throws PolyadError LIMIT_EXCEEDED beyond `maxSets`, CANCELLED
 * @remarks The concepts of the matrix, by adding row after row to a family that is
 * closed under intersection: O(sets · rows · members).
 */
export function commonSets(
  rows: Incidence,
  columns: Incidence,
  { maxSets = 200_000, ...loop }: CommonSetOptions = {},
): CommonSets {
  const watch = new LoopWatch(rowCount(rows), loop);
  const sets = new Map<string, Uint32Array>();
  for (let row = 0; row < rowCount(rows); row++) {
    const members = rowMembers(rows, row);
    if (members.length === 0) continue;
    const found = [members];
    for (const set of sets.values()) {
      watch.step(row, set.length + 8);
      const shared = intersection(set, members);
      if (shared.length > 0) found.push(shared);
    }
    for (const set of found) sets.set(set.join(), set);
    if (sets.size > maxSets) throw tooMany(maxSets);
  }
  watch.finish();
  const families = Array.from(sets.values(), (set) => ({
    size: set.length,
    holders: holdersOf(set, columns),
  }));
  families.sort(
    (a, b) => b.size - a.size || b.holders.length - a.holders.length,
  );
  return {
    sizes: Uint32Array.from(families, ({ size }) => size),
    holders: packed(families.map(({ holders }) => holders)),
  };
}

function tooMany(maxSets: number): PolyadError {
  return new PolyadError(
    'LIMIT_EXCEEDED',
    `Hyperedges share more than ${maxSets} different sets of nodes; take part of the data, or allow more sets.`,
    { maxSets },
  );
}

function intersection(a: Uint32Array, b: Uint32Array): Uint32Array {
  const shared = new Uint32Array(Math.min(a.length, b.length));
  let count = 0;
  let j = 0;
  for (const member of a) {
    while (j < b.length && b[j]! < member) j++;
    if (b[j] === member) shared[count++] = member;
  }
  return shared.slice(0, count);
}

/** Rows that hold all of a set that is not empty. */
function holdersOf(set: Uint32Array, columns: Incidence): Uint32Array {
  let holders = rowMembers(columns, set[0]!);
  for (const column of set.subarray(1)) {
    holders = intersection(holders, rowMembers(columns, column));
  }
  return holders;
}

function packed(lists: readonly Uint32Array[]): Incidence {
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i]! + list.length;
  });
  const members = new Uint32Array(offsets[lists.length]!);
  lists.forEach((list, i) => {
    members.set(list, offsets[i]);
  });
  return { offsets, members };
}
