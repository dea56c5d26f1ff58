import { rowCount, type Incidence } from '#hypergraph/incidence.ts';

/** The group of each row by its members, and incidences between groups. */
export interface EdgeMajorities {
  /** Group with most members, the first of equals; 0 for empty rows. */
  readonly edgeGroups: Uint32Array;
  /** Incidences of members of group g in rows of group h at `[g][h]`. */
  readonly incidences: number[][];
}

/** O(incidences + groups²). */
export function edgeMajorities(
  rows: Incidence,
  columnGroups: Uint32Array,
  groups: number,
): EdgeMajorities {
  const edgeGroups = new Uint32Array(rowCount(rows));
  const incidences = Array.from({ length: groups }, () =>
    new Array<number>(groups).fill(0),
  );
  const counts = new Uint32Array(groups);
  for (let row = 0; row < edgeGroups.length; row++) {
    const start = rows.offsets[row]!;
    const end = rows.offsets[row + 1]!;
    let most = 0;
    for (let q = start; q < end; q++) {
      const group = columnGroups[rows.members[q]!]!;
      const count = ++counts[group]!;
      const best = counts[most]!;
      if (count > best || (count === best && group < most)) most = group;
    }
    edgeGroups[row] = most;
    for (let q = start; q < end; q++) {
      const group = columnGroups[rows.members[q]!]!;
      incidences[group]![most]!++;
      counts[group] = 0;
    }
  }
  return { edgeGroups, incidences };
}
