import { scaleLinear, scaleLog, scaleUtc } from 'd3-scale';
import { shortNumberText } from '../report/number-text.ts';
import type { Axis } from '../report/report.ts';
import { markup, type Markup } from './markup.ts';

/** Units of a drawing: about pixels, in a column as wide as a phone. */
export const WIDTH = 352;
export const HEIGHT = 216;

/** Room round the plot for titles and ticks. */
const TOP = 28;
const RIGHT = 12;
const BOTTOM = 42;

/** Widths of letters of ticks, on the safe side. */
const LETTER = 6.2;

/** Most places of a path: twice what can be told apart. */
const NICE_TICKS = 5;

/** Where a value lies, and which values are named. */
export interface PlotScale {
  readonly place: (value: number) => number;
  readonly ticks: readonly (readonly [value: number, name: string])[];
}

/** The plot's inner edges. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** About how wide a text is drawn. */
export function textWidth(text: string): number {
  return LETTER * text.length;
}

/** Edges of a plot whose ticks on the left are these. */
export function plotArea(
  yTicks: PlotScale['ticks'],
  height = HEIGHT,
): PlotArea {
  const widest = yTicks.reduce(
    (most, [, name]) => Math.max(most, textWidth(name)),
    0,
  );
  return {
    left: Math.max(26, widest + 10),
    right: WIDTH - RIGHT,
    top: TOP,
    bottom: height - BOTTOM,
  };
}

/**
 * A scale over `domain`, with round ticks.
 * @param range - Where the ends of the domain lie.
 */
export function plotScale(
  { scale }: Pick<Axis, 'scale'>,
  [first, last]: readonly [number, number],
  range: readonly [number, number],
): PlotScale {
  if (scale === 'time') {
    const time = scaleUtc([first, last], range);
    const name = time.tickFormat(4);
    return {
      place: (value) => time(value),
      ticks: time.ticks(4).map((tick) => [tick.getTime(), name(tick)]),
    };
  }
  if (scale === 'log') {
    const log = scaleLog([first, last], range);
    return {
      place: (value) => log(value),
      ticks: logTicks(first, last).map((tick) => [tick, shortNumberText(tick)]),
    };
  }
  const linear = scaleLinear([first, last], range);
  return {
    place: (value) => linear(value),
    ticks: linear
      .ticks(NICE_TICKS)
      .map((tick) => [tick, shortNumberText(Number(tick.toPrecision(10)))]),
  };
}

/** Powers of ten; where these are few, also twice and five times one. */
function logTicks(first: number, last: number): number[] {
  const decades = Math.log10(last / first);
  const steps = decades >= 2.5 ? [1] : [1, 2, 5];
  const every = Math.max(1, Math.ceil(decades / 6));
  const ticks: number[] = [];
  for (
    let power = Math.floor(Math.log10(first));
    10 ** power <= last;
    power++
  ) {
    if (power % every !== 0) continue;
    for (const step of steps) {
      const tick = Number((step * 10 ** power).toPrecision(3));
      if (tick >= first * 0.999 && tick <= last * 1.001) ticks.push(tick);
    }
  }
  return ticks;
}

/** Ends of a linear axis from 0, rounded outwards; of a logarithmic one, the data's. */
export function niceDomain(
  { scale }: Pick<Axis, 'scale'>,
  values: readonly number[],
): readonly [number, number] {
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  if (!Number.isFinite(most)) return scale === 'log' ? [1, 10] : [0, 1];
  if (scale === 'log') return [least, Math.max(most, least * 2)];
  if (scale === 'time') return [least, Math.max(most, least + 1)];
  const [first = 0, last = 1] = scaleLinear()
    .domain([Math.min(0, least), Math.max(0, most)])
    .nice(NICE_TICKS)
    .domain();
  return last > first ? [first, last] : [0, 1];
}

/** An svg with both axes, their titles, and what is drawn between them. */
export function plotFrame(
  drawing: { readonly label: string; readonly height?: number },
  area: PlotArea,
  axes: { readonly x: Markup; readonly y: Markup },
  marks: Markup | readonly Markup[],
): Markup {
  const { label, height = HEIGHT } = drawing;
  return markup`<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${axes.y}${axes.x}<line class="base" x1="${round(area.left)}" x2="${round(area.right)}" y1="${area.bottom}" y2="${area.bottom}"/>${marks}</svg>`;
}

/** Lines across the plot with names on the left, and the axis' title on top. */
export function leftAxis(
  title: string,
  { place, ticks }: PlotScale,
  { left, right }: PlotArea,
): Markup {
  return markup`<text class="title" x="1" y="12">${title}</text>${ticks.map(
    ([value, name]) => {
      const y = round(place(value));
      return markup`<line class="grid" x1="${round(left)}" x2="${round(right)}" y1="${y}" y2="${y}"/><text class="tick" x="${round(left - 6)}" y="${round(y + 3.5)}" text-anchor="end">${name}</text>`;
    },
  )}`;
}

/** Names below the plot, as many as have room, and the axis' title at the right. */
export function bottomAxis(
  title: string,
  { place, ticks }: PlotScale,
  { bottom }: PlotArea,
): Markup {
  const y = bottom + 14;
  let free = -Infinity;
  const names = ticks.map(([value, name]) => {
    const width = textWidth(name);
    const at = place(value);
    const middle = Math.min(Math.max(at, width / 2), WIDTH - width / 2);
    if (middle - width / 2 < free) return markup``;
    free = middle + width / 2 + 6;
    return markup`<line class="notch" x1="${round(at)}" x2="${round(at)}" y1="${bottom}" y2="${bottom + 4}"/><text class="tick" x="${round(middle)}" y="${y}" text-anchor="middle">${name}</text>`;
  });
  return markup`${names}<text class="title" x="${WIDTH - RIGHT}" y="${bottom + 33}" text-anchor="end">${title}</text>`;
}

/** A place to a tenth of a unit. */
export function round(place: number): number {
  return Math.round(place * 10) / 10;
}
