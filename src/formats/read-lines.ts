import type { PolyadError } from '#errors/polyad-error.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import type { ByteSource, ReadOptions } from './format.ts';
import { PlacedBuffer } from './placed-buffer.ts';
import { rejectionError } from './rejection-log.ts';
import { isUtf8 } from './text-bytes.ts';
import { TextPlace } from './text-place.ts';
import { byteOrderMarkLength, firstInvalidUtf8, refuseUtf16 } from './utf8.ts';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SLICE_BYTES = 1 << 20;

export interface ReadLinesOptions extends Pick<
  ReadOptions,
  'limits' | 'signal' | 'onProgress'
> {
  /** Incidences so far, for progress. */
  readonly incidences?: () => number;
}

/**
 * Whole lines of a text, one at a time: after `next` the line is
 * `bytes[start … end)`, without its end.
 */
export class LineBlock {
  readonly bytes: Uint8Array;
  start = 0;
  end = 0;
  /** Number of the line, from 1. */
  line: number;
  readonly #file: string;
  readonly #longest: number;
  readonly #sound: boolean;
  #next = 0;

  /**
   * @param bytes - Whole lines.
   * @param firstLine - Number of the first.
   * @param longest - Most bytes of a line.
   */
  constructor(
    bytes: Uint8Array,
    { firstLine = 1, file = '', longest = Infinity } = {},
  ) {
    this.bytes = bytes;
    this.line = firstLine - 1;
    this.#file = file;
    this.#longest = longest;
    this.#sound = !bytes.includes(0) && isUtf8(bytes);
  }

  /**
   * Moves to the next line; false after the last.
   * @throws PolyadError INVALID_DATA for a line that is too long.
   */
  next(): boolean {
    const { bytes } = this;
    const start = this.#next;
    if (start >= bytes.length) return false;
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    this.#next = end + 1;
    this.line++;
    if (end - start > this.#longest) {
      throw tooLong(this.#file, this.line, this.#longest);
    }
    this.start = start;
    this.end = end > start && bytes[end - 1] === RETURN ? end - 1 : end;
    return true;
  }

  /** The line's bytes, as a view. */
  get view(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }

  /** What makes the line no text, or undefined where it is text. */
  fault(): { column: number; reason: string; expected: string } | undefined {
    if (this.#sound) return undefined;
    const { view } = this;
    const zero = view.indexOf(0);
    const wrong = firstInvalidUtf8(view);
    if (zero < 0 && wrong === view.length) return undefined;
    const at = zero < 0 ? wrong : Math.min(zero, wrong);
    const { column } = new TextPlace().advance(view, 0, at);
    const byte = (view[at] ?? 0).toString(16).padStart(2, '0');
    const reason = `byte 0x${byte} is not part of UTF-8 text`;
    return { column, reason, expected: 'text in UTF-8' };
  }
}

/**
 * Reads a text line by line, in blocks; each must be used up before the next.
 * @throws PolyadError INVALID_DATA for a line longer than `limits.recordBytes`.
 * @remarks O(bytes); memory is a chunk and the longest line.
 */
export async function* readLines(
  source: ByteSource,
  options: ReadLinesOptions,
): AsyncGenerator<LineBlock> {
  const file = source.name;
  const longest = options.limits.recordBytes;
  const buffer = new PlacedBuffer();
  let begun = false;
  let read = 0;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    const head = buffer.bytes.subarray(0, buffer.length);
    refuseUtf16(head, file);
    buffer.skipMark(byteOrderMarkLength(head));
  };
  const take = (end: number): LineBlock => {
    const bytes = buffer.bytes.subarray(buffer.mark, end);
    const firstLine = buffer.place.line;
    buffer.moveMark(end);
    return new LineBlock(bytes, { firstLine, file, longest });
  };
  for await (const chunk of source.open()) {
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
      throwIfStopped(options.signal);
      buffer.push(chunk.subarray(at, at + SLICE_BYTES));
      if (buffer.length < 3) continue;
      begin();
      const end = buffer.bytes.lastIndexOf(LINE_FEED, buffer.length - 1) + 1;
      if (end > buffer.mark) yield take(end);
      if (buffer.length - buffer.mark > longest) {
        throw tooLong(file, buffer.place.line, longest);
      }
    }
    read += chunk.length;
    options.onProgress?.({
      bytes: read,
      incidences: options.incidences?.() ?? 0,
      ...(source.size !== undefined && { totalBytes: source.size }),
    });
  }
  begin();
  if (buffer.length > buffer.mark) yield take(buffer.length);
}

function tooLong(file: string, line: number, longest: number): PolyadError {
  return rejectionError({
    file,
    line,
    column: 1,
    reason: `a line longer than ${longest} bytes`,
    expected: 'shorter lines, or a higher limit',
  });
}
