/** Maximal sets by comparing every pair: no proper superset, and no equal set before it. */
export function toplexesByPairs(sets: readonly Set<number>[]): number[] {
  return sets
    .map((_, i) => i)
    .filter((i) =>
      sets.every((other, j) => {
        const contained = [...sets[i]!].every((member) => other.has(member));
        if (i === j || !contained) return true;
        return other.size === sets[i]!.size && i < j;
      }),
    );
}
