import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvChunks } from '#recipes/csv-chunks.ts';
import { RECIPES, findRecipe } from '#recipes/registry.ts';
import { pickZipf, poisson, seededStream } from '#recipes/seeded-stream.ts';

describe('the registry of recipes', () => {
  it('has unique names in order, and finds each', () => {
    const names = RECIPES.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
    for (const recipe of RECIPES) {
      expect(recipe.name).toMatch(/^[a-z][a-z-]*$/);
      expect(findRecipe(recipe.name)).toBe(recipe);
      expect(recipe.questions.length).toBeGreaterThan(0);
      for (const { text, command } of recipe.questions) {
        expect(text).toMatch(/\?$/);
        expect(command).toContain('SOURCE');
      }
    }
  });

  it('says which recipes there are when asked for another', () => {
    expect(() => findRecipe('atuh')).toThrow(/"atuh".*auth/);
  });
});

describe('seeded streams', () => {
  it('are equal for equal labels and differ for others', () => {
    const draw = (seed: number, label: string): number =>
      seededStream(seed, label).nextUint32();
    expect(draw(5, 'person 1')).toBe(draw(5, 'person 1'));
    const labels = Array.from({ length: 500 }, (_, i) => `person ${String(i)}`);
    const firsts = [0, 1, 2].flatMap((seed) =>
      labels.map((label) => draw(seed, label)),
    );
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it.each([0, 0.4, 3, 29, 200])('count with mean %d', (mean) => {
    const random = seededStream(9, 'poisson');
    const draws = 4000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < draws; i++) {
      const count = poisson(random, mean);
      sum += count;
      squares += (count - mean) ** 2;
    }
    // Six standard errors of a Poisson's mean and variance.
    expect(Math.abs(sum / draws - mean)).toBeLessThanOrEqual(
      6 * Math.sqrt(mean / draws),
    );
    expect(Math.abs(squares / draws - mean)).toBeLessThanOrEqual(
      6 * Math.sqrt((2 * mean ** 2 + mean) / draws),
    );
  });

  it('pick earlier values more often, by about one over the rank', () => {
    const random = seededStream(4, 'zipf');
    const values = [0, 1, 2, 3, 4, 5, 6, 7];
    const counts = new Uint32Array(values.length);
    const draws = 20_000;
    for (let i = 0; i < draws; i++) counts[pickZipf(random, values)]!++;
    for (let i = 1; i < counts.length; i++) {
      expect(counts[i]!).toBeLessThan(counts[i - 1]!);
    }
    const first = Math.log(2) / Math.log(values.length + 1);
    expect(counts[0]! / draws).toBeCloseTo(first, 1);
    expect(pickZipf(random, ['only'])).toBe('only');
  });
});

describe('CSV text', () => {
  it('quotes where RFC 4180 asks for it', () => {
    const rows = [
      ['a,b', 'say "hi"'],
      ['', 'two\nlines'],
    ];
    expect([...csvChunks(['x', 'y'], rows)].join('')).toBe(
      'x,y\n"a,b","say ""hi"""\n,"two\nlines"\n',
    );
  });

  it('is the same text however it is cut', () => {
    const cell = fc.string({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
        const whole = [...csvChunks(['x', 'y'], rows)].join('');
        const single = rows.map((row) =>
          [...csvChunks(['x', 'y'], [row])].join('').slice(4),
        );
        expect(`x,y\n${single.join('')}`).toBe(whole);
      }),
      { numRuns: 30 },
    );
    const many = Array.from({ length: 3000 }, () => ['a'.repeat(100)]);
    const chunks = [...csvChunks(['x'], many)];
    expect(chunks.length).toBe(5);
  });
});
