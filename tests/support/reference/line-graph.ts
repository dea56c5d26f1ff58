import type { Hypergraph } from '#hypergraph/hypergraph.ts';

/** Member sets of every hyperedge (or, of nodes, hyperedge sets of every node). */
export function memberSets(
  hypergraph: Hypergraph,
  of: 'edges' | 'nodes' = 'edges',
): Set<number>[] {
  const count = of === 'edges' ? hypergraph.edgeCount : hypergraph.nodeCount;
  return Array.from(
    { length: count },
    (_, i) =>
      new Set(
        of === 'edges' ? hypergraph.edgeMembers(i) : hypergraph.nodeEdges(i),
      ),
  );
}

/** `[i, j, |i ∩ j|]` for every i < j that share at least s members. */
export function lineGraphPairs(
  sets: readonly Set<number>[],
  s: number,
): [number, number, number][] {
  const pairs: [number, number, number][] = [];
  sets.forEach((left, i) => {
    sets.forEach((right, j) => {
      const overlap = [...left].filter((member) => right.has(member)).length;
      if (i < j && overlap >= s) pairs.push([i, j, overlap]);
    });
  });
  return pairs;
}

/** Distances between all elements of the s-line graph, by Floyd and Warshall. */
export function allDistances(
  sets: readonly Set<number>[],
  s: number,
): number[][] {
  const n = sets.length;
  const distance = sets.map((_, i) =>
    sets.map((_, j) => (i === j ? 0 : Infinity)),
  );
  for (const [i, j] of lineGraphPairs(sets, s)) {
    distance[i]![j] = distance[j]![i] = 1;
  }
  for (let via = 0; via < n; via++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const around = distance[i]![via]! + distance[via]![j]!;
        if (around < distance[i]![j]!) distance[i]![j] = around;
      }
    }
  }
  return distance;
}

/** Component number of each element, by first member. */
export function componentLabels(distance: readonly number[][]): number[] {
  const labels: number[] = [];
  let count = 0;
  distance.forEach((row, i) => {
    const first = row.findIndex((d) => d < Infinity);
    labels.push(first === i ? count++ : labels[first]!);
  });
  return labels;
}

/**
 * Betweenness from its definition: for every unordered pair {i, j} and every
 * other v, the number of shortest paths through v over the number of all.
 */
export function betweennessByDefinition(
  distance: readonly number[][],
): number[] {
  const paths = distance.map((row, source) =>
    countPaths(distance, row, source),
  );
  return distance.map((_, v) => {
    let score = 0;
    for (let i = 0; i < distance.length; i++) {
      for (let j = i + 1; j < distance.length; j++) {
        if (i === v || j === v || distance[i]![j] === Infinity) continue;
        if (distance[i]![v]! + distance[v]![j]! !== distance[i]![j]) continue;
        score += (paths[i]![v]! * paths[v]![j]!) / paths[i]![j]!;
      }
    }
    return score;
  });
}

/** Number of shortest paths from `source` to every element. */
function countPaths(
  distance: readonly number[][],
  row: readonly number[],
  source: number,
): number[] {
  const paths = row.map((_, i) => (i === source ? 1 : 0));
  const reached = row
    .map((_, i) => i)
    .filter((i) => row[i]! < Infinity && i !== source)
    .sort((a, b) => row[a]! - row[b]!);
  for (const i of reached) {
    for (let j = 0; j < row.length; j++) {
      if (distance[i]![j] === 1 && row[j]! + 1 === row[i])
        paths[i]! += paths[j]!;
    }
  }
  return paths;
}
