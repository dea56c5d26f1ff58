import {
  groupByRow,
  rowCount,
  rowLength,
  rowMembers,
  transpose,
  type Incidence,
} from '#hypergraph/incidence.ts';
import type { OverlapPairs } from './overlap-pairs.ts';
import { selectRows } from './select-rows.ts';
import { sComponents } from './s-components.ts';

/** One component of at least two rows, as a matrix of its own. */
export interface ComponentPart {
  /** Its rows in the whole, ascending. */
  readonly members: Uint32Array;
  readonly rows: Incidence;
  readonly columns: Incidence;
  /** Its columns in the whole, ascending. */
  readonly columnMembers: Uint32Array;
}

/**
 * The connected parts of a matrix that have two rows or more.
 * @remarks O(incidences + rows + columns) over all parts.
 */
export function* componentParts(
  rows: Incidence,
  columns: Incidence,
): Generator<ComponentPart> {
  const names = new Uint32Array(rowCount(columns));
  for (const members of largerComponents(rows, columns, 1)) {
    const own = selectRows(rows, members);
    const columnMembers = Uint32Array.from(new Set(own.members)).sort();
    columnMembers.forEach((column, name) => (names[column] = name));
    for (let i = 0; i < own.members.length; i++) {
      own.members[i] = names[own.members[i]!]!;
    }
    yield {
      members,
      rows: own,
      columns: transpose(own, columnMembers.length),
      columnMembers,
    };
  }
}

/** Rows of each s-component of two rows or more. */
export function largerComponents(
  rows: Incidence,
  columns: Incidence,
  s: number,
): Uint32Array[] {
  const { labels, count } = sComponents(rows, columns, s);
  const elements = Uint32Array.from(labels, (_, row) => row);
  const groups = groupByRow(labels, elements, count);
  const larger: Uint32Array[] = [];
  for (let component = 0; component < count; component++) {
    if (rowLength(groups, component) < 2) continue;
    larger.push(rowMembers(groups, component));
  }
  return larger;
}

/**
 * The pairs among the rows listed, with rows renumbered.
 * @param members - Ascending, a whole component.
 * @param names - Scratch, length = rows.
 */
export function pairsAmong(
  pairs: OverlapPairs,
  members: Uint32Array,
  names: Uint32Array,
): OverlapPairs {
  members.forEach((row, name) => (names[row] = name));
  const { offsets } = pairs;
  const starts = new Uint32Array(members.length + 1);
  members.forEach((row, i) => {
    starts[i + 1] = starts[i]! + offsets[row + 1]! - offsets[row]!;
  });
  const neighbors = new Uint32Array(starts[members.length]!);
  const overlaps = new Uint32Array(neighbors.length);
  members.forEach((row, i) => {
    const begin = offsets[row]!;
    const length = offsets[row + 1]! - begin;
    for (let k = 0; k < length; k++) {
      neighbors[starts[i]! + k] = names[pairs.neighbors[begin + k]!]!;
      overlaps[starts[i]! + k] = pairs.overlaps[begin + k]!;
    }
  });
  return { offsets: starts, neighbors, overlaps };
}
