import type {
  BarcodeFigure,
  Figure,
  LinesFigure,
  Report,
  ReportSection,
} from '#pipeline/report/report.ts';
import { numberText } from '#pipeline/report/number-text.ts';
import { dateText } from '#pipeline/report/time-section.ts';
import { formatTable, type Cell } from './table.ts';

const WIDTH = 80;

/** Longest bar, in letters. */
const BAR = 24;

/** Most rows of a figure; the page and --json have more. */
const SHOWN = 16;

/** A report as plain text, eighty letters wide where tables allow. */
export function reportText(report: Report): string {
  const { title, sections, provenance, rejected, kind } = report;
  const leftOut = sections.flatMap((section) => section.leftOut);
  const lines = [
    heading(`${title}: ${kind?.toLowerCase() ?? 'hypergraph report'}`, '='),
    ...sections.map(sectionText),
    heading('Left out', '-'),
    leftOut.length === 0 ? 'Nothing: every number here is exact.\n' : '',
    ...leftOut.map(({ what, why, command }) =>
      [wrapped(`${what} ${why}`), command && `  $ ${command}`, '']
        .filter((line) => line !== undefined)
        .join('\n'),
    ),
    heading('How it was made', '-'),
    formatTable(provenance),
    `rows not read: ${rejected.count}`,
    ...rejected.rows.map((row) => `  ${row}`),
    '',
  ];
  // names in data may hold what a terminal obeys
  return lines.join('\n').replaceAll(/[^\P{Cc}\n]/gu, '\uFFFD');
}

function heading(text: string, line: string): string {
  return `${text}\n${line.repeat(Math.min(WIDTH, text.length))}\n`;
}

function sectionText({ title, says, figures }: ReportSection): string {
  return [
    heading(title, '-'),
    wrapped(says.join(' ')),
    '',
    ...figures.map(figureText),
  ].join('\n');
}

function figureText(figure: Figure): string {
  const command = figure.command === undefined ? '' : `  $ ${figure.command}\n`;
  return `${figure.title}\n${indented(rowsOf(figure))}\n${command}`;
}

function rowsOf(figure: Figure): string {
  switch (figure.kind) {
    case 'numbers':
      return formatTable(
        figure.numbers.map(({ name, value, note = '' }) => [
          name,
          Number.isNaN(value) ? null : value,
          note,
        ]),
      );
    case 'table':
      return shortTable(figure.rows, figure.columns);
    case 'bars':
      return formatTable(
        withBars(figure.bars.map(({ name, value }) => [name, value])),
        [figure.axes.x, figure.axes.y.title, ''],
      );
    case 'ranking':
      return formatTable(
        withBars(
          figure.rows.map(({ name, note, value }) => [
            note === undefined ? name : `${name} (${note})`,
            value,
          ]),
        ),
        [figure.columns.name, figure.columns.value, ''],
      );
    case 'lines':
      return lineRows(figure);
    case 'barcode':
      return barcodeRows(figure);
  }
}

/** Each row with its value as a bar. */
function withBars(rows: readonly (readonly [string, number])[]): Cell[][] {
  const most = rows.reduce((top, [, value]) => Math.max(top, value), 0);
  return rows.map(([name, value]) => {
    const length = most > 0 ? Math.round((BAR * value) / most) : 0;
    return [name, value, '▇'.repeat(Math.max(value > 0 ? 1 : 0, length))];
  });
}

function lineRows({ axes, series }: LinesFigure): string {
  const values = series.map(({ points }) => new Map(points));
  const all = [...new Set(values.flatMap((own) => [...own.keys()]))].sort(
    (a, b) => a - b,
  );
  const every = Math.max(1, Math.ceil(all.length / SHOWN));
  const rows = all
    .filter((_, at) => at % every === 0 || at === all.length - 1)
    .map((x): Cell[] => [
      axes.x.scale === 'time' ? dateText(x) : x,
      ...values.map((own) => own.get(x) ?? null),
    ]);
  return formatTable(rows, [axes.x.title, ...series.map(({ name }) => name)]);
}

function barcodeRows({ axis, intervals }: BarcodeFigure): string {
  const text = (value: number): Cell =>
    axis.scale === 'time' ? dateText(value) : value;
  return shortTable(
    intervals.map(({ dim, birth, death, count }) => [
      dim,
      text(birth),
      death === null ? 'stays' : text(death),
      count,
    ]),
    ['dimension', 'opens at', 'ends at', 'bars'],
  );
}

function shortTable(
  rows: readonly (readonly Cell[])[],
  header: readonly string[],
): string {
  const table = formatTable(rows.slice(0, SHOWN), header);
  const more = rows.length - SHOWN;
  return more > 0 ? `${table}\n${numberText(more)} more` : table;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}

/** Lines broken between words. */
function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
