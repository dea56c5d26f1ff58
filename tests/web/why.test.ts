import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetSentence, chanceSentence } from '../../web/why/chance.ts';
import { buildWaterfall, type Waterfall } from '../../web/why/waterfall.ts';

const rest = (count: number) => `${String(count)} more`;
const part = (name: string, contribution: number) => ({
  name,
  value: contribution,
  contribution,
});

describe('the waterfall', () => {
  it('orders parts by size, lowering ones last', () => {
    const parts = [part('b', 2), part('down', -1), part('a', 3)];
    const waterfall = buildWaterfall(parts, 4, rest) as Waterfall;
    expect(waterfall.steps).toEqual([
      { name: 'a', contribution: 3, from: 0, to: 3 },
      { name: 'b', contribution: 2, from: 3, to: 5 },
      { name: 'down', contribution: -1, from: 5, to: 4 },
    ]);
    expect([waterfall.low, waterfall.high]).toEqual([0, 5]);
  });

  it('refuses parts that miss the score by more than 1e-9', () => {
    expect(buildWaterfall([part('a', 1)], 1.5, rest)).toEqual({ gap: 0.5 });
    expect(buildWaterfall([part('a', 1)], 1 + 5e-10, rest)).toHaveProperty(
      'steps',
    );
    expect(buildWaterfall([part('a', NaN)], 1, rest)).toHaveProperty('gap');
  });

  it('adds up what does not fit, raising and lowering apart', () => {
    const parts = [
      ...Array.from({ length: 8 }, (_, k) => part(`p${String(k)}`, 10 - k)),
      part('small', 0.5),
      part('down', -0.25),
      part('down too', -0.25),
    ];
    const score = parts.reduce(
      (sum, { contribution }) => sum + contribution,
      0,
    );
    const { steps } = buildWaterfall(parts, score, rest) as Waterfall;
    expect(steps.map(({ name }) => name)).toEqual([
      'p0',
      'p1',
      'p2',
      'p3',
      'p4',
      'p5',
      '3 more',
      '2 more',
    ]);
  });

  it('ends at the score and keeps every sum on the axis', () => {
    const numbers = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(numbers, (contributions) => {
        const parts = contributions.map((c, k) => part(String(k), c));
        const score = contributions.reduce((sum, c) => sum + c, 0);
        const { steps, low, high } = buildWaterfall(
          parts,
          score,
          rest,
        ) as Waterfall;
        expect(steps.at(-1)?.to ?? 0).toBeCloseTo(score, 8);
        expect(steps.length).toBeLessThanOrEqual(8);
        for (const { from, to } of steps) {
          expect(Math.min(from, to)).toBeGreaterThanOrEqual(low);
          expect(Math.max(from, to)).toBeLessThanOrEqual(high);
        }
      }),
    );
  });
});

describe('a chance in words', () => {
  it.each([
    [8e-6, '8 in a million ordinary relations score this high.'],
    [0.05, '5 in a hundred ordinary relations score this high.'],
    [0.5, '50 in a hundred ordinary relations score this high.'],
    [3e-4, '3 in ten thousand ordinary relations score this high.'],
    [1, '100 in a hundred ordinary relations score this high.'],
    [1e-12, 'Fewer than 1 in a billion ordinary relations score this high.'],
  ])('%d', (p, sentence) => {
    expect(chanceSentence(p, false)).toBe(sentence);
  });

  it('is called an estimate beyond the scores seen', () => {
    expect(chanceSentence(8e-6, true)).toBe(
      'By estimate, 8 in a million ordinary relations score this high.',
    );
    expect(chanceSentence(1e-12, true)).toBe(
      'By estimate, fewer than 1 in a billion ordinary relations score this high.',
    );
  });

  it('advises how far down to act', () => {
    expect(budgetSentence(1 / 12)).toBe(
      'Act on everything down to here and about 1 in 12 should prove ordinary.',
    );
    expect(budgetSentence(0.0001)).toContain('fewer than 1 in 1,000');
    expect(budgetSentence(0.7)).toBeNull();
  });
});
