import { ExpressionParser } from './parse-expression.ts';
import type {
  Assignment,
  Let,
  Pattern,
  Query,
  Range,
  Role,
  Source,
  Stage,
  Step,
  Window,
} from './syntax-tree.ts';
import type { Place } from './syntax-error.ts';
import { TokenCursor } from './token-cursor.ts';
import { KEYWORDS, tokenize } from './tokens.ts';

/** Longest text that is read, characters. */
const LONGEST = 200_000;

const SOURCES = ['from', 'match', 'sequence'] as const;

/** Words that open a stage, beside the verbs. */
const STAGES = [
  'where',
  'extend',
  'group',
  'sort',
  'select',
  'limit',
  'union',
  'minus',
  'intersect',
] as const;

/** A query with the places of its parts. */
export interface ParsedQuery {
  readonly query: Query;
  /** Whether `plan` stands before it: to be explained, not run. */
  readonly isPlan: boolean;
  /** Where the object of the tree stands in the text; line 1, column 1 where unknown. */
  readonly placeOf: (part: object) => Place;
}

/**
 * Reads a query's text.
 * @throws PolyadError INVALID_ARGUMENT with line, column, what was expected and
 * the nearest known word
 * @remarks O(length); recursive descent with two tokens of lookahead.
 */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > LONGEST) {
    const at = { line: 1, column: 1 };
    throw new TokenCursor([
      { ...at, kind: 'end', text: '', value: NaN, unit: '', start: 0, end: 0 },
    ]).fault(
      `the query has ${text.length} characters`,
      `at most ${LONGEST}; put long lists into a named list`,
    );
  }
  const cursor = new TokenCursor(tokenize(text));
  const isPlan =
    cursor.token.text === 'plan' &&
    cursor.token.kind === 'name' &&
    [...SOURCES, 'let'].includes(cursor.ahead(1).text);
  if (isPlan) cursor.pass();
  const query = new QueryParser(cursor).query();
  if (cursor.token.kind !== 'end') {
    throw cursor.unexpected('| and a stage, or the end of the query');
  }
  return {
    query,
    isPlan,
    placeOf: (part) => cursor.places.get(part) ?? { line: 1, column: 1 },
  };
}

class QueryParser {
  readonly #cursor: TokenCursor;
  readonly #expressions: ExpressionParser;

  constructor(cursor: TokenCursor) {
    this.#cursor = cursor;
    this.#expressions = new ExpressionParser(cursor, () => this.query());
  }

  query(): Query {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      const lets: Let[] = [];
      while (cursor.is('let')) lets.push(this.#let());
      const source = cursor.placed(() => this.#source());
      const stages: Stage[] = [];
      while (cursor.takeIf('|')) {
        stages.push(cursor.placed(() => this.#stage()));
      }
      return { lets, source, stages };
    });
  }

  #let(): Let {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      cursor.take('let');
      const name = cursor.ident('a name after let');
      cursor.take('=', ` after let ${name}`);
      const isQuery =
        cursor.is('(') &&
        [...SOURCES, 'let'].some((word) => cursor.isNext(word));
      const named = isQuery
        ? { name, query: this.#inParentheses() }
        : { name, value: this.#expressions.expression() };
      cursor.take(';', ` after let ${name}`);
      return named;
    });
  }

  #inParentheses(): Query {
    const cursor = this.#cursor;
    cursor.take('(', ' and a query');
    const query = this.query();
    cursor.take(')', ' that closes the query');
    return query;
  }

  #source(): Source {
    const cursor = this.#cursor;
    if (cursor.takeIf('from')) {
      const of = cursor.isNext('(')
        ? this.#expressions.call()
        : cursor.placed(() => ({
            kind: 'name' as const,
            name: cursor.ident('the name of a kind or list after from'),
          }));
      return { kind: 'from', of, window: this.#window() };
    }
    if (cursor.takeIf('match')) {
      const patterns = cursor.listOf(() => this.#pattern());
      return { kind: 'match', patterns, ...this.#windowAndWhere() };
    }
    if (cursor.takeIf('sequence')) return this.#sequence();
    throw cursor.unexpected('from, match or sequence', [...SOURCES, 'let']);
  }

  #sequence(): Source {
    const cursor = this.#cursor;
    const by = cursor.takeIf('by')
      ? cursor.listOf(() => cursor.variable())
      : [];
    const within = this.#within();
    const steps: Step[] = [this.#step('first')];
    for (;;) {
      const link = (['then', 'without'] as const).find((word) =>
        cursor.takeIf(word),
      );
      if (link === undefined) break;
      steps.push(this.#step(link));
    }
    return { kind: 'sequence', by, within, steps, ...this.#windowAndWhere() };
  }

  #step(link: Step['link']): Step {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      const within = link === 'then' ? this.#within() : null;
      const pattern = this.#pattern();
      const repeat = cursor.takeIf('repeat') ? this.#range() : null;
      return { link, within, pattern, repeat };
    });
  }

  #within(): Step['within'] {
    if (!this.#cursor.takeIf('within')) return null;
    return this.#expressions.duration('a duration after within');
  }

  #windowAndWhere(): Pick<Source & { kind: 'match' }, 'window' | 'where'> {
    const window = this.#window();
    const where = this.#cursor.takeIf('where')
      ? this.#expressions.expression()
      : null;
    return { window, where };
  }

  #pattern(): Pattern {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      const hasAlias = cursor.token.kind === 'name' && cursor.isNext(':');
      const alias = hasAlias ? cursor.ident('an alias') : null;
      if (hasAlias) cursor.take(':');
      const type = cursor.takeIf('*')
        ? null
        : cursor.ident('a kind of relation, or *');
      cursor.take('(', ` after ${type ?? '*'}`);
      const roles = cursor.is(')') ? [] : cursor.listOf(() => this.#role());
      cursor.take(')', ' that closes the roles');
      const exact = cursor.takeIf('exact');
      let condition = null;
      if (cursor.takeIf('{')) {
        condition = this.#expressions.expression();
        cursor.take('}', ' that closes the condition');
      }
      return { alias, type, roles, exact, condition };
    });
  }

  #role(): Role {
    const cursor = this.#cursor;
    return cursor.placed(() => {
      const isNamed = cursor.isNext(':');
      const name = isNamed ? cursor.name('the name of a role') : null;
      if (isNamed) cursor.take(':');
      const term = cursor.placed(() => this.#term());
      const group = cursor.takeIf('*')
        ? { range: cursor.token.kind === 'number' ? this.#range() : null }
        : null;
      return { name, term, group };
    });
  }

  #term(): Role['term'] {
    const cursor = this.#cursor;
    if (cursor.takeIf('_')) return { kind: 'blank' };
    if (cursor.token.kind === 'variable') {
      return { kind: 'variable', name: cursor.variable() };
    }
    const literal = this.#expressions.literal();
    if (literal) return literal;
    throw cursor.unexpected(
      'a variable such as $user, _ for anyone, or an id in quotes',
    );
  }

  #range(): Range {
    const cursor = this.#cursor;
    const least = cursor.integer('a whole number');
    if (!cursor.takeIf('..')) return { least, most: least };
    if (cursor.token.kind !== 'number') return { least, most: null };
    const most = cursor.token.value;
    if (most < least) {
      throw cursor.fault(
        `${least}..${most} runs backwards`,
        `${most}..${least}`,
      );
    }
    return { least, most: cursor.integer('a whole number') };
  }

  #window(): Window | null {
    const cursor = this.#cursor;
    if (!cursor.is('during')) return null;
    return cursor.placed(() => {
      cursor.take('during');
      const span = this.#span();
      const every = cursor.takeIf('every')
        ? cursor.string(
            'a recurrence rule in quotes, such as "FREQ=DAILY;BYHOUR=22,23"',
          )
        : null;
      const zone = cursor.takeIf('tz')
        ? cursor.string('a time zone in quotes, such as "Europe/London"')
        : null;
      return { span, every, zone };
    });
  }

  #span(): Window['span'] {
    const cursor = this.#cursor;
    if (cursor.takeIf('last')) {
      const duration = this.#expressions.duration('a duration after last');
      return { kind: 'last', duration };
    }
    cursor.take('[', ' or last after during');
    const from = this.#expressions.expression();
    cursor.take(',', ' between the ends of the window');
    const to = this.#expressions.expression();
    cursor.take(
      ')',
      ' at the end of the window, which is half-open: [from, to)',
    );
    return { kind: 'between', from, to };
  }

  #stage(): Stage {
    const cursor = this.#cursor;
    const word = STAGES.find((known) => cursor.takeIf(known));
    switch (word) {
      case 'where':
        return { kind: word, condition: this.#expressions.expression() };
      case 'extend':
        return { kind: word, columns: this.#assignments() };
      case 'group':
        return this.#group();
      case 'sort':
        return { kind: word, by: cursor.listOf(() => this.#sortKey()) };
      case 'select':
        return { kind: word, columns: cursor.listOf(() => this.#column()) };
      case 'limit':
        return { kind: word, count: cursor.integer('a whole number') };
      case 'union':
      case 'minus':
      case 'intersect':
        return { kind: word, query: this.#inParentheses() };
      case undefined:
        if (cursor.token.kind === 'name' && cursor.isNext('(')) {
          return this.#expressions.call();
        }
        throw cursor.unexpected(
          `${STAGES.join(', ')} or a verb such as enrich(…)`,
          [...KEYWORDS],
        );
    }
  }

  #group(): Stage {
    const cursor = this.#cursor;
    cursor.take('by', ' after group');
    const by = cursor.listOf(() => this.#expressions.expression());
    const columns = cursor.takeIf('agg') ? this.#assignments() : [];
    return { kind: 'group', by, columns };
  }

  #assignments(): Assignment[] {
    const cursor = this.#cursor;
    return cursor.listOf(() =>
      cursor.placed(() => {
        const name = cursor.name('the name of a new column');
        cursor.take('=', ` after ${name}`);
        return { name, value: this.#expressions.expression() };
      }),
    );
  }

  #sortKey(): (Stage & { kind: 'sort' })['by'][number] {
    const value = this.#expressions.expression();
    const direction =
      (['asc', 'desc'] as const).find((word) => this.#cursor.takeIf(word)) ??
      null;
    return { value, direction };
  }

  #column(): (Stage & { kind: 'select' })['columns'][number] {
    const value = this.#expressions.expression();
    const as = this.#cursor.takeIf('as')
      ? this.#cursor.name('the name of a column')
      : null;
    return { value, as };
  }
}
