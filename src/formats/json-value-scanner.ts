const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Finds the end of one JSON value, over as many chunks as it takes, by matching
 * brackets and strings; whether the value is right is for the parser to say.
 * @remarks O(bytes).
 */
export class JsonValueScanner {
  /** Whether the value goes on. */
  inside = false;
  /** Whether the value is a string with a control character, a line end perhaps. */
  broken = false;
  /** Keys in the value so far. */
  keyCount = 0;
  /** Whether the value nests too deep; the scan stops there. */
  tooDeep = false;
  readonly #depthLimit: number;
  #depth = 0;
  #string = false;
  #escaped = false;
  #scalar = false;

  constructor(depthLimit: number) {
    this.#depthLimit = depthLimit;
  }

  /** Starts at a value's first byte, which {@link scan} sees again. */
  begin(): void {
    this.inside = true;
    this.keyCount = this.#depth = 0;
    this.#string = this.#escaped = this.#scalar = false;
    this.broken = this.tooDeep = false;
  }

  /** @returns The offset after the value, or `end` with `inside` still true. */
  scan(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end) {
      if (this.#string) at = this.#skipString(bytes, at, end);
      else if (this.#scalar) at = this.#skipScalar(bytes, at, end);
      else at = this.#skipStructure(bytes, at, end);
      if (!this.inside || this.tooDeep) return at;
    }
    return at;
  }

  #skipString(bytes: Uint8Array, start: number, end: number): number {
    let escaped = this.#escaped;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE || byte < 0x20) {
        // A control character ends the string too: the parser will refuse it
        // there, before a missing quote swallows the rest of the file.
        this.#string = this.#escaped = false;
        if (this.#depth === 0) {
          this.inside = false;
          this.broken = byte !== QUOTE;
        }
        return at + 1;
      }
    }
    this.#escaped = escaped;
    return end;
  }

  #skipScalar(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) {
      if (endsScalar(bytes[at] ?? 0)) {
        this.inside = this.#scalar = false;
        return at;
      }
    }
    return end;
  }

  #skipStructure(bytes: Uint8Array, start: number, end: number): number {
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.#string = true;
        return at + 1;
      }
      if (byte === COLON) this.keyCount++;
      else if (byte === 0x5b || byte === 0x7b) {
        if (++this.#depth > this.#depthLimit) {
          this.tooDeep = true;
          return at;
        }
      } else if (byte === 0x5d || byte === 0x7d) {
        if (--this.#depth === 0) {
          this.inside = false;
          return at + 1;
        }
      } else if (this.#depth === 0) {
        this.#scalar = true;
        return at;
      }
    }
    return end;
  }
}

function endsScalar(byte: number): boolean {
  const space = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
  return (
    space || byte === 0x2c || byte === 0x5d || byte === 0x7d || byte === COLON
  );
}
