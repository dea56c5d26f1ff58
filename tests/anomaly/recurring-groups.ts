import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { Random } from '#numeric/random.ts';

/**
 * Relations drawn one like another: a group by popularity, each member present
 * seven times in ten, a stranger in one of ten. In the last `planted` of them
 * half of the members are swapped for anyone.
 */
export function recurringGroups(
  seed: number,
  relations: number,
  planted: number,
): { hypergraph: Hypergraph; labels: Uint8Array } {
  const random = new Random(seed);
  const people = Array.from({ length: 300 }, (_, i) => `n${i}`);
  const groups = Array.from({ length: 40 }, () => {
    const names = [...people];
    random.shuffle(names);
    return names.slice(0, 3 + random.int(6));
  });
  const draw = (): string[] => {
    for (;;) {
      const rank = Math.floor(Math.exp(random.float() * Math.log(41)));
      const group = groups[Math.min(rank, 40) - 1] ?? [];
      const present = new Set(group.filter(() => random.chance(0.7)));
      if (random.chance(0.1)) present.add(random.pick(people));
      if (present.size > 1) return [...present];
    }
  };
  const rows = Array.from({ length: relations }, draw);
  const swapped = Array.from({ length: planted }, () => {
    const members = draw();
    random.shuffle(members);
    const kept = members.slice(Math.ceil(members.length / 2));
    const result = new Set(kept);
    while (result.size < members.length) result.add(random.pick(people));
    return [...result];
  });
  return {
    hypergraph: hypergraphFromMembers([...rows, ...swapped]),
    labels: Uint8Array.from({ length: relations + planted }, (_, i) =>
      i < relations ? 0 : 1,
    ),
  };
}
