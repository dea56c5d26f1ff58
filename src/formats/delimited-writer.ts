import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { IdTable } from '#hypergraph/id-table.ts';
import type { PropertyColumn } from '#hypergraph/property-column.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import type { FormatWriter, WriteOptions } from './format.ts';
import { guardFormula } from './formula-guard.ts';
import {
  IncidenceTable,
  propertyRow,
  type IncidenceBlock,
  type IncidenceTableColumn,
} from './incidence-table.ts';
import { formatIsoTime } from './time-text.ts';

const BLOCK_ROWS = 16_384;
const encoder = new TextEncoder();

/** CSV: the table of {@link IncidenceTable}, every cell as text. */
export const csvWriter: FormatWriter = delimitedWriter('csv', 'CSV', ',');

/** The same with tabs. */
export const tsvWriter: FormatWriter = delimitedWriter('tsv', 'TSV', '\t');

function delimitedWriter(
  name: string,
  title: string,
  delimiter: string,
): FormatWriter {
  return {
    name,
    title: `${title} incidence list`,
    extensions: [name],
    losses,
    write: (hypergraph, options) =>
      writeDelimited(hypergraph, delimiter, options),
  };
}

async function* writeDelimited(
  hypergraph: Hypergraph,
  delimiter: string,
  { signal }: WriteOptions,
): AsyncGenerator<Uint8Array> {
  const table = new IncidenceTable(hypergraph);
  const header = ['edge', 'node', ...table.columns.map(({ name }) => name)];
  yield encoder.encode(line(header, delimiter));
  for (const block of table.blocks(BLOCK_ROWS)) {
    throwIfStopped(signal);
    yield encoder.encode(blockText(table, block, delimiter));
  }
}

function blockText(
  table: IncidenceTable,
  block: IncidenceBlock,
  delimiter: string,
): string {
  const { edgeIds, nodeIds } = table.hypergraph;
  const edges = new IdCells(edgeIds, delimiter);
  const nodes = new IdCells(nodeIds, delimiter);
  let text = '';
  for (let row = 0; row < block.edges.length; row++) {
    const edge = edges.at(block.edges[row] ?? -1);
    text += `${edge}${delimiter}${nodes.at(block.nodes[row] ?? -1)}`;
    for (const column of table.columns) {
      const at = propertyRow(column, block, row);
      const cell = at < 0 ? '' : propertyCell(column.property, at);
      text += `${delimiter}${quoted(cell, delimiter)}`;
    }
    text += '\n';
  }
  return text;
}

/** Cells of ids; the last one is kept, since rows of one edge follow each other. */
class IdCells {
  readonly #ids: IdTable;
  readonly #delimiter: string;
  #index = -1;
  #cell = '';

  constructor(ids: IdTable, delimiter: string) {
    this.#ids = ids;
    this.#delimiter = delimiter;
  }

  at(index: number): string {
    if (index === this.#index) return this.#cell;
    this.#index = index;
    const text = index < 0 ? '' : this.#ids.textAt(index);
    return (this.#cell = quoted(guardFormula(text), this.#delimiter));
  }
}

function propertyCell(property: PropertyColumn, row: number): string {
  const value = property.get(row);
  if (value === null) return '';
  if (property.type === 'timestamp') return formatIsoTime(value as number);
  if (property.type === 'json') return JSON.stringify(value);
  return property.type === 'string'
    ? guardFormula(value as string)
    : JSON.stringify(value);
}

function line(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\n`;
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

function losses(hypergraph: Hypergraph): string[] {
  const table = new IncidenceTable(hypergraph);
  const lost: string[] = [];
  if (table.edgeIds !== 'text' || table.nodeIds !== 'text') {
    lost.push('Ids that are integers become text.');
  }
  if (hypergraph.networkType === 'asc') {
    lost.push('That it is an abstract simplicial complex is left out.');
  }
  if (Object.keys(hypergraph.metadata).length > 0) {
    lost.push('The metadata are left out.');
  }
  const { edgeIds, nodeIds } = hypergraph;
  if (edgeIds.indexOf('') !== undefined || nodeIds.indexOf('') !== undefined) {
    lost.push('An element whose id is the empty text is left out.');
  }
  if (table.columns.some(isAmbiguous)) {
    lost.push(
      'Types of properties are left out: texts that look like numbers, times or JSON are read back as those, and empty texts as missing.',
    );
  }
  return lost;
}

/** Whether a column's texts may be read as something else. */
function isAmbiguous({ property }: IncidenceTableColumn): boolean {
  return property.type === 'string' || property.type === 'json';
}
