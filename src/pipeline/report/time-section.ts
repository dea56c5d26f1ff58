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

/** A width of windows: milliseconds, in words, and as the command takes it. */
type Width = readonly [width: number, words: string, option: string];

/** Widths that people think in. */
const WIDTHS: readonly Width[] = [
  [1, 'one millisecond', '1ms'],
  [10, '10 milliseconds', '10ms'],
  [100, '100 milliseconds', '100ms'],
  [SECOND, 'one second', '1s'],
  [10 * SECOND, '10 seconds', '10s'],
  [MINUTE, 'one minute', '1m'],
  [10 * MINUTE, '10 minutes', '10m'],
  [HOUR, 'one hour', '1h'],
  [3 * HOUR, '3 hours', '3h'],
  [6 * HOUR, '6 hours', '6h'],
  [12 * HOUR, '12 hours', '12h'],
  [DAY, 'one day', '1d'],
  [7 * DAY, 'one week', '7d'],
  [28 * DAY, '4 weeks', '28d'],
  [91 * DAY, '13 weeks', '91d'],
  [365 * DAY, '365 days', '365d'],
  [3650 * DAY, '3,650 days', '3650d'],
];

/** How it changes over time, where hyperedges have times. */
export function writeTime(chapter: Chapter): void {
  const { hypergraph, summary } = chapter.survey;
  if (summary.time === null) return;
  const { from, to } = summary.time;
  const [width, words, option] = widthFor(to - from);
  const line = chapter.survey.command('topology windows', `--width ${option}`);
  const found = chapter.attempt(
    {
      what: 'Time series',
      steps: 16 * hypergraph.incidenceCount,
      command: line,
    },
    (loop) => computeWindowSeries(hypergraph, { width }, loop),
  );
  if (found === undefined || found.from.length === 0) return;
  sayWhen(chapter, found, words);
  chapter.show(
    seriesFigure(found, words, {
      command: line,
      title: 'How much happens',
      y: 'in a window',
      columns: { hyperedges: found.edges, nodes: found.nodes },
    }),
    seriesFigure(found, words, {
      command: line,
      title: 'What is new',
      note: 'Nodes, and sets of members, that no earlier window had.',
      y: 'never seen before',
      columns: { nodes: found.newNodes, 'sets of members': found.newSets },
    }),
    seriesFigure(found, words, {
      command: line,
      title: 'Components',
      y: 'components in a window',
      columns: { components: found.components },
    }),
    seriesFigure(found, words, {
      command: line,
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
  readonly command: string;
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

function widthFor(span: number): Width {
  const found = WIDTHS.find(([width]) => span / width <= WINDOWS);
  const share = Math.ceil(span / WINDOWS);
  return found ?? [share, 'a sixtieth of the whole', `${share}ms`];
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
