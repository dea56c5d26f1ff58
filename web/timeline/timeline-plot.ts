import { axisBottom } from 'd3-axis';
import { brushX, type BrushBehavior, type D3BrushEvent } from 'd3-brush';
import { scaleLinear, scaleUtc, type ScaleTime } from 'd3-scale';
import { select, type Selection as D3Selection } from 'd3-selection';
import { utcFormat } from 'd3-time-format';
import type { TimeRange } from '#protocol/time-range.ts';
import type { TimelineBin } from '#protocol/timeline.ts';

const TOP = 8;
const BASE = 80;
const LEFT = 12;
const RIGHT = 92;
const TALLEST = 50;
const FLAG = 'M0,5L4.2,-2.6H-4.2Z';

export interface TimelineModel {
  /** At least one; each ends where the next begins, the last at `to`. */
  readonly bins: readonly TimelineBin[];
  readonly from: number;
  readonly to: number;
  readonly brush: TimeRange | null;
  /** Time of the open relation. */
  readonly focus: number | null;
  readonly width: number;
  /** Colour step of a bin's flag, 3 to 6. */
  readonly levelOf: (bin: TimelineBin) => number;
  readonly flagSaid: (bin: TimelineBin) => string;
  readonly legend: readonly string[];
}

type Svg = D3Selection<SVGSVGElement, unknown, null, undefined>;
type Layer = D3Selection<SVGGElement, unknown, null, undefined>;

/** Histogram of relations over time, flagged bins marked above, with a brush. */
export class TimelinePlot {
  readonly #svg: Svg;
  readonly #axis: Layer;
  readonly #bins: Layer;
  readonly #brushLayer: Layer;
  readonly #flags: Layer;
  readonly #legend: Layer;
  readonly #behaviour: BrushBehavior<unknown>;
  #scale: ScaleTime<number, number> = scaleUtc();
  #isOwnMove = false;

  /** @param onBrush - Told the range when a drag ends; null when the brush is cleared. */
  constructor(
    element: SVGSVGElement,
    onBrush: (range: TimeRange | null) => void,
  ) {
    this.#svg = select(element);
    this.#svg.selectAll('*').remove();
    this.#svg.append('line').attr('class', 'base');
    this.#axis = this.#svg
      .append('g')
      .attr('transform', `translate(0 ${String(BASE)})`);
    this.#bins = this.#svg.append('g');
    this.#brushLayer = this.#svg.append('g');
    this.#flags = this.#svg.append('g').attr('pointer-events', 'none');
    this.#legend = this.#svg.append('g');
    this.#behaviour = brushX().on('end', (event: D3BrushEvent<unknown>) => {
      if (this.#isOwnMove) return;
      onBrush(this.#rangeOf(event.selection));
    });
  }

  draw(model: TimelineModel): void {
    const { width, from, to } = model;
    const end = Math.max(LEFT + 10, width - RIGHT);
    this.#scale = scaleUtc([from, to > from ? to : from + 1], [LEFT, end]);
    this.#svg.attr('width', width).attr('height', BASE + 24);
    this.#svg
      .select('.base')
      .attr('x1', LEFT)
      .attr('x2', end)
      .attr('y1', BASE + 0.5)
      .attr('y2', BASE + 0.5);
    this.#drawAxis(end - LEFT, to - from);
    this.#drawBins(model);
    this.#drawFlags(model);
    this.#drawBrush(model.brush, end);
    this.#drawLegend(model.legend, end);
  }

  #drawAxis(width: number, span: number): void {
    const axis = axisBottom<Date>(this.#scale)
      .ticks(Math.max(2, Math.floor(width / 110)))
      .tickSizeOuter(0)
      .tickSizeInner(4)
      .tickFormat(utcFormat(tickPattern(span)));
    this.#axis.call(axis).attr('font-size', null).attr('font-family', null);
    this.#axis.select('.domain').remove();
    this.#axis.selectAll('line').attr('class', 'base').attr('stroke', null);
    this.#axis.selectAll('text').attr('fill', null);
  }

  #drawBins({ bins, to, brush }: TimelineModel): void {
    const highest = Math.max(1, ...bins.map(({ count }) => count));
    const height = scaleLinear([0, highest], [0, TALLEST]);
    const x = this.#scale;
    this.#bins
      .selectAll<SVGRectElement, TimelineBin>('rect')
      .data(bins)
      .join('rect')
      .attr('class', ({ start }, index) => {
        const stop = bins[index + 1]?.start ?? to;
        const isWithin = brush && start < brush.to && stop > brush.from;
        return isWithin ? 'bin within' : 'bin';
      })
      .attr('x', ({ start }) => x(start))
      .attr('width', ({ start }, index) =>
        Math.max(1, x(bins[index + 1]?.start ?? to) - x(start) - 1),
      )
      .attr('y', ({ count }) => BASE - barHeight(height(count)))
      .attr('height', ({ count }) => barHeight(height(count)));
  }

  #drawFlags({ bins, to, focus, levelOf, flagSaid }: TimelineModel): void {
    const flagged = bins.flatMap((bin, index) => {
      if (bin.flagged === 0) return [];
      const stop = bins[index + 1]?.start ?? to;
      const isFocus = focus !== null && focus >= bin.start && focus <= stop;
      return [{ bin, middle: (bin.start + stop) / 2, isFocus }];
    });
    this.#flags
      .selectAll<SVGPathElement, (typeof flagged)[number]>('path')
      .data(flagged)
      .join((enter) => {
        const marks = enter.append('path').attr('d', FLAG);
        marks.append('title');
        return marks;
      })
      .attr(
        'class',
        ({ bin, isFocus }) =>
          `flag level-${String(levelOf(bin))}${isFocus ? ' focus' : ''}`,
      )
      .attr(
        'transform',
        ({ middle }) => `translate(${this.#scale(middle).toFixed(1)} 19)`,
      )
      .select('title')
      .text(({ bin }) => flagSaid(bin));
  }

  #drawBrush(range: TimeRange | null, end: number): void {
    this.#behaviour.extent([
      [LEFT, TOP],
      [end, BASE],
    ]);
    this.#behaviour.handleSize(8);
    const wanted: [number, number] | null = range
      ? [this.#scale(range.from), this.#scale(range.to)]
      : null;
    this.#isOwnMove = true;
    this.#brushLayer.call(this.#behaviour);
    this.#behaviour.move(this.#brushLayer, wanted);
    this.#isOwnMove = false;
    this.#brushLayer
      .selectAll<SVGRectElement, { type: string }>('.selection')
      .attr('fill', null)
      .attr('fill-opacity', null)
      .attr('stroke', null)
      .attr('shape-rendering', null);
  }

  #drawLegend(words: readonly string[], end: number): void {
    this.#legend.attr('transform', `translate(${String(end + 10)} 0)`);
    this.#legend
      .selectAll('path')
      .data([null])
      .join('path')
      .attr('class', 'flag level-4')
      .attr('d', FLAG)
      .attr('transform', 'translate(4 19)');
    this.#legend
      .selectAll<SVGTextElement, string>('text')
      .data(words)
      .join('text')
      .attr('x', (_, index) => (index === 0 ? 12 : 0))
      .attr('y', (_, index) => [22, 56, 69][index] ?? 0)
      .text((word) => word);
  }

  #rangeOf(selection: D3BrushEvent<unknown>['selection']): TimeRange | null {
    if (!selection) return null;
    const [from, to] = selection as [number, number];
    return {
      from: Math.round(this.#scale.invert(from).getTime()),
      to: Math.round(this.#scale.invert(to).getTime()),
    };
  }
}

/** A bin with anything in it is at least a pixel and a half high. */
function barHeight(height: number): number {
  return height > 0 ? Math.max(1.5, height) : 0;
}

function tickPattern(span: number): string {
  const day = 86_400_000;
  if (span > 2000 * day) return '%Y';
  if (span > 300 * day) return '%b %Y';
  if (span > 4 * day) return '%-d %b';
  return span > 600_000 ? '%-d %b %H:%M' : '%H:%M:%S';
}
