import { PolyadError } from '#errors/polyad-error.ts';
import type { ReadLimits } from './format.ts';
import { JsonFrameValues } from './json-frame-values.ts';
import { JsonValueScanner } from './json-value-scanner.ts';
import type { LineBlock } from './read-lines.ts';
import type { RejectedRow } from './rejection-log.ts';
import { TextPlace } from './text-place.ts';

/** Parses lines that each hold one JSON value. */
export class JsonLineParser {
  readonly #file: string;
  readonly #limits: Pick<ReadLimits, 'depth'>;
  readonly #scanner: JsonValueScanner;

  constructor(file: string, limits: Pick<ReadLimits, 'depth'>) {
    this.#file = file;
    this.#limits = limits;
    this.#scanner = new JsonValueScanner(limits.depth);
  }

  /**
   * The value of the block's line as a list of one; why there is none; or
   * undefined for a blank line.
   */
  parse(block: LineBlock): JsonFrameValues | RejectedRow | undefined {
    const { bytes, end, line } = block;
    let start = block.start;
    while (start < end && isSpace(bytes[start] ?? 0)) start++;
    if (start === end) return undefined;
    this.#scanner.begin();
    this.#scanner.scan(bytes, start, end);
    const place = new TextPlace(line, 1).advance(bytes, block.start, start);
    if (this.#scanner.tooDeep) {
      return {
        ...this.#at(place),
        reason: `a value nested more than ${this.#limits.depth} levels deep`,
        expected: 'flatter data',
      };
    }
    const { keyCount } = this.#scanner;
    const frame = { kind: 'elements', key: null, place, keyCount } as const;
    try {
      const view = bytes.subarray(start, end);
      const values = new JsonFrameValues({ ...frame, bytes: view }, this.#file);
      if (values.values.length === 1) return values;
    } catch (error) {
      if (!(error instanceof PolyadError)) throw error;
      return error.details as unknown as RejectedRow;
    }
    const reason = 'more than one value in the line';
    return { ...this.#at(place), reason, expected: 'one value a line' };
  }

  #at({
    line,
    column,
  }: TextPlace): Pick<RejectedRow, 'file' | 'line' | 'column'> {
    return { file: this.#file, line, column };
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
