/*
 * A triple of edges is seven bits, whether each part is not empty: a, b, c alone
 * (bits 0 to 2), ab, bc, ca without the third (3 to 5), abc (6).
 */

const ORDERS: readonly (readonly [number, number, number])[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/** Number of codes. */
export const MOTIF_CODES = 128;

/** What one of two edges has and the other lacks, for ab, bc, ca. */
const APART = [0b0110011, 0b0101110, 0b0011101];

/**
 * The name of a triple whatever the order of its edges: the seven bits a, b, c,
 * ab, bc, ca, abc as digits, the largest such text over all orders.
 */
export function motifPattern(code: number): string {
  const texts = ORDERS.map(([x, y, z]) =>
    [x, y, z, sharedBit(x, y), sharedBit(y, z), sharedBit(z, x), 6]
      .map((bit) => (code >>> bit) & 1)
      .join(''),
  );
  return texts.reduce((largest, text) => (text > largest ? text : largest));
}

/** Bit of the part that two edges share without the third. */
function sharedBit(x: number, y: number): number {
  if (x + y === 1) return 3;
  return x + y === 3 ? 4 : 5;
}

/** How many of its three pairs share a member. */
function joinedPairs(code: number): number {
  if (code >>> 6 === 1) return 3;
  return ((code >>> 3) & 1) + ((code >>> 4) & 1) + ((code >>> 5) & 1);
}

/** Whether three different edges that hang together can make this triple. */
function isMotif(code: number): boolean {
  return joinedPairs(code) >= 2 && APART.every((parts) => (code & parts) !== 0);
}

const codes = Array.from({ length: MOTIF_CODES }, (_, code) => code);

/** The 26 patterns, ascending (Lee et al. 2020, doi:10.14778/3407790.3407823). */
export const motifPatterns: readonly string[] = [
  ...new Set(codes.filter(isMotif).map(motifPattern)),
].sort();

/** Position in {@link motifPatterns} of each code; 255 where it is no motif. */
export const motifOfCode = Uint8Array.from(codes, (code) =>
  isMotif(code) ? motifPatterns.indexOf(motifPattern(code)) : 255,
);

/** Of each pattern: whether two of its edges share nothing. */
export const isOpenMotif: readonly boolean[] = motifPatterns.map((pattern) =>
  codes.some(
    (code) =>
      isMotif(code) &&
      motifPattern(code) === pattern &&
      joinedPairs(code) === 2,
  ),
);
