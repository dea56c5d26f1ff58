import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '#query/syntax/parse-query.ts';
import { VERBS } from '#query/verbs/registry.ts';

/** The tests that run verbs on data. */
const tests = [
  'verbs.test.ts',
  'place-verbs.test.ts',
  'walk-verbs.test.ts',
  'run-query.test.ts',
]
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');

describe('every verb', () => {
  it.each(Object.entries(VERBS))(
    '%s',
    (name, { usage, summary, arguments: names }) => {
      const { query } = parseQuery(`from x | ${usage}`);
      const [stage] = query.stages;
      expect(stage).toMatchObject({ kind: 'call', name });
      // Its usage names arguments that it takes.
      for (const { name: argument } of stage?.kind === 'call'
        ? stage.arguments
        : []) {
        expect(names).toContain(argument);
      }
      expect(summary).toMatch(/^[A-Z].*\.$/s);
      expect(tests, `${name} is used in a test`).toContain(`${name}(`);
    },
  );
});
