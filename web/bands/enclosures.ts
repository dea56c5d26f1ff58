import { isInside, type Point } from './outline.ts';

/** How far a picture of bands misleads. */
export interface EnclosureCount {
  /** Node–band pairs where the node lies inside a band it is no member of. */
  readonly wrong: number;
  /** All node–band pairs where the node is no member. */
  readonly pairs: number;
}

/** Above this share of wrong pairs a picture of bands says more that is false than it should. */
export const TOO_MANY_ENCLOSURES = 0.1;

/**
 * Counts nodes drawn inside bands they do not belong to.
 * @param outlines - One outline a band.
 * @param members - Members of each band, parallel to `outlines`.
 * @param places - Where each node is drawn.
 * @remarks Time O(bands × nodes × outline).
 */
export function countEnclosures(
  outlines: readonly Point[][],
  members: readonly (readonly string[])[],
  places: ReadonlyMap<string, Point>,
): EnclosureCount {
  let wrong = 0;
  let pairs = 0;
  outlines.forEach((outline, band) => {
    const own = new Set(members[band]);
    for (const [node, [x, y]] of places) {
      if (own.has(node)) continue;
      pairs++;
      if (isInside(outline, x, y)) wrong++;
    }
  });
  return { wrong, pairs };
}
