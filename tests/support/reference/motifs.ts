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

/**
 * Sets of `size` nodes that hang together by the sets inside, by pattern: each
 * pattern the least text over all numberings of its nodes.
 */
export function nodeMotifsByDefinition(
  sets: readonly Set<number>[],
  nodeCount: number,
  size: number,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const nodes of choices(nodeCount, size)) {
    const inside = sets.filter(
      (set) => set.size >= 2 && [...set].every((node) => nodes.includes(node)),
    );
    if (!isJoined(nodes, inside)) continue;
    const texts = orderings(nodes).map((order) =>
      [
        ...new Set(
          inside.map((set) =>
            [...set]
              .map((node) => order.indexOf(node) + 1)
              .sort()
              .join(''),
          ),
        ),
      ]
        .sort()
        .join(' '),
    );
    const pattern = texts.sort()[0]!;
    counts[pattern] = (counts[pattern] ?? 0) + 1;
  }
  return counts;
}

function choices(count: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first < count; first++) {
    for (const rest of choices(count, size - 1, first + 1)) {
      found.push([first, ...rest]);
    }
  }
  return found;
}

function orderings(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    orderings(items.filter((other) => other !== item)).map((rest) => [
      item,
      ...rest,
    ]),
  );
}

function isJoined(
  nodes: readonly number[],
  inside: readonly Set<number>[],
): boolean {
  const reached = new Set([nodes[0]!]);
  for (let round = 0; round < nodes.length; round++) {
    for (const set of inside) {
      if ([...set].some((node) => reached.has(node)))
        set.forEach((node) => reached.add(node));
    }
  }
  return reached.size === nodes.length;
}
