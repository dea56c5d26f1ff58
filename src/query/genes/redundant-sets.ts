/** A set, and the set that speaks for it: itself, or an earlier one much like it. */
export interface SpokenFor {
  readonly set: string;
  readonly by: string;
  /** Jaccard index of the two; 1 of a set with itself. */
  readonly jaccard: number;
}

/**
 * Leaves one set to speak for each group of much the same: going down the list,
 * a set is spoken for by the first earlier one that holds all of it, or whose
 * Jaccard index with it reaches `least`.
 * @param sets - Most important first, such as by p.
 * @param least - In (0, 1]; 1 joins only what lies inside another.
 * @remarks O(kept sets · members) a set.
 */
export function reduceRedundancy(
  sets: readonly {
    readonly name: string;
    readonly members: Iterable<string>;
  }[],
  least: number,
): SpokenFor[] {
  const kept: { name: string; members: Set<string> }[] = [];
  return sets.map(({ name, members }) => {
    const own = new Set(members);
    for (const other of kept) {
      const both = intersectionSize(own, other.members);
      const jaccard = both / (own.size + other.members.size - both);
      if (both === own.size || jaccard >= least) {
        return { set: name, by: other.name, jaccard };
      }
    }
    kept.push({ name, members: own });
    return { set: name, by: name, jaccard: 1 };
  });
}

function intersectionSize(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const id of small) both += Number(large.has(id));
  return both;
}
