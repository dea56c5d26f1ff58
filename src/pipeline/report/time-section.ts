import {
  computeWindowSeries,
  type WindowSeries,
} from '#topology/temporal/window-series.ts';
import type { Chapter } from './chapter.ts';
import { numberText } from './number-text.ts';
import type { LinesFigure } from './report.ts';

/** Windows asked for; some fewer or more come of round widths. */
const WINDOWS = 60;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that people think in, milliseconds, each with its words. */
const WIDTHS: readonly (readonly [width: number, words: string])[] = [
  [1, 'one millisecond'],
  [10, '10 milliseconds'],
  [100, '100 milliseconds'],
  [SECOND, 'one second'],
  [10 * SECOND, '10 seconds'],
  [MINUTE, 'one minute'],
  [10 * MINUTE, '10 minutes'],
  [HOUR, 'one hour'],
  [3 * HOUR, '3 hours'],
  [6 * HOUR, '6 hours'],
  [12 * HOUR, '12 hours'],
  [DAY, 'one day'],
  [7 * DAY, 'one week'],
  [28 * DAY, '4 weeks'],
  [91 * DAY, '13 weeks'],
  [365 * DAY, '365 days'],
  [3650 * DAY, '3,650 days'],
];

/** How it changes over time, where hyperedges have times. */
export function writeTime(chapter: Chapter): void {
  const { hypergraph, summary } = chapter.survey;
  if (summary.time === null) return;
  const { from, to } = summary.time;
  const [width, words] = widthFor(to - from);
  const found = chapter.attempt(
    { what: 'Time series', steps: 16 * hypergraph.incidenceCount },
    (loop) =>
      computeWindowSeries(
        hypergraph,
        { width, from: Math.floor(from / width) * width },
        loop,
      ),
  );
  if (found === undefined || found.from.length === 0) return;
  sayWhen(chapter, found, words);
  chapter.show(
    seriesFigure(found, words, {
      title: 'How much happens',
      y: 'in a window',
      columns: { hyperedges: found.edges, nodes: found.nodes },
    }),
    seriesFigure(found, words, {
      title: 'What is new',
      note: 'Nodes, and sets of members, that no earlier window had.',
      y: 'never seen before',
      columns: { nodes: found.newNodes, 'sets of members': found.newSets },
    }),
    seriesFigure(found, words, {
      title: 'Components',
      y: 'components in a window',
      columns: { components: found.components },
    }),
    seriesFigure(found, words, {
      title: 'Likeness to the window before',
      note: 'Jaccard index: what both windows have, as a share of what either has.',
      y: 'Jaccard index',
      columns: {
        nodes: found.nodeJaccard,
        'sets of members': found.setJaccard,
      },
    }),
  );
}

function sayWhen(
  chapter: Chapter,
  { from, to, edges }: WindowSeries,
  words: string,
): void {
  const { time } = chapter.survey.summary;
  const most = edges.reduce((best, count) => Math.max(best, count), 0);
  const busiest = edges.indexOf(most);
  const windows =
    from.length === 1
      ? 'all in one window'
      : `in ${numberText(from.length)} windows of ${words}`;
  chapter.say(
    `Hyperedges from ${dateText(time?.from ?? 0)} to ${dateText(time?.to ?? 0)}, ${windows}; the busiest, with ${numberText(most)}, from ${dateText(from[busiest] ?? 0)} to ${dateText(to[busiest] ?? 0)}.`,
  );
}

interface SeriesWords {
  readonly title: string;
  readonly note?: string;
  readonly y: string;
  readonly columns: Readonly<Record<string, Float64Array>>;
}

function seriesFigure(
  found: WindowSeries,
  words: string,
  { y, columns, ...basis }: SeriesWords,
): LinesFigure {
  return {
    kind: 'lines',
    ...basis,
    axes: {
      x: { title: `window of ${words}, start (UTC)`, scale: 'time' },
      y: { title: y, scale: 'linear' },
    },
    shape: 'straight',
    series: Object.entries(columns).map(([name, values]) => ({
      name,
      points: Array.from(found.from, (start, i): [number, number] => [
        start,
        values[i] ?? NaN,
      ]).filter(([, value]) => !Number.isNaN(value)),
    })),
  };
}

function widthFor(span: number): readonly [width: number, words: string] {
  const found = WIDTHS.find(([width]) => span / width <= WINDOWS);
  return found ?? [Math.ceil(span / WINDOWS), 'a sixtieth of the whole'];
}

/** To the second, UTC. */
export function dateText(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return numberText(time);
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/(:00)?\.\d+Z$/, ' UTC');
}
