import { KeyScratch } from './key-scratch.ts';
import type { TablePlan } from './table-plan.ts';
import type { TableRow } from './table-row.ts';
import { formatIsoTime, windowStart } from './time-text.ts';

/**
 * The key of a grouped row: the values of its key columns joined by `|`, and with
 * a window its start, as in `a|b|2026-11-10T03:10:00Z`.
 */
export class RowKey {
  readonly #edge: readonly number[];
  readonly #window: number | undefined;
  readonly #key = new KeyScratch();
  #windowStart = NaN;
  #windowText = '';

  constructor({ edge, window }: Pick<TablePlan, 'edge' | 'window'>) {
    this.#edge = edge;
    this.#window = window;
  }

  /**
   * The key as UTF-8, valid until the next call; undefined where every cell of it
   * is empty.
   * @param time - Milliseconds, for the window.
   */
  of(row: TableRow, time: number): KeyScratch | undefined {
    const key = this.#key;
    const columns = this.#edge;
    key.clear();
    let named = columns.length === 0;
    for (const [part, column] of columns.entries()) {
      if (part > 0) key.appendText('|');
      if (!row.select(column)) continue;
      named = true;
      if (columns.length === 1) key.appendBytes(row.bytes, row.start, row.end);
      else key.appendPart(row.bytes, row.start, row.end);
    }
    if (!named) return undefined;
    if (this.#window !== undefined) {
      if (columns.length > 0) key.appendText('|');
      key.appendText(this.#windowOf(time, this.#window));
    }
    return key;
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
