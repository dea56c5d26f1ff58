/**
 * Instances of each h-motif by looking at every three sets: pattern → instances.
 * Patterns as in the contract; equal sets count once.
 */
export function motifsByDefinition(
  sets: readonly ReadonlySet<number>[],
): Record<string, number> {
  const distinct = [
    ...new Map(
      sets.map((set) => [[...set].sort((a, b) => a - b).join(), set]),
    ).values(),
  ];
  const counts: Record<string, number> = {};
  distinct.forEach((a, i) => {
    distinct.slice(i + 1).forEach((b, j) => {
      for (const c of distinct.slice(i + j + 2)) {
        const pattern = patternOf([a, b, c]);
        if (pattern) counts[pattern] = (counts[pattern] ?? 0) + 1;
      }
    });
  });
  return counts;
}

type Three = readonly [
  ReadonlySet<number>,
  ReadonlySet<number>,
  ReadonlySet<number>,
];

/** The largest of the six names, or undefined where the three are not connected. */
function patternOf([x, y, z]: Three): string | undefined {
  const names = [
    [x, y, z],
    [x, z, y],
    [y, x, z],
    [y, z, x],
    [z, x, y],
    [z, y, x],
  ].map((order) => nameOf(order as unknown as Three));
  const name = names.sort().at(-1)!;
  const meet = Array.from(name.slice(3, 6)).filter(
    (digit) => digit === '1' || name.endsWith('1'),
  );
  return meet.length >= 2 ? name : undefined;
}

function nameOf([a, b, c]: Three): string {
  const parts = new Set<string>();
  for (const item of new Set([...a, ...b, ...c])) {
    parts.add([a, b, c].map((set) => Number(set.has(item))).join(''));
  }
  return ['100', '010', '001', '110', '011', '101', '111']
    .map((part) => Number(parts.has(part)))
    .join('');
}
