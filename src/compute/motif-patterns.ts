/** Part of three rows a, b, c at each bit of a code: a, b, c alone, ab, bc, ca, abc. */
const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/** Bit of the part that only the two rows share. */
function pairBit(x: number, y: number): number {
  return x + y === 1 ? 3 : x + y === 3 ? 4 : 5;
}

/**
 * The name of a motif as a number: seven binary digits, a first; of the six
 * orders of the rows, the largest.
 * @param code - Bit 0 a alone, 1 b, 2 c, 3 ab, 4 bc, 5 ca without the third, 6 abc.
 */
export function motifPattern(code: number): number {
  let largest = 0;
  for (const [x, y, z] of ORDERS) {
    const bits = [x, y, z, pairBit(x, y), pairBit(y, z), pairBit(z, x), 6];
    const pattern = bits.reduce(
      (digits, bit) => 2 * digits + ((code >> bit) & 1),
      0,
    );
    largest = Math.max(largest, pattern);
  }
  return largest;
}

/** The seven digits of a pattern. */
export function motifName(pattern: number): string {
  return pattern.toString(2).padStart(7, '0');
}

/** Whether all three rows of a pattern meet each other. */
export function isClosedMotif(pattern: number): boolean {
  const meets = [0b1000, 0b100, 0b10].filter((pair) => pattern & (pair | 1));
  return meets.length === 3;
}

/** Code of a centre that meets two rows which do not meet: centre a, ends b and c. */
function openCode(hasOwn: number, ends: number): number {
  return hasOwn | (ends > 0 ? 2 : 0) | (ends > 1 ? 4 : 0) | 8 | 32;
}

/**
 * Counts by pattern from pairs of neighbours and triangles: a triangle is also
 * three pairs of neighbours, which are taken out again.
 * @param pairs - Length 8: by 4 · (the centre has members of its own) + how many
 * of the two neighbours have.
 * @param triangles - Length 2¹⁶: by `triangleKey` of `wasm/motifs.as.ts`.
 * @returns Length 128.
 */
export function patternCounts(
  pairs: Float64Array,
  triangles: Float64Array,
): Float64Array {
  const counts = new Float64Array(128);
  const add = (code: number, count: number): void => {
    const pattern = motifPattern(code);
    counts[pattern] = (counts[pattern] ?? 0) + count;
  };
  pairs.forEach((count, kind) => add(openCode(kind >> 2, kind & 3), count));
  triangles.forEach((count, key) => {
    if (count === 0) return;
    add(key & 127, count);
    for (let centre = 0; centre < 3; centre++) {
      const flags = key >> (7 + 3 * centre);
      const ends = ((flags >> 1) & 1) + ((flags >> 2) & 1);
      add(openCode(flags & 1, ends), -count);
    }
  });
  return counts;
}
