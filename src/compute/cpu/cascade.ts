import { rowCount, rowLength, type Incidence } from '#hypergraph/incidence.ts';

/** Rounds in which nodes and hyperedges turned active; 0 for the first nodes, -1 for never. */
export interface CascadeRounds {
  readonly ofNode: Int32Array;
  readonly ofEdge: Int32Array;
}

/**
 * A hyperedge turns active when `edgeShare` of its members are, a node when
 * `nodeShare` of its hyperedges are (at least one); none turns back.
 * @remarks O(incidences): each is looked at once when its end turns active.
 */
export function spreadCascade(
  edges: Incidence,
  nodes: Incidence,
  first: ArrayLike<number>,
  shares: { readonly edgeShare: number; readonly nodeShare: number },
): CascadeRounds {
  const ofNode = new Int32Array(rowCount(nodes)).fill(-1);
  const ofEdge = new Int32Array(rowCount(edges)).fill(-1);
  const activeMembers = new Uint32Array(ofEdge.length);
  const activeEdges = new Uint32Array(ofNode.length);
  let fresh = [...new Set(Array.from(first))];
  for (const node of fresh) ofNode[node] = 0;
  for (let round = 1; fresh.length > 0; round++) {
    const turned = new Set<number>();
    for (const edge of turnOthers(nodes, fresh, activeMembers)) {
      const need = Math.max(1, shares.edgeShare * rowLength(edges, edge));
      if (ofEdge[edge]! < 0 && activeMembers[edge]! >= need) {
        ofEdge[edge] = round;
        turned.add(edge);
      }
    }
    fresh = [];
    for (const node of turnOthers(edges, turned, activeEdges)) {
      const need = Math.max(1, shares.nodeShare * rowLength(nodes, node));
      if (ofNode[node]! < 0 && activeEdges[node]! >= need) {
        ofNode[node] = round;
        fresh.push(node);
      }
    }
  }
  return { ofNode, ofEdge };
}

/** Counts one more for every member of the rows; returns the members. */
function turnOthers(
  rows: Incidence,
  fresh: Iterable<number>,
  counts: Uint32Array,
): Set<number> {
  const touched = new Set<number>();
  for (const row of fresh) {
    for (let q = rows.offsets[row]!; q < rows.offsets[row + 1]!; q++) {
      counts[rows.members[q]!]!++;
      touched.add(rows.members[q]!);
    }
  }
  return touched;
}
