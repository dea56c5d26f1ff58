import { numberText } from '../report/number-text.ts';
import type { Figure, NumbersFigure } from '../report/report.ts';
import { barPlot } from './bar-plot.ts';
import { barcodePlot } from './barcode-plot.ts';
import {
  barcodeTable,
  barTable,
  lineTable,
  hasMotifs,
  rankingTable,
  tableOf,
} from './figure-tables.ts';
import { linePlot } from './line-plot.ts';
import { markup, type Markup } from './markup.ts';

/** Tables of so many columns take the whole width. */
const WIDE = 5;

/** How much of the page's width a card takes, where there is room. */
export type CardWidth = 'third' | 'half' | 'wide';

/**
 * Widths that leave no gaps: three cards a row, or two where that comes out even;
 * cards that need it take a row of their own.
 */
export function cardWidths(figures: readonly Figure[]): CardWidth[] {
  const widths: CardWidth[] = [];
  let run = 0;
  const endRun = (): void => {
    const halves = run % 3 === 0 ? 0 : run % 3 === 2 ? 2 : Math.min(4, run);
    for (let card = 0; card < run; card++) {
      widths.push(card < run - halves ? 'third' : 'half');
    }
    run = 0;
  };
  for (const figure of figures) {
    if (needsWidth(figure)) {
      endRun();
      widths.push('wide');
    } else run++;
  }
  endRun();
  return widths;
}

function needsWidth(figure: Figure): boolean {
  return (
    (figure.kind === 'table' && figure.columns.length >= WIDE) ||
    (figure.kind === 'ranking' && hasMotifs(figure))
  );
}

/** One figure with its title, how to read it, its numbers and the command that gives them. */
export function figureCard(figure: Figure, width: CardWidth): Markup {
  const { drawing, table } = contentOf(figure);
  return markup`<figure class="card ${width}"><figcaption><h3>${figure.title}</h3>${figure.note !== undefined && markup`<p class="note">${figure.note}</p>`}</figcaption>${drawing}${more(figure, table)}</figure>
`;
}

function more({ title, command }: Figure, table: Markup | undefined): Markup {
  if (command === undefined && table === undefined) return markup``;
  const words = [table && 'numbers', command !== undefined && 'command'];
  const said = words.filter((word) => typeof word === 'string').join(' and ');
  return markup`<details><summary>${said.charAt(0).toUpperCase() + said.slice(1)}</summary>${table && markup`<div class="scroll" tabindex="0" role="group" aria-label="Numbers of ${title}">${table}</div>`}${command !== undefined && markup`<p class="command"><code>${command}</code></p>`}</details>`;
}

function contentOf(figure: Figure): { drawing: Markup; table?: Markup } {
  switch (figure.kind) {
    case 'numbers':
      return { drawing: numberList(figure) };
    case 'table':
      return { drawing: tableOf(figure) };
    case 'ranking':
      return { drawing: rankingTable(figure) };
    case 'bars':
      return { drawing: barPlot(figure), table: barTable(figure) };
    case 'lines':
      return { drawing: linePlot(figure), table: lineTable(figure) };
    case 'barcode':
      return { drawing: barcodePlot(figure), table: barcodeTable(figure) };
  }
}

function numberList({ numbers }: NumbersFigure): Markup {
  return markup`<dl class="numbers">${numbers.map(
    ({ name, value, note }) =>
      markup`<div><dt>${name}${note !== undefined && markup` <span class="note">${note}</span>`}</dt><dd>${typeof value === 'string' ? value : numberText(value)}</dd></div>`,
  )}</dl>`;
}
