import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/**
 * What a straightforward script does, with sets and maps in place of columns:
 * the yardstick beside the kernels, not an oracle for tests.
 */
export function naivePairCount(hypergraph: Hypergraph, s: number): number {
  let pairs = 0;
  forEachOverlap(hypergraph, (_left, _right, shared) => {
    if (shared >= s) pairs++;
  });
  return pairs;
}

/** Components by breadth-first search over a line graph of JS sets. */
export function naiveComponentCount(hypergraph: Hypergraph, s: number): number {
  const neighbors = Array.from(
    { length: hypergraph.edgeCount },
    () => new Set<number>(),
  );
  forEachOverlap(hypergraph, (left, right, shared) => {
    if (shared < s) return;
    neighbors[left]!.add(right);
    neighbors[right]!.add(left);
  });
  const seen = new Set<number>();
  let count = 0;
  for (let start = 0; start < neighbors.length; start++) {
    if (seen.has(start)) continue;
    count++;
    const queue = [start];
    seen.add(start);
    for (const edge of queue) {
      for (const other of neighbors[edge]!) {
        if (seen.has(other)) continue;
        seen.add(other);
        queue.push(other);
      }
    }
  }
  return count;
}

/** Maximal edges by comparing each edge with all edges of its first member. */
export function naiveToplexCount(hypergraph: Hypergraph): number {
  const sets = Array.from(
    { length: hypergraph.edgeCount },
    (_, edge) => new Set(hypergraph.edgeMembers(edge)),
  );
  let count = 0;
  sets.forEach((set, edge) => {
    const [first] = set;
    const rivals = first === undefined ? [] : hypergraph.nodeEdges(first);
    const covered = [...rivals].some((other) => {
      const cover = sets[other]!;
      if (other === edge || cover.size < set.size) return false;
      if (cover.size === set.size && other > edge) return false;
      return [...set].every((node) => cover.has(node));
    });
    if (!covered) count++;
  });
  return count;
}

function forEachOverlap(
  hypergraph: Hypergraph,
  visit: (left: number, right: number, shared: number) => void,
): void {
  for (let left = 0; left < hypergraph.edgeCount; left++) {
    const shared = new Map<number, number>();
    for (const node of hypergraph.edgeMembers(left)) {
      for (const right of hypergraph.nodeEdges(node)) {
        if (right > left) shared.set(right, (shared.get(right) ?? 0) + 1);
      }
    }
    for (const [right, count] of shared) visit(left, right, count);
  }
}
