import { rejectionError } from './rejection-log.ts';
import type { TextPlace } from './text-place.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes UTF-8 and refuses what is not.
 * @param file - What errors call the source.
 * @param place - Where `bytes` start.
 * @throws PolyadError INVALID_DATA with the place of the first wrong byte.
 */
export function decodeUtf8(
  bytes: Uint8Array,
  file: string,
  place: TextPlace,
): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    const at = firstInvalidUtf8(bytes);
    const { line, column } = place.copy().advance(bytes, 0, at);
    const byte = (bytes[at] ?? 0).toString(16).padStart(2, '0');
    throw rejectionError(
      {
        file,
        line,
        column,
        reason: `byte 0x${byte} is not part of UTF-8 text`,
        expected: 'text in UTF-8',
      },
      { cause },
    );
  }
}

/** Offset of the first byte that does not belong to well-formed UTF-8, or the length. */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >>> 1;
    if (isPrefix(bytes, middle, true)) good = middle;
    else bad = middle - 1;
  }
  // The prefix may end inside the character that is wrong.
  let start = good;
  while (start > 0 && !isPrefix(bytes, start, false)) start--;
  return start;
}

/** Whether `bytes[0 … end)` decodes; with `cut`, a character cut at the end is no fault. */
function isPrefix(bytes: Uint8Array, end: number, cut: boolean): boolean {
  try {
    const strict = new TextDecoder('utf-8', { fatal: true });
    strict.decode(bytes.subarray(0, end), { stream: cut });
    return true;
  } catch {
    return false;
  }
}

/** Bytes of a UTF-8 byte order mark at the start, 3 or 0. */
export function byteOrderMarkLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/**
 * Refuses what is plainly not UTF-8 text.
 * @throws PolyadError INVALID_DATA for UTF-16, which spreadsheets export.
 */
export function refuseUtf16(head: Uint8Array, file: string): void {
  const [first, second] = head;
  const marked =
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const bare = head.length >= 2 && (first === 0) !== (second === 0);
  if (marked || bare) {
    throw rejectionError({
      file,
      line: 1,
      column: 1,
      reason: 'the text is UTF-16',
      expected: 'text in UTF-8',
    });
  }
}
