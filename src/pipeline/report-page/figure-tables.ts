import { numberText, shortNumberText } from '../report/number-text.ts';
import type {
  BarcodeFigure,
  BarsFigure,
  LinesFigure,
  RankedRow,
  RankingFigure,
  TableFigure,
} from '../report/report.ts';
import { dateText } from '../report/time-section.ts';
import { markup, type Markup } from './markup.ts';
import { motifGlyph } from './motif-glyph.ts';

/** Most rows of a plot's table. */
const MOST_ROWS = 60;

/** Tables of more columns become blocks on a narrow page. */
const STACKED = 4;

type Cell = string | number | null;

/** A table that, on a narrow page, becomes one block a row. */
export function dataTable(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Markup {
  const numeric = columns.map((_, at) =>
    rows.every((row) => typeof row[at] === 'number' || row[at] === null),
  );
  const kind = columns.length > STACKED ? 'stacks' : '';
  return markup`<table class="${kind}" role="table"><thead role="rowgroup"><tr role="row">${columns.map(
    (name, at) =>
      markup`<th scope="col" role="columnheader" class="${numeric[at] === true && 'number'}">${name}</th>`,
  )}</tr></thead><tbody role="rowgroup">${rows.map(
    (row) =>
      markup`<tr role="row">${row.map(
        (cell, at) =>
          markup`<td role="cell" data-label="${columns[at]}" class="${numeric[at] === true && 'number'}"><bdi>${cellText(cell)}</bdi></td>`,
      )}</tr>`,
  )}</tbody></table>`;
}

function cellText(cell: Cell): string {
  return typeof cell === 'string' ? cell : numberText(cell);
}

export function tableOf({ columns, rows }: TableFigure): Markup {
  return dataTable(columns, rows);
}

export function barTable({ axes, bars }: BarsFigure): Markup {
  return dataTable(
    [axes.x, axes.y.title],
    bars.map(({ name, value }) => [name, value]),
  );
}

/** One row an x, one column a series; a selection where there are many. */
export function lineTable({ axes, series }: LinesFigure): Markup {
  const values = series.map(({ points }) => new Map(points));
  const all = [...new Set(values.flatMap((own) => [...own.keys()]))].sort(
    (a, b) => a - b,
  );
  const every = Math.max(1, Math.ceil(all.length / MOST_ROWS));
  const shown = all.filter(
    (_, at) => at % every === 0 || at === all.length - 1,
  );
  const rows = shown.map((x) => [
    axes.x.scale === 'time' ? dateText(x) : x,
    ...values.map((own) => own.get(x) ?? null),
  ]);
  const table = dataTable(
    [axes.x.title, ...series.map(({ name }) => name)],
    rows,
  );
  return every === 1
    ? table
    : markup`${table}<p class="note">Every ${every}th of ${numberText(all.length)} rows; --json has all.</p>`;
}

export function barcodeTable({ axis, intervals }: BarcodeFigure): Markup {
  const text = (value: number | null): Cell =>
    value === null ? 'stays' : axis.scale === 'time' ? dateText(value) : value;
  return dataTable(
    ['dimension', 'opens at', 'ends at', 'bars'],
    intervals.map(({ dim, birth, death, count }) => [
      dim,
      text(birth),
      text(death),
      count,
    ]),
  );
}

/** Whether its rows are h-motifs, which are drawn. */
export function hasMotifs({ rows }: RankingFigure): boolean {
  return rows.some(({ motif }) => motif !== undefined);
}

/** Columns of a long list. */
const BESIDE = 3;

/** Names with bars: the table is the drawing; h-motifs stand in several columns. */
export function rankingTable(figure: RankingFigure): Markup {
  const { rows, more } = figure;
  const most = rows.reduce(
    (top, row) => Math.max(top, row.interval?.[1] ?? row.value),
    0,
  );
  const length: BarLength = (amount) => {
    if (most === 0) return 0;
    const share =
      figure.scale === 'log'
        ? Math.log1p(amount) / Math.log1p(most)
        : amount / most;
    return Math.round(share * 1000) / 10;
  };
  const rest =
    more > 0 &&
    markup`<p class="note">${numberText(more)} more above 0${figure.command !== undefined && '; the command lists them'}.</p>`;
  if (!hasMotifs(figure)) {
    return markup`${rankedRows(figure, rows, length)}${rest}`;
  }
  const share = Math.ceil(rows.length / BESIDE);
  const parts = Array.from({ length: BESIDE }, (_, at) =>
    rows.slice(at * share, (at + 1) * share),
  ).filter((part) => part.length > 0);
  return markup`<div class="beside">${parts.map((part) => rankedRows(figure, part, length))}</div>${rest}`;
}

/** Length of a bar in hundredths of the longest. */
type BarLength = (amount: number) => number;

function rankedRows(
  { columns: { name, value } }: RankingFigure,
  rows: readonly RankedRow[],
  length: BarLength,
): Markup {
  return markup`<table class="ranking"><thead><tr><th scope="col">${name}</th><th scope="col" class="number">${value}</th></tr></thead><tbody>${rows.map(
    (row) =>
      markup`<tr><th scope="row"><div class="named">${row.motif !== undefined && motifGlyph(row.motif)}<div><bdi class="${row.motif !== undefined && 'code'}">${row.name}</bdi>${row.note !== undefined && markup` <span class="note"><bdi>${row.note}</bdi></span>`}${rankBar(length, row)}</div></div></th><td class="number">${numberText(row.value)}${row.interval && markup`<br><span class="note">${intervalText(row.interval)}</span>`}</td></tr>`,
  )}</tbody></table>`;
}

function intervalText([low, high]: readonly [number, number]): string {
  return `${shortNumberText(low)} to ${shortNumberText(high)}`;
}

function rankBar(length: BarLength, { value, interval }: RankedRow): Markup {
  const low = interval ? length(interval[0]) : 0;
  const high = interval ? length(interval[1]) : 0;
  return markup`<svg class="track" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${length(value)}" height="6"/>${interval && markup`<rect class="spread" x="${low}" y="2" width="${Math.max(0, high - low)}" height="2"/>`}</svg>`;
}
