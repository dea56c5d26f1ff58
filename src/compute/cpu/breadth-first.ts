import type { Incidence } from '#hypergraph/incidence.ts';
import { UNREACHED } from './s-distances.ts';

/** Steps from the source to every row and every column, or {@link UNREACHED}. */
export interface IncidenceLevels {
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
}

/**
 * Distances from one row over the incidence graph: rows are at even levels, columns at odd ones.
 * @remarks The twin of the kernel; time O(levels · incidences).
 */
export function incidenceLevels(
  rows: Incidence,
  columns: Incidence,
  source: number,
): IncidenceLevels {
  const levels = {
    rows: new Uint32Array(rows.offsets.length - 1).fill(UNREACHED),
    columns: new Uint32Array(columns.offsets.length - 1).fill(UNREACHED),
  };
  levels.rows[source] = 0;
  for (let level = 1, reached = 1; reached > 0; level++) {
    reached =
      level % 2 === 1
        ? reachNext(rows, levels.rows, levels.columns, level)
        : reachNext(columns, levels.columns, levels.rows, level);
  }
  return levels;
}

/**
 * Distances from one vertex of a graph.
 * @param neighbors - Row `v` lists the neighbours of `v`; symmetric.
 * @remarks The twin of the kernel; time O(levels · links).
 */
export function graphLevels(neighbors: Incidence, source: number): Uint32Array {
  const levels = new Uint32Array(neighbors.offsets.length - 1).fill(UNREACHED);
  levels[source] = 0;
  for (let level = 1, reached = 1; reached > 0; level++) {
    reached = reachNext(neighbors, levels, levels, level);
  }
  return levels;
}

/** Reaches what is new from level − 1; returns how many those are. */
function reachNext(
  { offsets, members }: Incidence,
  from: Uint32Array,
  to: Uint32Array,
  level: number,
): number {
  let reached = 0;
  for (let vertex = 0; vertex < from.length; vertex++) {
    if (from[vertex] !== level - 1) continue;
    for (let i = offsets[vertex]!; i < offsets[vertex + 1]!; i++) {
      if (to[members[i]!] !== UNREACHED) continue;
      to[members[i]!] = level;
      reached++;
    }
  }
  return reached;
}
