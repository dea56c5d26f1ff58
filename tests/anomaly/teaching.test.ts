import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '#anomaly/detect-anomalies.ts';
import {
  dot,
  learnWeights,
  varianceAlong,
} from '#anomaly/teaching/bayesian-logistic.ts';
import { nextQuestions } from '#anomaly/teaching/questions.ts';
import { teachRanking, type Verdict } from '#anomaly/teaching/teach-ranking.ts';
import { buildSmall, smallCase } from './small-hypergraphs.ts';
import { recurringGroups } from './recurring-groups.ts';

describe('weights learnt from labels', () => {
  it('without labels are the prior', () => {
    const { mean, covariance, evidence } = learnWeights(
      [],
      Float64Array.of(2, 0.5),
    );
    expect(Array.from(mean)).toEqual([0, 0]);
    expect(Array.from(covariance)).toEqual([4, 0, 0, 0.25]);
    expect(evidence).toBeCloseTo(0, 12);
  });

  it('are where the gradient of the posterior vanishes', () => {
    const lessons = [
      { features: [1, 0.3], logOdds: -2, isAnomalous: true },
      { features: [1, -1], logOdds: 1, isAnomalous: false },
      { features: [1, 2], logOdds: 0, isAnomalous: true },
    ];
    const sd = [1, 0.7];
    const { mean, covariance } = learnWeights(lessons, Float64Array.from(sd));
    sd.forEach((deviation, k) => {
      let gradient = mean[k]! / deviation ** 2;
      for (const { features, logOdds, isAnomalous } of lessons) {
        const p = 1 / (1 + Math.exp(-logOdds - dot(features, mean)));
        gradient += (p - (isAnomalous ? 1 : 0)) * features[k]!;
      }
      expect(gradient).toBeCloseTo(0, 5);
    });
    expect(varianceAlong([1, 0], covariance)).toBeLessThan(1);
  });
});

describe('a taught ranking', () => {
  it('without labels, or with unsure ones only, is the detector’s', () => {
    fc.assert(
      fc.property(smallCase, (small) => {
        const hypergraph = buildSmall(small);
        const detection = detectAnomalies(hypergraph);
        for (const labels of [[], [...detection.order.slice(0, 2)]]) {
          const verdicts = new Map(
            labels.map((element): [number, Verdict] => [element, 'unsure']),
          );
          const { order } = teachRanking(detection, hypergraph, verdicts);
          expect(Array.from(order)).toEqual(Array.from(detection.order));
        }
      }),
      { numRuns: 30 },
    );
  });

  const { hypergraph } = recurringGroups(1, 600, 30);
  const detection = detectAnomalies(hypergraph);

  it('begins with what is anomalous, ends with what is benign, and moves none far', () => {
    const [first = 0, second = 0, third = 0] = detection.order;
    const verdicts = new Map<number, Verdict>([
      [first, 'benign'],
      [second, 'anomalous'],
      [third, 'benign'],
    ]);
    const taught = teachRanking(detection, hypergraph, verdicts);
    expect(taught.order[0]).toBe(second);
    expect(Array.from(taught.order.slice(-2))).toEqual([first, third]);
    expect(new Set(taught.order).size).toBe(hypergraph.edgeCount);
    const constant = taught.posterior.mean[0]!;
    taught.rankBefore.forEach((rank, element) => {
      const before = -5 + Math.log(hypergraph.edgeCount / rank) + constant;
      expect(Math.abs(taught.logOdds[element]! - before)).toBeLessThan(3.0001);
      const addends = taught.movedBy(element);
      const sum = addends.reduce((s, { contribution }) => s + contribution, 0);
      const capped = Math.max(-3, Math.min(3, sum));
      expect(taught.logOdds[element]! - before).toBeCloseTo(capped, 9);
    });
  });

  it('asks about what has no label, the same for a seed', () => {
    const asked = detection.order.slice(0, 3);
    const verdicts = new Map(
      Array.from(asked, (e): [number, Verdict] => [e, 'benign']),
    );
    const taught = teachRanking(detection, hypergraph, verdicts);
    const questions = nextQuestions(taught, 10, 4);
    expect(questions).toEqual(nextQuestions(taught, 10, 4));
    const elements = new Set(questions.map(({ element }) => element));
    expect(elements.size).toBe(10);
    for (const element of asked) expect(elements.has(element)).toBe(false);
    for (const { chance, uncertainty } of questions) {
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThan(1);
      expect(uncertainty).toBeGreaterThan(0);
    }
  });
});
