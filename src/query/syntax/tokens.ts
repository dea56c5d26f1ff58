import { DISTANCE_UNITS, DURATION_UNITS } from './syntax-tree.ts';
import { nearestName, queryError, type Place } from './syntax-error.ts';

/** Words that open or join parts of a query; as labels, fields and aliases they are free. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'let from match sequence by within then without during last every tz where ' +
    'extend group agg sort asc desc select as limit union minus intersect ' +
    'exact repeat and or not in like matches of exists true false null'
  ).split(' '),
);

/** One piece of a query's text. */
export interface Token extends Place {
  readonly kind:
    | 'keyword'
    | 'name'
    | 'variable'
    | 'number'
    | 'quantity'
    | 'string'
    | 'symbol'
    | 'end';
  /** The word, the name without its marks, the string's value, or the symbol. */
  readonly text: string;
  /** Of a number or quantity. */
  readonly value: number;
  /** Of a quantity: `min`, `km`. */
  readonly unit: string;
  /** Position in the text of its first character, and of the one after its last. */
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:\s+|#[^\n]*)+/uy;
const WORD = /\p{L}[\p{L}\p{N}_]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const STRING = /"(?:[^"\\\n]|\\[^\n])*"/uy;
const QUOTED = /`[^`]+`/uy;
const SYMBOL = /\.\.|==|!=|<=|>=|[|(){}[\],;:.*+\-/%<>=_]/uy;

const UNITS = [...Object.keys(DURATION_UNITS), ...Object.keys(DISTANCE_UNITS)];

/**
 * Cuts a query into tokens; the last one is the end.
 * @throws PolyadError INVALID_ARGUMENT with line and column
 * @remarks O(length).
 */
export function tokenize(text: string): Token[] {
  const reader = new TokenReader(text);
  const tokens: Token[] = [];
  for (;;) {
    const token = reader.next();
    tokens.push(token);
    if (token.kind === 'end') return tokens;
  }
}

class TokenReader {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token {
    this.#passOver(SPACE);
    const start = this.#at;
    const place = this.#place();
    const token = this.#read(place);
    return {
      ...place,
      value: NaN,
      unit: '',
      ...token,
      start,
      end: this.#at,
    };
  }

  #read(place: Place): Pick<Token, 'kind' | 'text'> & Partial<Token> {
    if (this.#at >= this.#text.length) return { kind: 'end', text: '' };
    const word = this.#passOver(WORD);
    if (word !== undefined) {
      return { kind: KEYWORDS.has(word) ? 'keyword' : 'name', text: word };
    }
    const number = this.#passOver(NUMBER);
    if (number !== undefined) return this.#number(number, place);
    const quoted = this.#passOver(QUOTED);
    if (quoted !== undefined)
      return { kind: 'name', text: quoted.slice(1, -1) };
    const first = this.#text[this.#at];
    if (first === '"') return this.#string(place);
    if (first === '$') return this.#variable(place);
    const symbol = this.#passOver(SYMBOL);
    if (symbol !== undefined) return { kind: 'symbol', text: symbol };
    throw this.#unknown(place);
  }

  #number(
    text: string,
    place: Place,
  ): Partial<Token> & Pick<Token, 'kind' | 'text'> {
    const value = Number(text);
    if (!Number.isFinite(value)) {
      throw queryError(place, {
        problem: `${text} is beyond the largest number`,
      });
    }
    const unit = this.#passOver(WORD);
    if (unit === undefined) return { kind: 'number', text, value };
    if (UNITS.includes(unit))
      return { kind: 'quantity', text: text + unit, value, unit };
    const known = nearestName(unit, UNITS);
    throw queryError(place, {
      problem: `${text}${unit} has no known unit`,
      expected: `one of ${UNITS.join(', ')} (m is metres, min minutes)`,
      suggestion: known === undefined ? undefined : text + known,
    });
  }

  #string(place: Place): Pick<Token, 'kind' | 'text'> {
    const quoted = this.#passOver(STRING);
    if (quoted === undefined) {
      throw queryError(place, {
        problem: 'this text is not closed on its line',
        expected: '" at its end (\\n for a new line)',
      });
    }
    try {
      return { kind: 'string', text: JSON.parse(quoted) as string };
    } catch {
      throw queryError(place, {
        problem: `${quoted.slice(0, 40)} holds a wrong escape or a bare control character`,
        expected: 'escapes as in JSON: \\" \\\\ \\n \\u0041',
      });
    }
  }

  #variable(place: Place): Pick<Token, 'kind' | 'text'> {
    this.#at += 1;
    const word = this.#passOver(WORD);
    if (word !== undefined) return { kind: 'variable', text: word };
    const quoted = this.#passOver(QUOTED);
    if (quoted !== undefined) {
      return { kind: 'variable', text: quoted.slice(1, -1) };
    }
    throw queryError(place, {
      problem: '$ stands alone',
      expected: 'a name right after it, such as $user',
    });
  }

  #unknown(place: Place): Error {
    const character = String.fromCodePoint(
      this.#text.codePointAt(this.#at) ?? 0,
    );
    const hints: Record<string, string> = {
      "'": '"',
      '=': '==',
      '&': 'and',
      '!': 'not',
      '`': 'a name between two backticks',
    };
    return queryError(place, {
      problem: `${JSON.stringify(character)} means nothing here`,
      suggestion: hints[character],
    });
  }

  /** Moves past `pattern` if it matches here, and returns what it was. */
  #passOver(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    for (
      let at = found.indexOf('\n');
      at >= 0;
      at = found.indexOf('\n', at + 1)
    ) {
      this.#line += 1;
      this.#lineStart = this.#at + at + 1;
    }
    this.#at += found.length;
    return found;
  }

  #place(): Place {
    return { line: this.#line, column: this.#at - this.#lineStart + 1 };
  }
}
