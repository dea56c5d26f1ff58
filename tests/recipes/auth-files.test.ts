import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import { MONTH_END, MONTH_START } from '#recipes/auth/calendar.ts';
import { plantedCounts } from '#recipes/auth/intrusion-plan.ts';
import { authRecipe } from '#recipes/auth/recipe.ts';
import { projectRoot } from '../support/shared.ts';
import { parsePlainCsv, simulateRows, simulatedText } from './read-scenario.ts';

const small = { edges: 2000, anomalies: 40, seed: 11 };

const settings = fc.record({
  edges: fc.integer({ min: 2000, max: 5000 }),
  anomalies: fc.integer({ min: 0, max: 200 }),
  seed: fc.integer({ min: 0, max: 0xffffffff }),
});

describe('the files of the log-on scenario', () => {
  it('are the same for the same seed and differ for another', () => {
    const again = { ...small };
    const other = { ...small, seed: 12 };
    for (const file of ['events.csv', 'truth.csv']) {
      const text = simulatedText('auth', file, small);
      expect(simulatedText('auth', file, again)).toBe(text);
      expect(simulatedText('auth', file, other)).not.toBe(text);
    }
  });

  it('can be read twice, in any order and in step', () => {
    const [events, truth] = authRecipe.simulate(small);
    const text = [...events!.chunks].join('');
    const both = [events!, truth!].map(({ chunks }) =>
      chunks[Symbol.iterator](),
    );
    const parts = ['', ''];
    for (let open = 2; open > 0;) {
      open = 0;
      for (const [i, iterator] of both.entries()) {
        const step = iterator.next();
        if (step.done !== true) {
          parts[i] = parts[i]! + step.value;
          open++;
        }
      }
    }
    expect(parts[0]).toBe(text);
    expect(parts[1]).toBe([...truth!.chunks].join(''));
  });

  it('hold the columns the mapping names', () => {
    const { header } = parsePlainCsv(
      simulatedText('auth', 'events.csv', small),
    );
    const { node, time, keep } = authRecipe.mapping;
    const mapped = [time!, ...node!, ...keep!];
    expect([...mapped].sort()).toEqual([...header].sort());
  });

  it('are in order of time, labelled row by row, and as large as asked', () => {
    fc.assert(
      fc.property(settings, (options) => {
        const rows = simulateRows(options);
        let before = MONTH_START;
        const planted = new Map<string, number>();
        for (const [i, row] of rows.entries()) {
          expect(row.id).toBe(String(i));
          expect(row.seconds).toBeGreaterThanOrEqual(before);
          expect(row.label).toBe(row.scenario === '' ? '0' : '1');
          before = row.seconds;
          if (row.label === '1') {
            const count = planted.get(row.scenario) ?? 0;
            planted.set(row.scenario, count + 1);
          }
        }
        expect(before).toBeLessThan(MONTH_END);
        for (const [scenario, count] of plantedCounts(options.anomalies)) {
          expect([scenario, planted.get(scenario) ?? 0]).toEqual([
            scenario,
            count,
          ]);
        }
        expect(Math.abs(rows.length / options.edges - 1)).toBeLessThan(0.15);
      }),
      { numRuns: 25 },
    );
  });

  it('have no empty member and no cell that needs quotes', () => {
    for (const { cells } of simulateRows(small)) {
      for (const column of authRecipe.mapping.node!) {
        expect(cells[column]).toMatch(/^[\w.-]+$/);
      }
      expect(cells['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });

  it('plant nothing when asked for nothing', () => {
    const text = simulatedText('auth', 'truth.csv', { ...small, anomalies: 0 });
    const { header, rows } = parsePlainCsv(text);
    expect(header).toEqual(['id', 'label', 'scenario']);
    expect(rows.every(([, label]) => label === '0')).toBe(true);
  });

  it.each([
    { edges: 1999 },
    { edges: 2500.5 },
    { edges: 5000, anomalies: 1001 },
    { anomalies: -1 },
    { seed: -1 },
    { seed: 2 ** 32 },
    { seed: Number.NaN },
  ])('refuse %o', (options) => {
    expect(() => authRecipe.simulate(options)).toThrow(PolyadError);
    expect(() => authRecipe.simulate(options)).toThrow(/give an integer from/);
  });
});

describe('the demo in datasets/auth-demo', () => {
  const folder = join(projectRoot, 'datasets', 'auth-demo');
  const demo = { edges: 6000, anomalies: 60, seed: 7 };

  it.each(['events.csv', 'truth.csv'])('is what %s regenerates to', (file) => {
    const stored = readFileSync(join(folder, file), 'utf8');
    // Not `toBe`: a difference of 6,000 lines would take minutes to print.
    expect(simulatedText('auth', file, demo) === stored).toBe(true);
    expect(stored.length).toBeLessThan(600_000);
  });

  it('is described with the command that makes it', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const { edges, anomalies, seed } = demo;
    expect(readme).toContain(
      `--edges ${String(edges)} --anomalies ${String(anomalies)} --seed ${String(seed)}`,
    );
  });
});
