import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';

const sample = fc.array(
  fc.record({
    score: fc.integer({ min: 0, max: 6 }),
    label: fc.nat({ max: 1 }),
  }),
  { minLength: 1, maxLength: 40 },
);

/** Chance of the right order over all pairs, straight from the definition. */
function naiveAuroc(scores: number[], labels: number[]): number | null {
  let won = 0;
  let pairs = 0;
  scores.forEach((high, i) => {
    scores.forEach((low, j) => {
      if (labels[i] !== 1 || labels[j] !== 0) return;
      pairs++;
      won += high > low ? 1 : high === low ? 0.5 : 0;
    });
  });
  return pairs === 0 ? null : won / pairs;
}

/** Σ (recallₙ − recallₙ₋₁) · precisionₙ over the distinct thresholds. */
function naiveAveragePrecision(scores: number[], labels: number[]) {
  const positives = labels.filter((label) => label === 1).length;
  if (positives === 0) return null;
  let before = 0;
  let sum = 0;
  for (const threshold of [...new Set(scores)].sort((a, b) => b - a)) {
    const kept = labels.filter((_, i) => scores[i]! >= threshold);
    const right = kept.filter((label) => label === 1).length;
    sum += ((right - before) / positives) * (right / kept.length);
    before = right;
  }
  return sum;
}

describe('evaluateScores', () => {
  it('reproduces an example worked by hand', () => {
    // ranks: 0.9 +, 0.8 −, 0.7 + −, 0.4 +, 0.1 −
    const result = evaluateScores(
      [0.9, 0.8, 0.7, 0.7, 0.4, 0.1],
      [1, 0, 1, 0, 1, 0],
      [1, 1, 1, 0, 0, 0],
    );
    expect(result.positives).toBe(3);
    // pairs won of nine: 3 + 1.5 + 1
    expect(result.auroc).toBeCloseTo(5.5 / 9, 12);
    expect(result.averagePrecision).toBeCloseTo((1 + 2 / 4 + 3 / 5) / 3, 12);
    expect(result.fdr).toBeCloseTo(1 / 3, 12);
    expect(result.recallAtFdr).toBeCloseTo(2 / 3, 12);
    expect(result.precisionAt).toEqual({ 10: null, 50: null, 100: null });
  });

  it('takes the expectation within a tie for precision at k', () => {
    const scores = [...Array<number>(5).fill(2), ...Array<number>(20).fill(1)];
    const labels = scores.map((score, i) => (score === 2 || i < 15 ? 1 : 0));
    // five of the first ten for sure, then half of a tie of twenty
    expect(evaluateScores(scores, labels).precisionAt['10']).toBeCloseTo(0.75);
  });

  it('equals the definitions on any sample', () => {
    fc.assert(
      fc.property(sample, (rows) => {
        const scores = rows.map(({ score }) => score);
        const labels = rows.map(({ label }) => label);
        const result = evaluateScores(scores, labels);
        const auroc = naiveAuroc(scores, labels);
        if (auroc === null) expect(result.auroc).toBeNull();
        else expect(result.auroc).toBeCloseTo(auroc, 12);
        const precision = naiveAveragePrecision(scores, labels);
        if (precision === null) expect(result.averagePrecision).toBeNull();
        else expect(result.averagePrecision).toBeCloseTo(precision, 12);
      }),
    );
  });

  it('has no areas without both labels and ranks NaN last', () => {
    expect(evaluateScores([], [])).toMatchObject({
      positives: 0,
      auroc: null,
      averagePrecision: null,
      fdr: null,
      recallAtFdr: null,
    });
    expect(evaluateScores([1], [1]).auroc).toBeNull();
    expect(evaluateScores([NaN, 0], [1, 0]).auroc).toBe(0);
  });

  it('refuses lengths that differ', () => {
    expect(() => evaluateScores([1, 2], [1])).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }) as Error,
    );
  });
});
