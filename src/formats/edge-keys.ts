import type { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { parseIdJson } from './id-bytes.ts';
import { KeyScratch } from './key-scratch.ts';
import type { TablePlan } from './table-plan.ts';
import type { TableRow } from './table-row.ts';
import { formatIsoTime, windowStart } from './time-text.ts';

/** Returned where a row names no element. */
export const NO_ELEMENT = -1;

/**
 * Finds the hyperedge of a row: the row itself, or the one its key names. With
 * a window the key ends in the start of the window, as in `a|b|2026-11-10T03:10:00Z`.
 */
export class EdgeKeys {
  readonly #plan: TablePlan;
  readonly #builder: HypergraphBuilder;
  readonly #key = new KeyScratch();
  #windowStart = NaN;
  #windowText = '';

  constructor(plan: TablePlan, builder: HypergraphBuilder) {
    this.#plan = plan;
    this.#builder = builder;
  }

  /**
   * Index of the row's hyperedge, new or known; {@link NO_ELEMENT} where every
   * cell of its key is empty.
   * @param time - Milliseconds, for the window.
   */
  edgeOf(row: TableRow, index: number, time: number): number {
    const { shape, edge, window } = this.#plan;
    if (shape === 'rows') return this.#builder.addRowEdge(index);
    const [column] = edge;
    if (column !== undefined && edge.length === 1 && window === undefined) {
      return this.#known(row, column);
    }
    return this.#composite(row, time);
  }

  #known(row: TableRow, column: number): number {
    const word = row.known?.(column, 'edges');
    const known = word?.elements[word.code] ?? 0;
    if (known > 0) return known - 1;
    const edge = this.#single(row, column);
    if (word && edge !== NO_ELEMENT) word.elements[word.code] = edge + 1;
    return edge;
  }

  #single(row: TableRow, column: number): number {
    if (!row.select(column)) return NO_ELEMENT;
    const { columns, edgeIds } = this.#plan;
    if (edgeIds === 'json') {
      return this.#builder.addEdge(parseIdJson(row.text(column)));
    }
    if (columns[column]?.type === 'integer') {
      const id = row.number(column);
      if (Number.isSafeInteger(id)) return this.#builder.addEdge(id);
    }
    return this.#builder.addEdgeBytes(row.bytes, row.start, row.end);
  }

  #composite(row: TableRow, time: number): number {
    const key = this.#key;
    const { edge, window } = this.#plan;
    key.clear();
    let named = edge.length === 0;
    for (const [part, column] of edge.entries()) {
      if (part > 0) key.appendText('|');
      if (!row.select(column)) continue;
      named = true;
      if (edge.length === 1) key.appendBytes(row.bytes, row.start, row.end);
      else key.appendPart(row.bytes, row.start, row.end);
    }
    if (!named) return NO_ELEMENT;
    if (window !== undefined) {
      if (edge.length > 0) key.appendText('|');
      key.appendText(this.#windowOf(time, window));
    }
    return this.#builder.addEdgeBytes(key.bytes, 0, key.length);
  }

  #windowOf(time: number, width: number): string {
    const start = windowStart(time, width);
    if (start !== this.#windowStart) {
      this.#windowStart = start;
      this.#windowText = formatIsoTime(start);
    }
    return this.#windowText;
  }
}
