import { symbol, symbolCircle, symbolDiamond, symbolSquare } from 'd3-shape';
import { markup, type Markup } from './markup.ts';

const SHAPES = [symbolCircle, symbolSquare, symbolDiamond];

/** The mark of a series: its shape says what its colour says. */
export function seriesMark(at: number, x: number, y: number): Markup {
  const shape = SHAPES[at % SHAPES.length] ?? symbolCircle;
  const path = symbol(shape, 26).digits(2)() ?? '';
  return markup`<path class="mark s${at % 3}" d="${path}" transform="translate(${x},${y})"/>`;
}

/** Names of several series, each with its line and mark. */
export function legend(names: readonly string[]): Markup {
  if (names.length < 2) return markup``;
  return markup`<ul class="legend">${names.map(
    (name, at) =>
      markup`<li><svg class="swatch" viewBox="0 0 26 12" aria-hidden="true"><path class="line s${at % 3}" d="M0 6H26" />${seriesMark(at, 13, 6)}</svg>${name}</li>`,
  )}</ul>`;
}
