import { scaleBand } from 'd3-scale';
import { numberText } from '../report/number-text.ts';
import type { BarsFigure } from '../report/report.ts';
import { markup, type Markup } from './markup.ts';
import {
  bottomAxis,
  leftAxis,
  niceDomain,
  plotArea,
  plotFrame,
  plotScale,
  round,
  textWidth,
  type PlotArea,
  type PlotScale,
} from './plot-frame.ts';

/** Below 1 on a logarithmic axis of counts, so that 1 is seen. */
const LOG_FLOOR = 0.6;

/**
 * Standing bars; on a logarithmic axis, where a bar's length would mean nothing,
 * dots on stems.
 */
export function barPlot({ title, axes, bars }: BarsFigure): Markup {
  const { y: yAxis, x: xTitle } = axes;
  const isLog = yAxis.scale === 'log';
  const values = bars.map(({ value }) => value);
  const domain = isLog
    ? ([LOG_FLOOR, Math.max(...values)] as const)
    : niceDomain(yAxis, values);
  const { ticks } = plotScale(yAxis, domain, [0, 1]);
  const area = plotArea(ticks);
  const y = plotScale(yAxis, domain, [area.bottom, area.top]);
  const names = bars.map(({ name }, i) => `${i}\n${name}`);
  const bands = scaleBand(names, [area.left, area.right]).padding(0.18);
  const width = bands.bandwidth();
  const marks = bars.map(({ name, value }, i) => {
    const from = bands(names[i] ?? '') ?? 0;
    const label = markup`<title>${name}: ${numberText(value)}</title>`;
    if (value === 0) return markup``;
    const top = y.place(value);
    return isLog
      ? stem(from + width / 2, top, area, label)
      : markup`<rect class="bar" x="${round(from)}" y="${round(top)}" width="${round(width)}" height="${round(Math.max(0.5, area.bottom - top))}">${label}</rect>`;
  });
  const x = namedScale(
    bars.map(({ name }, i) => [(bands(names[i] ?? '') ?? 0) + width / 2, name]),
    bands.step(),
  );
  return plotFrame(
    { label: `${title}: bars, in the table below` },
    area,
    { x: bottomAxis(xTitle, x, area), y: leftAxis(titleOf(yAxis), y, area) },
    marks,
  );
}

function stem(x: number, top: number, area: PlotArea, label: Markup): Markup {
  return markup`<g>${label}<line class="stem" x1="${round(x)}" x2="${round(x)}" y1="${area.bottom}" y2="${round(top)}" /><circle class="dot" cx="${round(x)}" cy="${round(top)}" r="3.5"/></g>`;
}

/** Every name, or every second, third … that has room. */
function namedScale(
  places: readonly (readonly [place: number, name: string])[],
  step: number,
): PlotScale {
  const widest = places.reduce(
    (most, [, name]) => Math.max(most, textWidth(name)),
    0,
  );
  const every = Math.max(1, Math.ceil((widest + 6) / step));
  return {
    place: (value) => value,
    ticks: places.filter((_, i) => i % every === 0),
  };
}

/** The axis' title, which says so where it is logarithmic. */
export function titleOf({
  title,
  scale,
}: {
  readonly title: string;
  readonly scale: string;
}): string {
  return scale === 'log' ? `${title} (log)` : title;
}
