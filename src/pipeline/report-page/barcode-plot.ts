import { numberText } from '../report/number-text.ts';
import type { BarcodeFigure, Interval } from '../report/report.ts';
import { titleOf } from './bar-plot.ts';
import { markup, type Markup } from './markup.ts';
import {
  bottomAxis,
  plotFrame,
  plotScale,
  round,
  WIDTH,
  type PlotArea,
  type PlotScale,
} from './plot-frame.ts';

/** Height of a bar's row, and of the heading of a dimension. */
const ROW = 14;
const HEADING = 20;

/** Room on the right for the number of equal bars. */
const COUNTS = 44;

/** Shortest bar that is seen. */
const SHORTEST = 2;

/** Bars by dimension, one row each; endless ones have an arrow. */
export function barcodePlot(figure: BarcodeFigure): Markup {
  const { title, axis, domain, intervals } = figure;
  const dims = [...new Set(intervals.map(({ dim }) => dim))];
  const height = 24 + dims.length * HEADING + intervals.length * ROW + 44;
  const area: PlotArea = {
    left: 4,
    right: WIDTH - COUNTS,
    top: 6,
    bottom: height - 42,
  };
  const x = plotScale(axis, domain, [area.left, area.right]);
  let y = area.top;
  const groups = dims.map((dim, at) => {
    const own = intervals.filter((interval) => interval.dim === dim);
    const start = y + HEADING;
    y = start + own.length * ROW;
    const more = figure.more[at] ?? 0;
    const rest = more > 0 ? `, ${numberText(more)} more not drawn` : '';
    return markup`<text class="heading" x="${area.left}" y="${start - 6}">dimension ${dim}${rest}</text>${own.map(
      (interval, row) => bar(interval, x, area, start + row * ROW),
    )}`;
  });
  const grid = x.ticks.map(([value]) => {
    const place = round(x.place(value));
    return markup`<line class="grid" x1="${place}" x2="${place}" y1="${area.top}" y2="${area.bottom}"/>`;
  });
  return plotFrame(
    { label: `${title}: bars, in the table below`, height },
    area,
    { x: bottomAxis(titleOf(axis), x, area), y: markup`${grid}` },
    groups,
  );
}

function bar(
  { dim, birth, death, count }: Interval,
  x: PlotScale,
  { right }: PlotArea,
  top: number,
): Markup {
  const from = x.place(birth);
  const to = death === null ? right : x.place(death);
  const y = top + 4;
  const middle = y + 3;
  return markup`<g><rect class="interval d${dim % 3}" x="${round(from)}" y="${y}" width="${round(Math.max(SHORTEST, to - from))}" height="6"/>${
    death === null &&
    markup`<path class="arrow d${dim % 3}" d="M${right} ${middle - 5}L${right + 7} ${middle}L${right} ${middle + 5}Z"/>`
  }${
    count > 1 &&
    markup`<text class="tick" x="${right + 11}" y="${middle + 3.5}">×${numberText(count)}</text>`
  }</g>`;
}
