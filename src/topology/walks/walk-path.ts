import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { rowCount, rowMembers, type Incidence } from '#hypergraph/incidence.ts';
import { sStructure, type SOptions } from '../s-structure.ts';

/**
 * From the last element of a walk back to the first.
 * @param predecessors - The element before each; the first one's is itself.
 */
export function pathTo(predecessors: Uint32Array, last: number): Uint32Array {
  const path = [last];
  let at = last;
  for (
    let before = predecessors[at];
    before !== at;
    before = predecessors[at]
  ) {
    if (before === undefined) break;
    path.push(before);
    at = before;
  }
  return Uint32Array.from(path.reverse());
}

/**
 * What the elements of a walk share, step by step: the nodes two hyperedges meet in, or
 * the hyperedges two nodes meet in. Its row lengths say how strong a step is, and
 * those of nodes how many hyperedges could stand in for each other.
 * @param path - Elements in order.
 * @param options - `of`: what the elements are.
 * @returns A row for each step, one fewer than elements.
 * @remarks O(Σ members of the elements).
 */
export function sharedByStep(
  hypergraph: Hypergraph,
  path: Uint32Array,
  { of }: Pick<SOptions, 'of'> = {},
): Incidence {
  const { rows } = sStructure(hypergraph, { of });
  const offsets = new Uint32Array(Math.max(0, path.length - 1) + 1);
  const members: number[] = [];
  for (let step = 0; step + 1 < path.length; step++) {
    const next = new Set(rowMembers(rows, path[step + 1] ?? 0));
    for (const member of rowMembers(rows, path[step] ?? 0)) {
      if (next.has(member)) members.push(member);
    }
    offsets[step + 1] = members.length;
  }
  return { offsets, members: Uint32Array.from(members) };
}

/** Rows of an incidence as lists of ids. */
export function idRows(
  rows: Incidence,
  textAt: (index: number) => string,
): string[][] {
  return Array.from({ length: rowCount(rows) }, (_, row) =>
    Array.from(rowMembers(rows, row), textAt),
  );
}
