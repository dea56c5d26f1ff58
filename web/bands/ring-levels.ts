/** What the band geometry needs to know of a relation. */
export interface BandInput {
  readonly id: string;
  /** Distinct node ids. */
  readonly members: readonly string[];
  /** Null where the relation has no score; it then counts as lowest. */
  readonly score: number | null;
}

/** Ring sizes in pixels: the innermost radius and what each level adds. */
export interface RingSizes {
  readonly inner: number;
  readonly gap: number;
}

export const WIDE_RINGS: RingSizes = { inner: 17, gap: 6 };
export const NARROW_RINGS: RingSizes = { inner: 13, gap: 4.5 };

/** All levels together may add this much, so that rings do not swallow their surroundings. */
const ROOM_FOR_RINGS = 26;
const LEVELS_AT_FULL_GAP = 5;

/**
 * Ring level of each member in each band: how many earlier bands hold it,
 * small bands first, equal sizes by falling score.
 * @returns One array a band, in input order, parallel to its `members`.
 * @remarks Time O(Σ|e| + n log n). The nesting follows HyperNetX's rubber bands.
 */
export function ringLevels(bands: readonly BandInput[]): number[][] {
  const order = bands.map((_, index) => index);
  order.sort((a, b) => compareBands(bands[a], bands[b]) || a - b);
  const used = new Map<string, number>();
  const levels: number[][] = bands.map(() => []);
  for (const index of order) {
    levels[index] = (bands[index]?.members ?? []).map((node) => {
      const level = used.get(node) ?? 0;
      used.set(node, level + 1);
      return level;
    });
  }
  return levels;
}

function compareBands(a?: BandInput, b?: BandInput): number {
  if (!a || !b) return 0;
  return a.members.length - b.members.length || scoreOf(b) - scoreOf(a);
}

function scoreOf(band: BandInput): number {
  return band.score ?? -Number.MAX_VALUE;
}

/**
 * Radius of each ring, in pixels, in the shape of `levels`. Above five levels
 * the gap shrinks so that all of them fit in 26 px.
 */
export function ringRadii(
  levels: readonly (readonly number[])[],
  sizes: RingSizes,
): number[][] {
  const highest = levels.flat().reduce((top, level) => Math.max(top, level), 0);
  const gap =
    highest > LEVELS_AT_FULL_GAP
      ? Math.min(sizes.gap, ROOM_FOR_RINGS / highest)
      : sizes.gap;
  return levels.map((row) => row.map((level) => sizes.inner + gap * level));
}
