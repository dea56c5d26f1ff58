import { markup, type Markup } from './markup.ts';

/** Where a, b, c alone, ab, bc, ca and abc lie in three circles. */
const PLACES = [
  [7.5, 8.5],
  [28.5, 8.5],
  [18, 28],
  [18, 7.5],
  [24, 18.5],
  [12, 18.5],
  [18, 14.5],
] as const;

/** Three hyperedges as circles, with a dot in each part that holds a node. */
export function motifGlyph(pattern: string): Markup {
  const dots = PLACES.map(
    ([x, y], at) =>
      pattern[at] === '1' &&
      markup`<circle class="dot" cx="${x}" cy="${y}" r="2" />`,
  );
  return markup`<svg class="motif" viewBox="0 0 36 34" aria-hidden="true"><circle cx="13" cy="12" r="10.5" /><circle cx="23" cy="12" r="10.5" /><circle cx="18" cy="21" r="10.5" />${dots}</svg>`;
}
