/** Sets that hold at least k live edges each, by deleting until nothing changes. */
export function coresByDeletion(
  sets: readonly Set<number>[],
  nodeCount: number,
  least: (size: number) => number,
): number[] {
  const cores = Array.from({ length: nodeCount }, () => 0);
  const needed = sets.map((set) => least(set.size));
  for (let k = 1; k <= sets.length; k++) {
    const alive = new Set(cores.map((_, node) => node));
    for (;;) {
      const live = sets
        .map((set) => [...set].filter((node) => alive.has(node)))
        .filter((members, edge) => members.length >= needed[edge]!);
      const weak = [...alive].filter(
        (node) => live.filter((members) => members.includes(node)).length < k,
      );
      if (weak.length === 0) break;
      weak.forEach((node) => alive.delete(node));
    }
    for (const node of alive) cores[node] = k;
  }
  return cores;
}

/** Neighbours of each node: those it shares a set with. */
export function neighborSets(
  sets: readonly Set<number>[],
  nodeCount: number,
): Set<number>[] {
  const neighbors = Array.from({ length: nodeCount }, () => new Set<number>());
  for (const set of sets) {
    for (const a of set) {
      for (const b of set) if (a !== b) neighbors[a]!.add(b);
    }
  }
  return neighbors;
}

/** Mean extra overlap of pairs of edges of each node, from its definition. */
export function localClusteringByDefinition(
  sets: readonly Set<number>[],
  nodeCount: number,
): number[] {
  const neighbors = neighborSets(sets, nodeCount);
  const near = (from: readonly number[], to: readonly number[]): number =>
    to.filter((node) => from.some((other) => neighbors[other]!.has(node)))
      .length;
  return neighbors.map((_, node) => {
    const own = sets.filter((set) => set.has(node));
    let sum = 0;
    own.forEach((left, i) => {
      for (const right of own.slice(i + 1)) {
        const onlyLeft = [...left].filter((other) => !right.has(other));
        const onlyRight = [...right].filter((other) => !left.has(other));
        const apart = onlyLeft.length + onlyRight.length;
        if (apart === 0) continue;
        sum += (near(onlyLeft, onlyRight) + near(onlyRight, onlyLeft)) / apart;
      }
    });
    const pairs = (own.length * (own.length - 1)) / 2;
    return pairs === 0 ? 0 : sum / pairs;
  });
}

/** All subsets of at least `minSize` members, as text; small sets only. */
export function subsetsOf(set: Iterable<number>, minSize: number): string[] {
  const members = [...set].sort((a, b) => a - b);
  const found: string[] = [];
  for (let mask = 1; mask < 2 ** members.length; mask++) {
    const chosen = members.filter((_, i) => (mask >> i) & 1);
    if (chosen.length >= minSize) found.push(chosen.join());
  }
  return found;
}

/** Pairs [outer, inner] of sets where the inner one is smaller, not empty and inside. */
export function properSubsets(
  sets: readonly Set<number>[],
): [number, number][] {
  return sets.flatMap((outer, i) =>
    sets.flatMap((inner, j): [number, number][] =>
      inner.size > 0 &&
      inner.size < outer.size &&
      [...inner].every((node) => outer.has(node))
        ? [[i, j]]
        : [],
    ),
  );
}
