import { parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { PolyadError } from '#errors/polyad-error.ts';
import { rejectionError } from './rejection-log.ts';
import type { TextPlace } from './text-place.ts';

/** A syntax fault in a JSON text. */
export interface JsonFault {
  /** Where it is, in UTF-16 units. */
  readonly offset: number;
  /** Whether the fault is only that the text ends. */
  readonly atEnd: boolean;
  readonly words: { readonly reason: string; readonly expected: string };
}

const expected: Partial<Record<string, string>> = {
  InvalidSymbol: 'a value',
  InvalidNumberFormat: 'a number as JSON writes it',
  UnexpectedEndOfNumber: 'a digit',
  PropertyNameExpected: 'a key in double quotes',
  ValueExpected: 'a value',
  ColonExpected: '":" after the key',
  CommaExpected: '"," or the closing bracket',
  CloseBraceExpected: '"}"',
  CloseBracketExpected: '"]"',
  EndOfFileExpected: 'the end of the value',
  InvalidCommentToken: 'JSON without comments',
  UnexpectedEndOfComment: 'JSON without comments',
  UnexpectedEndOfString: 'a closing quote',
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX',
  InvalidCharacter: 'control characters in strings written as escapes',
};

/**
 * The first syntax fault of a JSON text, or null where there is none.
 * @param text - One JSON value.
 * @remarks O(text); called only once something is known to be wrong.
 */
export function explainJsonFault(text: string): JsonFault | null {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const [first] = errors.sort((a, b) => a.offset - b.offset);
  if (!first) return null;
  const code = printParseErrorCode(first.error);
  const openString = code === 'UnexpectedEndOfString';
  const end = first.offset + first.length >= text.length;
  return {
    offset: first.offset,
    atEnd: first.offset >= text.length || (openString && end),
    words: {
      reason: faultReason(text, first, code),
      expected: expected[code] ?? 'JSON',
    },
  };
}

function faultReason(text: string, error: ParseError, code: string): string {
  switch (code) {
    case 'UnexpectedEndOfString':
      return 'a string that does not end on its line';
    case 'InvalidUnicode':
    case 'InvalidEscapeCharacter':
      return 'a wrong escape in a string';
    case 'InvalidCharacter':
      return 'a control character in a string';
    case 'InvalidCommentToken':
      return 'a comment';
    default: {
      const found = text.slice(
        error.offset,
        error.offset + Math.max(1, error.length),
      );
      return found === '' ? 'unexpected end' : `unexpected ${shorten(found)}`;
    }
  }
}

/** A text in quotes, short enough for a message. */
export function shorten(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return short.startsWith('"') ? short : JSON.stringify(short);
}

/** The source text of a JSON value, short enough for a message. */
export function excerpt(source: string): string {
  const line = source.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

/**
 * The error for a value that does not end where it may; a fault inside it,
 * which may be why, comes first.
 * @param bytes - The value as far as it was read.
 * @param fallback - What to say if nothing else is wrong with it; `place` is its start.
 */
export function unfinishedValueError(
  bytes: Uint8Array,
  fallback: {
    file: string;
    place: TextPlace;
    reason: string;
    expected: string;
  },
): PolyadError {
  const { place, ...words } = fallback;
  const text = new TextDecoder().decode(bytes);
  const fault = explainJsonFault(text);
  const inside = fault !== null && !fault.atEnd;
  if (inside) place.advanceText(text.slice(0, fault.offset));
  const { line, column } = place;
  return rejectionError({ ...words, line, column, ...(inside && fault.words) });
}

/** A byte as people can read it. */
export function describeByte(byte: number): string {
  return byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}
