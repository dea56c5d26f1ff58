import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdaptiveWindow } from '#anomaly/drift/adaptive-window.ts';
import {
  DriftMonitor,
  type DriftAlarm,
  type DriftOptions,
} from '#anomaly/drift/drift-monitor.ts';
import {
  ksChance,
  ksDistance,
  stabilityIndex,
} from '#anomaly/drift/two-samples.ts';
import { Random } from '#numeric/random.ts';

const quick: DriftOptions = { warmUp: 100, reference: 1000, block: 250 };
const series = ['left', 'right'].map((name) => ({
  name,
  of: 'head' as const,
  action: `look at ${name}`,
}));

/** Alarms over independent normal values; `right` moves by `shift` from `at` on. */
function watch(seed: number, length: number, at = Infinity, shift = 0) {
  const random = new Random(seed);
  const monitor = new DriftMonitor(series, quick);
  const alarms: DriftAlarm[] = [];
  for (let i = 0; i < length; i++) {
    const moved = random.normal() + (i >= at ? shift : 0);
    const alarm = monitor.observe([random.normal(), moved]);
    if (alarm) alarms.push(alarm);
  }
  return alarms;
}

describe('two samples', () => {
  const sorted = fc
    .array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 })
    .map((values) => values.sort((a, b) => a - b));
  const share = (values: number[], x: number): number =>
    values.filter((value) => value <= x).length / values.length;

  it('are as far apart as the definition says', () => {
    fc.assert(
      fc.property(sorted, sorted, (a, b) => {
        const gaps = [...a, ...b].map((x) =>
          Math.abs(share(a, x) - share(b, x)),
        );
        expect(ksDistance(a, b)).toBeCloseTo(Math.max(...gaps), 12);
      }),
    );
  });

  it('have the chance of the tables', () => {
    // Smirnov's 5 % and 1 % points, 1.358 and 1.628, without the correction for size
    const far = 1e8;
    const root = Math.sqrt(far / 2);
    expect(ksChance(1.3581 / root, far, far)).toBeCloseTo(0.05, 3);
    expect(ksChance(1.6276 / root, far, far)).toBeCloseTo(0.01, 3);
    expect(ksChance(0, 100, 100)).toBe(1);
  });

  it('have no stability index against themselves, and a large one when moved', () => {
    const values = Array.from({ length: 1000 }, (_, i) => i);
    expect(stabilityIndex(values, values)).toBeCloseTo(0, 12);
    const moved = values.map((value) => value + 500);
    expect(stabilityIndex(values, moved)).toBeGreaterThan(1);
  });
});

describe('AdaptiveWindow', () => {
  it('cuts where the mean moves and forgets the rest', () => {
    const random = new Random(5);
    const window = new AdaptiveWindow(0.002);
    const found: number[] = [];
    for (let i = 0; i < 6000; i++) {
      const value = random.float() * 0.5 + (i < 3000 ? 0 : 0.5);
      const change = window.add(value);
      if (change) found.push(i);
      if (found.length === 1 && change) {
        expect(change.after).toBeGreaterThan(change.before);
      }
    }
    expect(found[0]).toBeGreaterThan(3000);
    expect(found[0]).toBeLessThan(3300);
    expect(found.at(-1)).toBeLessThan(3600);
  });

  it('goes on from its facts', () => {
    const random = new Random(6);
    const whole = new AdaptiveWindow(0.01);
    for (let i = 0; i < 1777; i++) whole.add(random.float());
    const resumed = new AdaptiveWindow(0.01);
    resumed.resume(whole.facts());
    for (let i = 0; i < 400; i++) {
      const value = 0.4 + 0.6 * random.float();
      expect(resumed.add(value)).toEqual(whole.add(value));
    }
    expect(resumed.facts()).toEqual(whole.facts());
  });
});

describe('DriftMonitor', () => {
  it('is silent on streams that stay as they are', () => {
    // Each stream of 5000 is 15 comparisons and two windows; 1 in 400 may alarm.
    const alarms = Array.from({ length: 40 }, (_, seed) => watch(seed, 5000));
    expect(alarms.flat()).toHaveLength(0);
  });

  it('says which series moved, how far, and what to do', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1200, max: 3000 }),
        (seed, at) => {
          const [first] = watch(seed, at + 1000, at, 1);
          expect(first?.index).toBeGreaterThanOrEqual(at);
          expect(first?.changes[0]).toMatchObject({
            name: 'right',
            of: 'head',
            action: 'look at right',
          });
          expect(first?.changes[0]?.size).toBeGreaterThan(0.1);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('raises nothing where only what learns has moved', () => {
    const learning = series.map((one) => ({ ...one, learns: true }));
    const monitor = new DriftMonitor(learning, quick);
    const random = new Random(8);
    const alarms = Array.from({ length: 4000 }, (_, i) => {
      const moved = random.normal() + (i > 2000 ? 3 : 0);
      return monitor.observe([random.normal(), moved]);
    });
    expect(alarms.filter(Boolean)).toEqual([]);
  });

  it('takes what came after an alarm as usual', () => {
    const alarms = watch(3, 12_000, 3000, 2);
    expect(alarms).toHaveLength(1);
  });

  it('goes on from its facts bit for bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (cut) => {
        const random = new Random(cut);
        const values = Array.from({ length: 3000 }, (_, i) => [
          random.normal(),
          random.normal() + (i > 2000 ? 1 : 0),
        ]);
        const run = (monitor: DriftMonitor, rows: number[][]): unknown[] =>
          rows.flatMap((row) => monitor.observe(row) ?? []);
        const whole = run(new DriftMonitor(series, quick), values);
        const before = new DriftMonitor(series, quick);
        const first = run(before, values.slice(0, cut));
        const after = new DriftMonitor(series, quick);
        after.resume(before.facts());
        expect([...first, ...run(after, values.slice(cut))]).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });
});
