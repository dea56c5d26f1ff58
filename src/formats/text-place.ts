const LINE_FEED = 0x0a;

/**
 * Where a reader is in a text, for people: line and column count from 1, the
 * column in characters (code points).
 */
export class TextPlace {
  line: number;
  column: number;

  constructor(line = 1, column = 1) {
    this.line = line;
    this.column = column;
  }

  copy(): TextPlace {
    return new TextPlace(this.line, this.column);
  }

  /**
   * Moves past `bytes[start … end)` (UTF-8).
   * @remarks O(lines + length of the last line); lines end with `\n`.
   */
  advance(bytes: Uint8Array, start: number, end: number): this {
    // A view, so that no search runs past the end.
    const view = bytes.subarray(start, end);
    let from = 0;
    let feed = view.indexOf(LINE_FEED);
    while (feed >= 0) {
      this.line++;
      this.column = 1;
      from = feed + 1;
      feed = view.indexOf(LINE_FEED, from);
    }
    for (let i = from; i < view.length; i++) {
      // Continuation bytes belong to the character before them.
      if (((view[i] ?? 0) & 0xc0) !== 0x80) this.column++;
    }
    return this;
  }

  /** Moves past `text`. */
  advanceText(text: string): this {
    const lines = text.split('\n');
    const last = lines.at(-1) ?? '';
    if (lines.length > 1) {
      this.line += lines.length - 1;
      this.column = 1;
    }
    this.column += Array.from(last).length;
    return this;
  }
}
