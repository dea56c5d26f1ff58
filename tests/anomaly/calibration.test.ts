import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeExchangeability } from '#anomaly/calibration/exchangeability.ts';
import { falseDiscoveryRates } from '#anomaly/calibration/false-discovery.ts';
import {
  calibrate,
  calibrateStream,
} from '#anomaly/calibration/tail-calibration.ts';
import { Random } from '#numeric/random.ts';

const oneClass = (scores: Float64Array) => ({
  scores,
  classes: new Uint8Array(scores.length),
  isReference: null,
});

describe('calibrate', () => {
  it('ranks where there are too few scores to fit a tail', () => {
    const { p, extrapolated } = calibrate(
      oneClass(Float64Array.of(3, 1, 2, 2, 5)),
    );
    // of five scores, as many are at least as high as each
    expect([...p]).toEqual([2 / 5, 5 / 5, 4 / 5, 4 / 5, 1 / 5]);
    expect([...extrapolated]).toEqual([0, 0, 0, 0, 0]);
  });

  it('gives true chances for exponential scores, far beyond those seen', () => {
    const random = new Random(7);
    const scores = Float64Array.from({ length: 20_000 }, () =>
      random.exponential(1),
    );
    scores[0] = 12;
    const { p, extrapolated } = calibrate(oneClass(scores));
    expect(extrapolated[0]).toBe(1);
    expect(Math.log(p[0]! / Math.exp(-12))).toBeLessThan(1);
    expect(Math.log(p[0]! / Math.exp(-12))).toBeGreaterThan(-1);
    for (const level of [0.1, 0.01, 0.001]) {
      const share = p.filter((value) => value < level).length / p.length;
      expect(share / level).toBeGreaterThan(0.6);
      expect(share / level).toBeLessThan(1.5);
    }
  });

  it('keeps its tail where one score in a hundred is planted far out', () => {
    const random = new Random(11);
    const scores = Float64Array.from({ length: 10_000 }, (_, i) =>
      i < 100 ? 20 + random.float() : random.exponential(1),
    );
    const { p } = calibrate(oneClass(scores));
    const planted = p.subarray(0, 100);
    expect(Math.max(...planted)).toBeLessThan(1e-4);
  });

  it('compares within a class, and across classes where one is small', () => {
    const scores = Float64Array.from({ length: 610 }, (_, i) =>
      i < 300 ? i / 300 : i < 600 ? 10 + (i - 300) / 300 : 9,
    );
    const classes = Uint8Array.from(scores, (_, i) =>
      i < 300 ? 0 : i < 600 ? 1 : 2,
    );
    const { p } = calibrate({ scores, classes, isReference: null });
    expect(p[150]).toBeCloseTo(0.5, 2);
    expect(p[450]).toBeCloseTo(0.5, 2);
    // ten nines among all: the upper class and the nines are at least as high
    expect(p[605]).toBeCloseTo(310 / 610, 12);
  });

  it('judges elements that are no reference by those that are', () => {
    const scores = Float64Array.of(1, 2, 3, 2.5, 0);
    const { p } = calibrate({
      scores,
      classes: new Uint8Array(5),
      isReference: (element) => element < 3,
    });
    expect(p[3]).toBeCloseTo((1 + 1) / (3 + 1), 12);
    expect(p[4]).toBe(1);
  });
});

describe('calibrateStream', () => {
  const random = new Random(5);
  const scores = Float64Array.from({ length: 6000 }, () =>
    random.exponential(1),
  );
  const order = Uint32Array.from(scores, (_, i) => i);
  const judge = (length: number) =>
    calibrateStream({
      ...oneClass(scores.subarray(0, length)),
      order: order.subarray(0, length),
      moments: order.map((i) => Math.floor(i / 3)),
    });

  it('gives true chances once it has seen enough', () => {
    const p = judge(6000).p.subarray(1000);
    for (const level of [0.1, 0.01]) {
      const share = p.filter((value) => value < level).length / p.length;
      expect(share / level).toBeGreaterThan(0.6);
      expect(share / level).toBeLessThan(1.6);
    }
  });

  it('judges by the past alone', () => {
    const part = judge(3000);
    expect(judge(6000).p.subarray(0, 3000)).toEqual(part.p);
    // the first moment has nothing to compare with
    expect([...part.p.subarray(0, 3)]).toEqual([1, 1, 1]);
  });

  it('follows a level that drifts', () => {
    const drifting = scores.map((score, i) => score + (i < 3000 ? 0 : 50));
    const { p } = calibrateStream({
      ...oneClass(drifting),
      order,
      moments: order,
    });
    const late = p.subarray(5500);
    expect(late.filter((value) => value < 0.01).length).toBeLessThan(25);
  });
});

describe('falseDiscoveryRates', () => {
  it('reproduces an example worked by hand', () => {
    // sorted 0.01 0.02 0.03 0.5: 0.04, 0.04, 0.04, 0.5
    const q = falseDiscoveryRates(Float64Array.of(0.5, 0.02, 0.01, 0.03));
    expect([...q].map((x) => Number(x.toFixed(12)))).toEqual([
      0.5, 0.04, 0.04, 0.04,
    ]);
  });

  it('rejects exactly what the step-up procedure rejects', () => {
    const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(chances, fc.constantFrom(0.05, 0.2, 0.5), (p, level) => {
        const sorted = [...p].sort((a, b) => a - b);
        let rejected = 0;
        sorted.forEach((value, i) => {
          if ((value * p.length) / (i + 1) <= level) rejected = i + 1;
        });
        const q = falseDiscoveryRates(Float64Array.from(p));
        expect(q.filter((rate) => rate <= level)).toHaveLength(rejected);
      }),
    );
  });
});

describe('judgeExchangeability', () => {
  const random = new Random(3);
  const noise = Float64Array.from({ length: 2000 }, () => random.float());
  const order = Uint32Array.from(noise, (_, i) => i);

  it('promises a rate where scores come in no order', () => {
    const { controlled, text } = judgeExchangeability(noise, order, 0.05);
    expect(controlled).toBe(true);
    expect(text).toContain('1 in 20');
  });

  it('promises none where neighbours in time are alike', () => {
    const waves = noise.map((x, i) => (x + (Math.sin(i / 50) + 1)) / 3);
    const { controlled, text } = judgeExchangeability(waves, order, 0.05);
    expect(controlled).toBe(false);
    expect(text).toContain('ranked, not FDR-controlled');
  });

  it('promises none for a handful', () => {
    const few = noise.subarray(0, 10);
    expect(judgeExchangeability(few, null, 0.05).controlled).toBe(false);
  });
});
