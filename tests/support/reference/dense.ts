/** Overlap matrix of sets with zeros on its diagonal. */
export function overlapMatrix(sets: readonly Set<number>[]): number[][] {
  return sets.map((left, i) =>
    sets.map((right, j) =>
      i === j ? 0 : [...left].filter((node) => right.has(node)).length,
    ),
  );
}

export function times(
  matrix: readonly (readonly number[])[],
  x: ArrayLike<number>,
): number[] {
  return matrix.map((row) =>
    row.reduce((sum, value, j) => sum + value * x[j]!, 0),
  );
}

/**
 * A x^{r−1} from the definition: for every edge of k members, all tuples of r
 * places in which just its members occur, each for k over the number of such.
 */
export function tensorByTuples(
  edges: readonly (readonly number[])[],
  x: readonly number[],
): number[] {
  const rank = Math.max(0, ...edges.map((edge) => edge.length));
  const y = x.map(() => 0);
  for (const edge of edges) {
    const tuples = tuplesOver(edge, rank).filter(
      (tuple) => new Set(tuple).size === edge.length,
    );
    for (const [first, ...others] of tuples) {
      y[first!]! +=
        (edge.length / tuples.length) *
        others.reduce((product, node) => product * x[node]!, 1);
    }
  }
  return y;
}

function tuplesOver(edge: readonly number[], rank: number): number[][] {
  let tuples: number[][] = [[]];
  for (let place = 0; place < rank; place++) {
    tuples = tuples.flatMap((tuple) => edge.map((node) => [...tuple, node]));
  }
  return tuples;
}
