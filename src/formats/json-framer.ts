import type { PolyadError } from '#errors/polyad-error.ts';
import type { ReadLimits } from './format.ts';
import { describeByte, unfinishedValueError } from './json-fault.ts';
import { JsonValueScanner } from './json-value-scanner.ts';
import { rejectionError } from './rejection-log.ts';
import type { TextPlace } from './text-place.ts';
import { PlacedBuffer } from './placed-buffer.ts';
import { byteOrderMarkLength, refuseUtf16 } from './utf8.ts';

/** A run of whole values from one level of a document. */
export interface JsonFrame {
  /**
   * `entries` alternates keys and values of the top object; `elements` are those
   * of the top array or of a streamed one. An empty frame opens the top and each
   * streamed array; `end` closes the document.
   */
  readonly kind: 'entries' | 'elements' | 'end';
  /** Key of the streamed array; null for the top. */
  readonly key: string | null;
  /** The values, separated by commas; a view that the next push overwrites. */
  readonly bytes: Uint8Array;
  /** Where `bytes` start. */
  readonly place: TextPlace;
  /** Keys in all objects inside the values. */
  readonly keyCount: number;
}

export interface JsonFramerOptions {
  /** What errors call the source. */
  readonly file: string;
  readonly limits: Pick<ReadLimits, 'recordBytes' | 'depth'>;
  /** What may stand at the top, for errors. */
  readonly top?: string;
  /** Keys of the top object whose arrays come element by element. */
  readonly streams?: readonly string[];
}

/** What may stand between values, by state. */
const expectations = {
  top: '"{" or "["',
  firstKey: 'a key in double quotes, or "}"',
  key: 'a key in double quotes',
  colon: '":" after the key',
  entryValue: 'a value',
  entryEnd: '"," or "}"',
  firstElement: 'a value, or "]"',
  element: 'a value',
  elementEnd: '"," or "]"',
  end: 'the end of the file',
} as const;

type State = keyof typeof expectations;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const FRAME_BYTES = 1 << 16;

/**
 * Cuts a JSON document, as it arrives, into runs of whole values small enough
 * for `JSON.parse`. Checks the grammar of the levels it opens; inside a value it
 * only matches brackets and strings.
 *
 * Push a chunk, take frames until `next` answers null, push again; after the
 * last chunk call `end`, take the last ones, and call `finish`.
 * @remarks Time O(bytes), memory one chunk and the longest value.
 */
export class JsonFramer {
  readonly #options: JsonFramerOptions;
  readonly #streams: ReadonlySet<string>;
  readonly #value: JsonValueScanner;
  readonly #buffer = new PlacedBuffer();
  #at = 0;
  /** Start of the frame's first value, or −1 while it has none. */
  #frameStart = -1;
  /** End of the frame's last whole value or entry. */
  #frameEnd = 0;
  #valueStart = 0;
  #keyCount = 0;
  #state: State = 'top';
  #begun = false;
  #streamKey: string | null = null;

  constructor(options: JsonFramerOptions) {
    this.#options = options;
    this.#streams = new Set(options.streams);
    this.#value = new JsonValueScanner(options.limits.depth);
  }

  /** Adds the next bytes. */
  push(chunk: Uint8Array): void {
    const dropped = this.#buffer.push(chunk);
    this.#at -= dropped;
    this.#valueStart -= dropped;
    this.#frameEnd -= dropped;
    if (this.#frameStart >= 0) this.#frameStart -= dropped;
    if (this.#buffer.length >= 3) this.#begin();
  }

  /**
   * The next frame, or null when more bytes are needed.
   * @throws PolyadError INVALID_DATA where brackets, commas or colons do not fit.
   */
  next(): JsonFrame | null {
    while (this.#begun && this.#at < this.#buffer.length) {
      const frame = this.#value.inside ? this.#readOn() : this.#step();
      if (frame) return frame;
    }
    if (this.#value.inside) this.#checkValue();
    const midEntry = this.#state === 'colon' || this.#state === 'entryValue';
    return this.#value.inside || midEntry ? null : this.#take();
  }

  /** Says that no more bytes come; take the last frames with {@link next}. */
  end(): void {
    this.#begin();
  }

  /**
   * The frame that closes the document, once `next` has answered null for good.
   * @throws PolyadError INVALID_DATA unless the document is complete.
   */
  finish(): JsonFrame {
    if (this.#value.inside) {
      const end = 'unexpected end of the file';
      throw this.#unfinished(end, 'the rest of this value');
    }
    if (this.#state !== 'end') throw this.#unexpected();
    const place = this.#buffer.placeAt(this.#buffer.length);
    return {
      kind: 'end',
      key: null,
      bytes: new Uint8Array(),
      place,
      keyCount: 0,
    };
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const head = this.#buffer.bytes.subarray(0, this.#buffer.length);
    refuseUtf16(head, this.#options.file);
    this.#at = byteOrderMarkLength(head);
    this.#buffer.skipMark(this.#at);
  }

  /** Reads on inside a value. */
  #readOn(): JsonFrame | null {
    this.#at = this.#value.scan(
      this.#buffer.bytes,
      this.#at,
      this.#buffer.length,
    );
    this.#checkValue();
    if (this.#value.broken) {
      const reason = 'a string that does not end on its line';
      throw this.#unfinished(reason, 'a closing quote');
    }
    return this.#value.inside ? null : this.#endValue();
  }

  #endValue(): JsonFrame | null {
    this.#keyCount += this.#value.keyCount;
    if (this.#state === 'firstKey' || this.#state === 'key') {
      this.#state = 'colon';
      return null;
    }
    const entry = this.#state === 'entryValue';
    this.#state = entry ? 'entryEnd' : 'elementEnd';
    this.#frameEnd = this.#at;
    const full = this.#frameEnd - this.#frameStart >= FRAME_BYTES;
    // Where arrays are streamed, the frame must be empty before the next key.
    return full || (entry && this.#streams.size > 0) ? this.#take() : null;
  }

  /** Looks at one byte between values. */
  #step(): JsonFrame | null {
    const byte = this.#buffer.bytes[this.#at] ?? 0;
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      this.#at++;
      return null;
    }
    switch (this.#state) {
      case 'top':
        return this.#openTop(byte);
      case 'firstKey':
        if (byte === CLOSE_BRACE) return this.#close();
        return this.#beginKey(byte);
      case 'key':
        return this.#beginKey(byte);
      case 'colon':
        return this.#colon(byte);
      case 'entryValue':
        return this.#beginEntryValue(byte);
      case 'firstElement':
        if (byte === CLOSE_BRACKET) return this.#close();
        return this.#beginValue(byte);
      case 'element':
        return this.#beginValue(byte);
      case 'entryEnd':
        if (byte === CLOSE_BRACE) return this.#close();
        return this.#separator(byte, 'key');
      case 'elementEnd':
        if (byte === CLOSE_BRACKET) return this.#close();
        return this.#separator(byte, 'element');
      case 'end':
        throw this.#unexpected();
    }
  }

  #openTop(byte: number): JsonFrame {
    if (byte !== OPEN_BRACE && byte !== OPEN_BRACKET) throw this.#unexpected();
    const array = byte === OPEN_BRACKET;
    this.#state = array ? 'firstElement' : 'firstKey';
    return this.#open(array ? 'elements' : 'entries');
  }

  /** Steps over an opening bracket; an empty frame says where it stands. */
  #open(kind: JsonFrame['kind']): JsonFrame {
    this.#buffer.moveMark(this.#at);
    const place = this.#buffer.place.copy();
    this.#buffer.moveMark(++this.#at);
    this.#frameStart = -1;
    const bytes = this.#buffer.bytes.subarray(this.#at, this.#at);
    return { kind, key: this.#streamKey, bytes, place, keyCount: 0 };
  }

  #beginKey(byte: number): null {
    if (byte !== QUOTE) throw this.#unexpected();
    return this.#beginValue(byte);
  }

  #beginEntryValue(byte: number): JsonFrame | null {
    if (byte === OPEN_BRACKET && this.#streams.size > 0) {
      const key = this.#lastKey();
      if (this.#streams.has(key)) {
        this.#streamKey = key;
        this.#state = 'firstElement';
        return this.#open('elements');
      }
    }
    return this.#beginValue(byte);
  }

  #beginValue(byte: number): null {
    const none = byte === COMMA || byte === COLON;
    if (none || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      throw this.#unexpected();
    }
    this.#valueStart = this.#at;
    if (this.#frameStart < 0) {
      this.#frameStart = this.#at;
      this.#keyCount = 0;
    }
    this.#value.begin();
    return null;
  }

  #colon(byte: number): null {
    if (byte !== COLON) throw this.#unexpected();
    // A comma in its place makes keys and values elements of one list, where
    // equal keys stay apart and keys like numbers keep their place.
    this.#buffer.bytes[this.#at++] = COMMA;
    this.#state = 'entryValue';
    return null;
  }

  /** The key read last; '' where it is broken, which the frame's parse will find. */
  #lastKey(): string {
    const bytes = this.#buffer.bytes.subarray(this.#valueStart, this.#at);
    const text = new TextDecoder().decode(bytes);
    try {
      return JSON.parse(text.slice(0, text.lastIndexOf('"') + 1)) as string;
    } catch {
      return '';
    }
  }

  #separator(byte: number, next: State): null {
    if (byte !== COMMA) throw this.#unexpected();
    this.#at++;
    this.#state = next;
    return null;
  }

  #close(): JsonFrame | null {
    const frame = this.#take();
    this.#at++;
    const streamed = this.#streamKey !== null;
    this.#streamKey = null;
    this.#state = streamed ? 'entryEnd' : 'end';
    return frame;
  }

  /** The frame's whole values, if it has any; the next value starts another. */
  #take(): JsonFrame | null {
    if (this.#frameStart < 0) {
      this.#buffer.moveMark(this.#at);
      return null;
    }
    const entries =
      this.#streamKey === null &&
      (this.#state === 'entryEnd' || this.#state === 'key');
    this.#buffer.moveMark(this.#frameStart);
    const frame: JsonFrame = {
      kind: entries ? 'entries' : 'elements',
      key: this.#streamKey,
      bytes: this.#buffer.bytes.subarray(this.#frameStart, this.#frameEnd),
      place: this.#buffer.place.copy(),
      keyCount: this.#keyCount,
    };
    this.#buffer.moveMark(this.#frameEnd);
    this.#frameStart = -1;
    return frame;
  }

  /** @throws PolyadError INVALID_DATA for a value that is too long or too deep. */
  #checkValue(): void {
    const { depth, recordBytes } = this.#options.limits;
    if (this.#value.tooDeep) {
      throw this.#error(
        `a value nested more than ${depth} levels deep`,
        'flatter data',
      );
    }
    if (this.#at - this.#valueStart > recordBytes) {
      throw this.#unfinished(
        `a value longer than ${recordBytes} bytes`,
        'shorter records, or a higher limit',
      );
    }
  }

  #unfinished(reason: string, expected: string): PolyadError {
    const text = this.#buffer.bytes.subarray(this.#valueStart, this.#at);
    const place = this.#buffer.placeAt(this.#valueStart);
    const { file } = this.#options;
    return unfinishedValueError(text, { file, place, reason, expected });
  }

  #unexpected(): PolyadError {
    const { top } = this.#options;
    const start = this.#state === 'top';
    const expected = start && top ? top : expectations[this.#state];
    if (this.#at < this.#buffer.length) {
      const byte = this.#buffer.bytes[this.#at] ?? 0;
      return this.#error(`unexpected ${describeByte(byte)}`, expected);
    }
    const reason = start ? 'the file is empty' : 'unexpected end of the file';
    return this.#error(reason, expected);
  }

  #error(reason: string, expected: string): PolyadError {
    const { line, column } = this.#buffer.placeAt(this.#at);
    const { file } = this.#options;
    return rejectionError({ file, line, column, reason, expected });
  }
}
