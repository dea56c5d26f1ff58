import { numberText } from '../report/number-text.ts';
import type { Figure, NumbersFigure } from '../report/report.ts';
import { barPlot } from './bar-plot.ts';
import { barcodePlot } from './barcode-plot.ts';
import {
  barcodeTable,
  barTable,
  lineTable,
  rankingTable,
  tableOf,
} from './figure-tables.ts';
import { linePlot } from './line-plot.ts';
import { markup, type Markup } from './markup.ts';

/** Tables of so many columns take the whole width. */
const WIDE = 4;

/** One figure with its title, how to read it, its numbers and the command that gives them. */
export function figureCard(figure: Figure): Markup {
  const { drawing, table } = contentOf(figure);
  const isWide = figure.kind === 'table' && figure.columns.length >= WIDE;
  return markup`<figure class="card ${isWide && 'wide'}"><figcaption><h3>${figure.title}</h3>${figure.note !== undefined && markup`<p class="note">${figure.note}</p>`}</figcaption>${drawing}${more(figure.command, table)}</figure>
`;
}

function more(command: string | undefined, table: Markup | undefined): Markup {
  if (command === undefined && table === undefined) return markup``;
  const words = [table && 'numbers', command !== undefined && 'command'];
  const said = words.filter((word) => typeof word === 'string').join(' and ');
  return markup`<details><summary>${said.charAt(0).toUpperCase() + said.slice(1)}</summary>${table && markup`<div class="scroll">${table}</div>`}${command !== undefined && markup`<p class="command"><code>${command}</code></p>`}</details>`;
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
