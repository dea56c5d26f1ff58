import type { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { parseIdJson } from './id-bytes.ts';
import { RowKey } from './row-key.ts';
import type { TablePlan } from './table-plan.ts';
import type { TableRow } from './table-row.ts';

/** Returned where a row names no element. */
export const NO_ELEMENT = -1;

/** Finds the hyperedge of a row: the row itself, or the one its {@link RowKey} names. */
export class EdgeKeys {
  readonly #plan: TablePlan;
  readonly #builder: HypergraphBuilder;
  readonly #key: RowKey;

  constructor(plan: TablePlan, builder: HypergraphBuilder) {
    this.#plan = plan;
    this.#builder = builder;
    this.#key = new RowKey(plan);
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
    const key = this.#key.of(row, time);
    if (!key) return NO_ELEMENT;
    return this.#builder.addEdgeBytes(key.bytes, 0, key.length);
  }
}
