const encoder = new TextEncoder();
const BAR = 0x7c;
const BACKSLASH = 0x5c;

/**
 * Builds the id of a hyperedge from several values, joined by `|`. A `|` inside
 * a value is written `\|`, and backslashes before one or at the value's end are
 * doubled, so that different values never make one id.
 */
export class KeyScratch {
  bytes = new Uint8Array(256);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Appends ASCII or other text as it is. */
  appendText(text: string): void {
    this.#reserve(text.length * 3);
    const { written } = encoder.encodeInto(
      text,
      this.bytes.subarray(this.length),
    );
    this.length += written;
  }

  /** Appends `bytes[start … end)` as they are. */
  appendBytes(bytes: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    for (let at = start; at < end; at++) {
      this.bytes[this.length++] = bytes[at] ?? 0;
    }
  }

  /** Appends a value as one part of the key. */
  appendPart(bytes: Uint8Array, start: number, end: number): void {
    this.#reserve((end - start) * 2);
    let backslashes = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === BAR) this.#backslashes(backslashes + 1);
      backslashes = byte === BACKSLASH ? backslashes + 1 : 0;
      this.bytes[this.length++] = byte;
    }
    this.#backslashes(backslashes);
  }

  #backslashes(count: number): void {
    for (let i = 0; i < count; i++) this.bytes[this.length++] = BACKSLASH;
  }

  #reserve(room: number): void {
    if (this.length + room <= this.bytes.length) return;
    const grown = new Uint8Array((this.length + room) * 2);
    grown.set(this.bytes);
    this.bytes = grown;
  }
}
