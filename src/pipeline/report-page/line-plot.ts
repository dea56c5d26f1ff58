import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { LinesFigure, Series } from '../report/report.ts';
import { titleOf } from './bar-plot.ts';
import { markup, type Markup } from './markup.ts';
import {
  bottomAxis,
  leftAxis,
  niceDomain,
  plotArea,
  plotFrame,
  plotScale,
  round,
} from './plot-frame.ts';
import { legend, seriesMark } from './series-mark.ts';

/** Points up to which each is marked. */
const MARKED = 24;

/** Columns of the plot that can be told apart. */
const COLUMNS = 320;

type Point = readonly [x: number, y: number];

/** Lines of one or more series, with a legend where they are several. */
export function linePlot({ title, axes, shape, series }: LinesFigure): Markup {
  const drawn = series.map((one) => ({
    ...one,
    points: one.points.filter(
      ([x, y]) =>
        (axes.x.scale !== 'log' || x > 0) && (axes.y.scale !== 'log' || y > 0),
    ),
  }));
  const points = drawn.flatMap((one) => one.points);
  const yDomain = niceDomain(
    axes.y,
    points.map(([, y]) => y),
  );
  const area = plotArea(plotScale(axes.y, yDomain, [0, 1]).ticks);
  const y = plotScale(axes.y, yDomain, [area.bottom, area.top]);
  const xs = points.map(([x]) => x);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const xDomain = [first, last > first ? last : first + 1] as const;
  const x = plotScale(axes.x, xDomain, [area.left, area.right]);
  const marks = drawn.map((one, at) => {
    const places = one.points.map((point): Point => [
      x.place(point[0]),
      y.place(point[1]),
    ]);
    return seriesMarks(places, at, shape);
  });
  const frame = plotFrame(
    { label: `${title}: lines, in the table below` },
    area,
    {
      x: bottomAxis(titleOf(axes.x), x, area),
      y: leftAxis(titleOf(axes.y), y, area),
    },
    marks,
  );
  return markup`${legend(drawn.map(({ name }: Series) => name))}${frame}`;
}

function seriesMarks(
  places: readonly Point[],
  at: number,
  shape: LinesFigure['shape'],
): Markup {
  const curve = shape === 'steps' ? curveStepAfter : curveLinear;
  const path = line<Point>(
    ([x]) => x,
    ([, y]) => y,
  )
    .curve(curve)
    .digits(1)(thinned(places));
  const isMarked = places.length <= MARKED && shape === 'straight';
  return markup`<path class="line s${at % 3}" d="${path}"/>${isMarked && places.map(([x, y]) => seriesMark(at, round(x), round(y)))}`;
}

/** The first, lowest, highest and last point of each column, where there are many. */
function thinned(places: readonly Point[]): Point[] {
  if (places.length <= 2 * COLUMNS) return [...places];
  const columns = new Map<number, Point[]>();
  for (const place of places) {
    const column = Math.floor(place[0]);
    const own = columns.get(column);
    if (own === undefined) columns.set(column, [place]);
    else own.push(place);
  }
  return [...columns.values()].flatMap((own) => {
    const low = own.reduce((a, b) => (b[1] > a[1] ? b : a));
    const high = own.reduce((a, b) => (b[1] < a[1] ? b : a));
    const kept = new Set([own[0], low, high, own.at(-1)]);
    return own.filter((place) => kept.has(place));
  });
}
