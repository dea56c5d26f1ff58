import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OnlineFdr } from '#anomaly/calibration/online-fdr.ts';
import { groupTraffic } from '#anomaly/evaluation/group-traffic.ts';
import type { MonitorAlert } from '#anomaly/monitor/alert.ts';
import {
  StreamMonitor,
  type StreamMonitorOptions,
} from '#anomaly/monitor/stream-monitor.ts';
import { Random } from '#numeric/random.ts';

const options: StreamMonitorOptions = {
  nodeBits: 10,
  pairBits: 14,
  tick: 0,
  drift: { warmUp: 200, reference: 400, block: 100 },
};
const { relations: traffic } = groupTraffic(new Random(1), {
  relations: 3000,
  planted: 30,
});
const relations = traffic.map(({ members, time }, i) => ({
  id: String(i),
  time,
  members: Array.from(members, (member) => `n${member}`),
}));

/** Alerts of a stream that is broken off and resumed after each of `cuts` relations. */
function alertsOf(
  cuts: readonly number[],
  more: StreamMonitorOptions = {},
): MonitorAlert[] {
  const alerts: MonitorAlert[] = [];
  const begin = () =>
    new StreamMonitor({ ...options, ...more }, (alert) => alerts.push(alert));
  let monitor = begin();
  for (const [i, relation] of relations.entries()) {
    if (cuts.includes(i)) {
      const bytes = monitor.save();
      monitor = begin();
      monitor.resume(bytes);
    }
    monitor.push(relation);
  }
  monitor.close();
  return alerts;
}

describe('StreamMonitor', () => {
  const rare = { rule: { by: 'chance', most: 0.01 } } as const;
  const whole = alertsOf([], rare);

  it('raises alerts, each with reasons that add up', () => {
    const anomalies = whole.filter((alert) => alert.kind === 'anomaly');
    expect(anomalies.length).toBeGreaterThan(0);
    for (const { score, p, parts, text } of anomalies) {
      expect(p).toBeLessThanOrEqual(0.01);
      const sum = parts.reduce((a, { contribution }) => a + contribution, 0);
      expect(Math.abs(sum - score)).toBeLessThan(1e-9);
      expect(text).toMatch(/^[A-Z].*\.$/);
    }
    expect(whole.map(({ alert }) => alert)).toEqual(whole.map((_, i) => i + 1));
  });

  it('gives the same alerts broken off and resumed anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(relations.length - 1), { maxLength: 4 }),
        (cuts) => {
          expect(alertsOf(cuts, rare)).toEqual(whole);
        },
      ),
      { numRuns: 5 },
    );
  });

  it('goes by the score where one is asked for', () => {
    const alerts = alertsOf([], { rule: { by: 'score', least: 5 } });
    const scores = alerts.flatMap((alert) =>
      alert.kind === 'anomaly' ? [alert.score] : [],
    );
    expect(scores.length).toBeGreaterThan(0);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(5);
  });

  it('refuses bytes that are no checkpoint', () => {
    const monitor = new StreamMonitor(options, () => undefined);
    expect(() => monitor.resume(new Uint8Array(40))).toThrow(/no checkpoint/);
    expect(() => monitor.resume(monitor.save().subarray(0, 999))).toThrow(
      /no checkpoint/,
    );
  });
});

describe('OnlineFdr', () => {
  it('keeps the rate among its discoveries, and finds what is plain', () => {
    let wrong = 0;
    let found = 0;
    const shares: number[] = [];
    for (let seed = 0; seed < 200; seed++) {
      const random = new Random(seed);
      const fdr = new OnlineFdr(0.1);
      let own = 0;
      let all = 0;
      for (let t = 0; t < 1000; t++) {
        const isReal = random.chance(0.05);
        const p = isReal ? random.float() * 1e-6 : random.float();
        if (fdr.next(p) > 0.1) continue;
        all++;
        if (!isReal) own++;
      }
      wrong += own;
      found += all;
      shares.push(own / Math.max(1, all));
    }
    const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
    expect(mean).toBeLessThanOrEqual(0.1);
    expect(found - wrong).toBeGreaterThan(200 * 25);
  });

  it('goes on from its facts', () => {
    const random = new Random(9);
    const whole = new OnlineFdr(0.1);
    for (let t = 0; t < 500; t++) whole.next(random.float() ** 6);
    const resumed = new OnlineFdr(0.1);
    resumed.resume(whole.facts());
    for (let t = 0; t < 100; t++) {
      const p = random.float() ** 6;
      expect(resumed.next(p)).toBe(whole.next(p));
    }
  });
});
