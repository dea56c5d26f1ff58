import type { Id } from '#hypergraph/id-table.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { memberSets } from './line-graph.ts';

/** Parts of the hypergraph that hold an incidence, by merging sets. */
export function countComponents(hypergraph: Hypergraph): number {
  let parts: Set<number>[] = [];
  for (const set of memberSets(hypergraph)) {
    if (set.size === 0) continue;
    const touching = parts.filter((part) => [...set].some((n) => part.has(n)));
    const merged = new Set([...set, ...touching.flatMap((part) => [...part])]);
    parts = [...parts.filter((part) => !touching.includes(part)), merged];
  }
  return parts.length;
}

/** Faces that lie in an odd number of the simplices; points have none. */
export function boundarySum(simplices: readonly (readonly Id[])[]): string[] {
  const odd = new Set<string>();
  for (const simplex of simplices) {
    if (simplex.length === 1) continue;
    for (const skipped of simplex.keys()) {
      const face = simplex.filter((_, place) => place !== skipped);
      const key = JSON.stringify(face.map(String).sort());
      if (!odd.delete(key)) odd.add(key);
    }
  }
  return [...odd];
}

/** Rank over GF(2) of a matrix given by the places of the ones in each row. */
export function rankOverTwo(rows: readonly (readonly number[])[]): number {
  const byPivot = new Map<number, Set<number>>();
  for (const places of rows) {
    const row = new Set(places);
    while (row.size > 0) {
      const pivot = Math.max(...row);
      const other = byPivot.get(pivot);
      if (other === undefined) {
        byPivot.set(pivot, row);
        break;
      }
      for (const place of other) if (!row.delete(place)) row.add(place);
    }
  }
  return byPivot.size;
}
