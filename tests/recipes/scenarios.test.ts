import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';
import { RECIPES } from '#recipes/registry.ts';
import { readScenario } from './read-scenario.ts';

const size = { edges: 3000, anomalies: 90 };

describe.each(RECIPES.map(({ name }) => name))('the scenario of %s', (name) => {
  const recipe = RECIPES.find((each) => each.name === name)!;
  const texts = (seed: number): string[] =>
    recipe
      .simulate({ ...size, seed })
      .map(({ chunks }) => [...chunks].join(''));

  it('is the same for the same seed and differs for another', () => {
    expect(texts(3)).toEqual(texts(3));
    expect(texts(3)[0]).not.toBe(texts(4)[0]);
  });

  it('is read whole by its recipe, and labelled whole', async () => {
    const files = recipe.simulate({ ...size, seed: 2 });
    expect(files[0]!.name).toMatch(/^events\./);
    expect(files[1]!.name).toBe('truth.csv');
    const labels = [...files[1]!.chunks].join('').trimEnd().split('\n');
    const scenario = await readScenario(name, { ...size, seed: 2 });
    expect(scenario.rejected).toBe(0);
    expect(scenario.unknown).toEqual([]);
    expect(labels.length - 1).toBe(scenario.hypergraph.edgeCount);
    const ids = labels.slice(1).map((line) => line.split(',')[0]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has about as many relations as were asked for, planted ones among them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          edges: fc.integer({ min: 2000, max: 4000 }),
          anomalies: fc.integer({ min: 0, max: 200 }),
          seed: fc.integer({ min: 0, max: 0xffffffff }),
        }),
        async (options) => {
          const { kinds } = await readScenario(name, options);
          const planted = kinds.filter((kind) => kind !== '').length;
          expect(kinds.length / options.edges).toBeGreaterThan(0.65);
          expect(kinds.length / options.edges).toBeLessThan(1.5);
          expect(planted).toBeLessThanOrEqual(1.1 * options.anomalies + 10);
          expect(planted).toBeGreaterThanOrEqual(0.75 * options.anomalies - 5);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('hides what the defaults find well above chance', async () => {
    const { hypergraph, kinds } = await readScenario(name, { seed: 1 });
    const { mode } = recipe.defaults;
    const { evidence } = detectAnomalies(hypergraph, { mode }).scores;
    const labels = kinds.map((kind) => (kind === '' ? 0 : 1));
    const found = evaluateScores(evidence, labels);
    expect(found.auroc).toBeGreaterThan(0.8);
    const share = found.positives / labels.length;
    expect(found.averagePrecision).toBeGreaterThan(4 * share);
  });

  it('refuses options out of range', () => {
    expect(() => recipe.simulate({ edges: 10 })).toThrow(/--edges is 10/);
    expect(() => recipe.simulate({ seed: -1 })).toThrow(/--seed is -1/);
  });
});
