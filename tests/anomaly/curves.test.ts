import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calibrationCurves,
  rankingCurves,
} from '#anomaly/evaluation/curves.ts';
import { evaluateScores } from '#anomaly/evaluation/evaluate-scores.ts';

describe('curves of a ranking', () => {
  it('have the area that the AUROC says, ties and all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 1 })), {
          minLength: 1,
          maxLength: 60,
        }),
        (rows) => {
          const scores = rows.map(([score]) => score);
          const labels = rows.map(([, label]) => label);
          const { roc, precisionRecall } = rankingCurves(scores, labels);
          const area = roc.reduce((sum, [x, y], i) => {
            const [x0, y0] = roc[i - 1] ?? [0, 0];
            return sum + ((x - x0) * (y + y0)) / 2;
          }, 0);
          const { auroc } = evaluateScores(scores, labels);
          if (auroc !== null) expect(area).toBeCloseTo(auroc, 9);
          expect(precisionRecall.at(-1)?.[1]).toBeCloseTo(
            labels.reduce((a, b) => a + b, 0) / rows.length,
            9,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keep their ends when they are thinned', () => {
    const scores = Array.from({ length: 5000 }, (_, i) => -i);
    const labels = scores.map((_, i) => (i % 50 === 0 ? 1 : 0));
    const { roc } = rankingCurves(scores, labels);
    expect(roc.length).toBeLessThan(500);
    expect([roc[0], roc.at(-1)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('say what chances came to', () => {
    const p = Float64Array.from({ length: 100 }, (_, i) => (i + 1) / 100);
    const labels = p.map((_, i) => (i < 5 ? 1 : 0));
    const { chance, falseDiscovery } = calibrationCurves(p, p, labels);
    expect(chance.find(([x]) => x === 0.1)?.[1]).toBeCloseTo(5 / 95, 9);
    expect(falseDiscovery.find(([x]) => x === 0.1)?.[1]).toBeCloseTo(0.5, 9);
  });
});
