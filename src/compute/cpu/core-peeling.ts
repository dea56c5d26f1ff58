import type { Incidence } from '#hypergraph/incidence.ts';

/**
 * Core number of every node: the greatest k for which it is in the sub-hypergraph where every node
 * has at least k live edges and an edge lives while it keeps at least so many members as `least` says.
 * @param edges - Row = edge.
 * @param nodes - The same matrix by node.
 * @param least - Per edge.
 * @remarks The twin of the kernel: for each k, takes one weak node or edge after another until none
 * is left. For work use `cores.ts`.
 */
export function coreNumbers(
  edges: Incidence,
  nodes: Incidence,
  least: Uint32Array,
): Uint32Array {
  const edgeSets = rowSets(edges);
  const nodeSets = rowSets(nodes);
  const cores = new Uint32Array(nodeSets.length);
  const stays = new Set(nodeSets.keys());
  for (let k = 1; stays.size > 0; k++) {
    while (takeWeakEdge() || takeWeakNode(k));
    for (const node of stays) cores[node] = k;
  }
  return cores;

  function takeWeakEdge(): boolean {
    const edge = edgeSets.findIndex(
      (members, i) => members.size > 0 && members.size < least[i]!,
    );
    if (edge < 0) return false;
    for (const node of edgeSets[edge]!) nodeSets[node]!.delete(edge);
    edgeSets[edge]!.clear();
    return true;
  }

  function takeWeakNode(k: number): boolean {
    const node = [...stays].find((other) => nodeSets[other]!.size < k);
    if (node === undefined) return false;
    stays.delete(node);
    for (const edge of nodeSets[node]!) edgeSets[edge]!.delete(node);
    return true;
  }
}

function rowSets({ offsets, members }: Incidence): Set<number>[] {
  return Array.from(
    { length: offsets.length - 1 },
    (_, row) => new Set(members.subarray(offsets[row], offsets[row + 1])),
  );
}
