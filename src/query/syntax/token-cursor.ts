import { nearestName, queryError, type Place } from './syntax-error.ts';
import { KEYWORDS, type Token } from './tokens.ts';

/** Calls of the parser within each other: about a hundred parentheses. */
const DEEPEST = 600;

/** A parser's place among the tokens, and its errors. */
export class TokenCursor {
  /** Where each object of the tree began. */
  readonly places = new WeakMap<object, Place>();
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  /** @param tokens - At least one; the last one is the end. */
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get token(): Token {
    return this.ahead(0);
  }

  /** The token `count` after this one. */
  ahead(count: number): Token {
    const token =
      this.#tokens[Math.min(this.#at + count, this.#tokens.length - 1)];
    if (token === undefined) throw new RangeError('There are no tokens.');
    return token;
  }

  /** Moves on and returns the token passed. */
  pass(): Token {
    const { token } = this;
    this.#at += 1;
    return token;
  }

  /** Whether this token is one of these symbols or keywords. */
  is(...texts: readonly string[]): boolean {
    return isOneOf(this.token, texts);
  }

  /** Whether the token after this one is this symbol or keyword. */
  isNext(text: string): boolean {
    return isOneOf(this.ahead(1), [text]);
  }

  /** Moves past a symbol or keyword if it is here. */
  takeIf(text: string): boolean {
    if (!this.is(text)) return false;
    this.pass();
    return true;
  }

  /** Moves past a symbol or keyword that must be here. */
  take(text: string, where = ''): void {
    if (!this.takeIf(text)) throw this.unexpected(`${text}${where}`);
  }

  /** A name that is no keyword. */
  ident(what: string): string {
    if (this.token.kind === 'name') return this.pass().text;
    throw this.unexpected(what);
  }

  /** Any word: keywords are not reserved here. */
  name(what: string): string {
    const { kind } = this.token;
    if (kind === 'name' || kind === 'keyword') return this.pass().text;
    throw this.unexpected(what);
  }

  variable(): string {
    if (this.token.kind === 'variable') return this.pass().text;
    throw this.unexpected('a variable such as $user');
  }

  string(what: string): string {
    if (this.token.kind === 'string') return this.pass().text;
    throw this.unexpected(what);
  }

  integer(what: string): number {
    const { kind, value } = this.token;
    if (kind === 'number' && Number.isSafeInteger(value)) {
      this.pass();
      return value;
    }
    throw this.unexpected(what);
  }

  /** One or more parts with commas between them. */
  listOf<Part>(part: () => Part): Part[] {
    const parts = [part()];
    while (this.takeIf(',')) parts.push(part());
    return parts;
  }

  /** Reads a part and notes where it began; parts may nest only so deep. */
  placed<Part extends object>(part: () => Part): Part {
    const { line, column } = this.token;
    if (this.#depth >= DEEPEST) {
      throw this.fault(
        'parts are nested too deep',
        'fewer parentheses; name a part with let',
      );
    }
    this.#depth += 1;
    const read = part();
    this.#depth -= 1;
    if (!this.places.has(read)) this.places.set(read, { line, column });
    return read;
  }

  /** The error for what stands here instead of what should. */
  unexpected(expected: string, known: Iterable<string> = KEYWORDS): Error {
    const { token } = this;
    const isWord = token.kind === 'name' || token.kind === 'keyword';
    return queryError(token, {
      problem: `found ${wordsFor(token)}`,
      expected,
      suggestion: isWord ? nearOther(token.text, known) : undefined,
    });
  }

  /** An error about what stands here. */
  fault(problem: string, expected?: string): Error {
    return queryError(this.token, { problem, expected });
  }
}

function isOneOf({ kind, text }: Token, texts: readonly string[]): boolean {
  return (kind === 'symbol' || kind === 'keyword') && texts.includes(text);
}

function nearOther(text: string, known: Iterable<string>): string | undefined {
  const nearest = nearestName(text, known);
  return nearest === text ? undefined : nearest;
}

function wordsFor({ kind, text }: Token): string {
  if (kind === 'end') return 'the end of the query';
  if (kind === 'variable') return `$${text}`;
  if (kind === 'string') return JSON.stringify(text).slice(0, 60);
  return text.slice(0, 60);
}
