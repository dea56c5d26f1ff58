/**
 * h-motif counts from the definition: every triple of different sets, by which
 * parts of its Venn diagram are not empty, named by the largest of six texts.
 */
export function motifsByDefinition(
  sets: readonly Set<number>[],
): Record<string, number> {
  const texts = sets.map((set) => [...set].sort((a, b) => a - b).join());
  const different = sets.filter(
    (set, i) => set.size > 0 && texts.indexOf(texts[i]!) === i,
  );
  const counts: Record<string, number> = {};
  different.forEach((a, i) => {
    different.slice(i + 1).forEach((b, j) => {
      for (const c of different.slice(i + j + 2)) {
        if (!hangTogether([a, b, c])) continue;
        const pattern = largestText([a, b, c]);
        counts[pattern] = (counts[pattern] ?? 0) + 1;
      }
    });
  });
  return counts;
}

type Triple = readonly [Set<number>, Set<number>, Set<number>];

function hangTogether([a, b, c]: Triple): boolean {
  const joined = [meet(a, b), meet(b, c), meet(c, a)];
  return joined.filter(Boolean).length >= 2;
}

function meet(left: Set<number>, right: Set<number>): boolean {
  return [...left].some((node) => right.has(node));
}

function largestText([a, b, c]: Triple): string {
  const orders: Triple[] = [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ];
  return orders.map(partsText).sort().at(-1)!;
}

function partsText([a, b, c]: Triple): string {
  const nodes = [...new Set([...a, ...b, ...c])];
  const part = (inA: boolean, inB: boolean, inC: boolean): number =>
    Number(
      nodes.some(
        (node) =>
          a.has(node) === inA && b.has(node) === inB && c.has(node) === inC,
      ),
    );
  return [
    part(true, false, false),
    part(false, true, false),
    part(false, false, true),
    part(true, true, false),
    part(false, true, true),
    part(true, false, true),
    part(true, true, true),
  ].join('');
}
