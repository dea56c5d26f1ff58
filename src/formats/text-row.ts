import { decimalNumber } from './text-bytes.ts';

const encoder = new TextEncoder();

/** What rows share whose cells are text in memory: a cell's bytes, and its number. */
export abstract class TextRow {
  bytes: Uint8Array = new Uint8Array(256);
  readonly start = 0;
  end = 0;

  /** Text of a cell; empty where the row has none. */
  abstract text(column: number): string;

  select(column: number): boolean {
    const text = this.text(column);
    if (text === '') return false;
    if (this.bytes.length < text.length * 3) {
      this.bytes = new Uint8Array(text.length * 6);
    }
    this.end = encoder.encodeInto(text, this.bytes).written;
    return true;
  }

  number(column: number): number {
    return decimalNumber(this.text(column));
  }
}
