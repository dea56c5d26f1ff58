import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECIPES } from '#recipes/registry.ts';
import { parsePlainCsv, simulatedText } from './read-scenario.ts';

const size = { edges: 2500, anomalies: 60 };

describe.each(RECIPES.map(({ name }) => name))('the scenario of %s', (name) => {
  const recipe = RECIPES.find((each) => each.name === name)!;
  const events = (seed: number): string =>
    simulatedText(name, 'events.csv', { ...size, seed });
  const truth = (seed: number): string =>
    simulatedText(name, 'truth.csv', { ...size, seed });

  it('is the same for the same seed and differs for another', () => {
    expect(events(3)).toBe(events(3));
    expect(truth(3)).toBe(truth(3));
    expect(events(3)).not.toBe(events(4));
  });

  it('has the columns that its mapping names', () => {
    const { header } = parsePlainCsv(events(1));
    const { node = [], time, keep = [] } = recipe.mapping;
    const mapped = [...(time === undefined ? [] : [time]), ...node, ...keep];
    expect(header).toEqual(expect.arrayContaining(mapped));
  });

  it('labels every record, in order of time', () => {
    const { rows } = parsePlainCsv(events(2));
    const labels = parsePlainCsv(truth(2)).rows;
    expect(labels.map(([id]) => id)).toEqual(rows.map((_, row) => String(row)));
    const times = rows.map(([time = '']) => Date.parse(time));
    expect(times).toEqual([...times].sort((left, right) => left - right));
  });

  it('has about as many records as were asked for, planted ones among them', () => {
    fc.assert(
      fc.property(
        fc.record({
          edges: fc.integer({ min: 2000, max: 4000 }),
          anomalies: fc.integer({ min: 0, max: 200 }),
          seed: fc.integer({ min: 0, max: 0xffffffff }),
        }),
        (options) => {
          const labels = parsePlainCsv(
            simulatedText(name, 'truth.csv', options),
          ).rows;
          const planted = labels.filter(([, label]) => label === '1').length;
          expect(labels.length / options.edges).toBeGreaterThan(0.7);
          expect(labels.length / options.edges).toBeLessThan(1.4);
          expect(planted).toBeLessThanOrEqual(options.anomalies + 10);
          expect(planted).toBeGreaterThanOrEqual(0.75 * options.anomalies - 5);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('refuses options out of range', () => {
    expect(() => recipe.simulate({ edges: 10 })).toThrow(/--edges is 10/);
    expect(() => recipe.simulate({ seed: -1 })).toThrow(/--seed is -1/);
  });
});
