import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolyadError } from '#errors/polyad-error.ts';
import { parseQuery } from '#query/syntax/parse-query.ts';
import { printExpression, printQuery } from '#query/syntax/print-query.ts';
import { nearestName } from '#query/syntax/syntax-error.ts';
import { querySchema } from '#query/syntax/query-schema.ts';
import { describeShared } from '../support/shared.ts';
import { arbitraryQuery } from './arbitrary-query.ts';
import { fuzzParser } from './fuzz-parser.ts';
import { workedQueries } from './worked-queries.ts';

function failure(text: string): PolyadError {
  try {
    parseQuery(text);
  } catch (error) {
    return error as PolyadError;
  }
  throw new Error(`${text} was read`);
}

describe('reading and printing', () => {
  it('are each other’s inverse on random trees', () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        expect(parseQuery(printQuery(query)).query).toEqual(query);
      }),
      { numRuns: 500 },
    );
  });

  it('the schema takes what was read', () => {
    fc.assert(
      fc.property(arbitraryQuery, (query) => {
        expect(querySchema.parse(query)).toEqual(query);
      }),
      { numRuns: 100 },
    );
  });

  it('the schema fills in what a written tree leaves out', () => {
    const tree = {
      source: {
        kind: 'match',
        patterns: [
          { type: 'met', roles: [{ term: { kind: 'variable', name: 'x' } }] },
        ],
      },
    };
    expect(printQuery(querySchema.parse(tree))).toBe('match met($x)');
  });

  it.each([
    ['from x | where a or b and not c', null],
    ['from x | where (a or b) and c', null],
    ['from x | where a - (b - c) - d', null],
    ['from x | where -(a + 1) * 2 < 3', null],
    ['from x|sort n desc,m', 'from x\n| sort n desc, m'],
    ['plan from x', 'from x'],
    ['from x # a comment', 'from x'],
    ['match *(_, "a", r: $s* 2..3) exact { ok }', null],
    ['from x | extend last = 1', null],
    ['from x | where `last` == `a b`', null],
  ])('%s', (text, printed) => {
    expect(printQuery(parseQuery(text).query)).toBe(
      printed ?? text.replaceAll(' | ', '\n| '),
    );
  });

  it('know a plan', () => {
    expect(parseQuery('plan from plan').isPlan).toBe(true);
    expect(parseQuery('from plan').isPlan).toBe(false);
  });

  it('print one expression', () => {
    const { query } = parseQuery('from x | where any(path, it in seen)');
    const [stage] = query.stages;
    expect(stage?.kind === 'where' && printExpression(stage.condition)).toBe(
      'any(path, it in seen)',
    );
  });
});

describe('a fault in a query', () => {
  it.each([
    ['', 1, 1, 'from, match or sequence', undefined],
    ['form x', 1, 1, 'from, match or sequence', 'from'],
    ['from x\n| limt 3', 2, 3, 'where, extend', 'limit'],
    ['from x | limit 2.5', 1, 16, 'a whole number', undefined],
    ['match a(x: $p', 1, 14, ') that closes the roles', undefined],
    ['match a($p) during last 30m', 1, 25, '30min', undefined],
    ['match a($p) during last 30mins', 1, 25, 'one of ms', '30min'],
    ['from x | where a = 1', 1, 18, '== to compare', undefined],
    ['from x | where a == "b', 1, 21, '" at its end', undefined],
    ["from x | where a == 'b'", 1, 21, undefined, '"'],
    ['from x | where', 1, 15, 'a value', undefined],
    ['from x | sumarize(a', 1, 20, ') that closes sumarize(', undefined],
    ['match a($p* 5..2)', 1, 16, '2..5', undefined],
    ['from x | where $', 1, 16, 'a name right after it', undefined],
    ['match a($p) during [1, 2]', 1, 25, 'half-open', undefined],
  ])('%j', (...[text, line, column, expected, suggestion]) => {
    const { code, details, message } = failure(text);
    expect(code).toBe('INVALID_ARGUMENT');
    expect([details.line, details.column]).toEqual([line, column]);
    if (expected !== undefined) {
      expect(details['expected']).toContain(expected);
    }
    expect(details['suggestion']).toBe(suggestion);
    expect(message).toContain(`Line ${line}, column ${column}: `);
  });

  it.each(['(', '[', 'not ', '-', 'f(', 'exists (from x | where '])(
    'too many %j are refused before the stack ends',
    (open) => {
      const { message } = failure(`from x | where ${open.repeat(20_000)}`);
      expect(message).toMatch(/nested too deep|expected/);
    },
  );

  it('a sum of thousands is refused', () => {
    const text = `from x | where 1${' + 1'.repeat(10_000)} > 2`;
    expect(failure(text).message).toContain('more than 500 parts');
    expect(failure(`from x${' '.repeat(200_000)}`).message).toContain(
      'at most',
    );
  });

  it('spoilt queries parse or are refused at a place', () => {
    expect(fuzzParser(3_000, 1)).toBeGreaterThan(10);
  });
});

describe('the nearest name', () => {
  it.each([
    ['wher', 'where'],
    ['serach', undefined],
    ['fileter', undefined],
    ['filter', 'where'],
    ['slect', 'select'],
    ['x', undefined],
  ])('to %s', (written, nearest) => {
    expect(nearestName(written, ['where', 'select', 'sort'])).toBe(nearest);
  });
});

describeShared('the ten worked queries', 'query.md', (page) => {
  it('parse, and print back to the same tree', () => {
    const texts = workedQueries(page);
    expect(texts).toHaveLength(10);
    for (const text of texts) {
      const { query } = parseQuery(text);
      expect(parseQuery(printQuery(query)).query).toEqual(query);
      expect(querySchema.parse(query)).toEqual(query);
    }
  });
});
