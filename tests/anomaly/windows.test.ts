import { describe, expect, it } from 'vitest';
import {
  detectAnomalies,
  type AnomalyDetection,
} from '#anomaly/detect-anomalies.ts';
import { changePoints } from '#anomaly/windows/change-points.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { Random } from '#numeric/random.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);

/** Days of meetings of 40 people, fewer at weekends. */
function days(
  seed: number,
  count: number,
  day: (day: number) => { meetings: number; size: number },
): AnomalyDetection {
  const draw = new Random(seed);
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (let i = 0; i < count; i++) {
    const { meetings, size } = day(i);
    const many = Math.max(1, Math.round(meetings * (0.9 + 0.2 * draw.float())));
    for (let m = 0; m < many; m++) {
      const edge = builder.addNextEdge();
      const time = START + i * DAY + draw.int(DAY);
      builder.setEdge(edge, 'time', time);
      const people = new Set<number>();
      while (people.size < size) people.add(draw.int(40));
      for (const person of people) {
        builder.addIncidence(edge, builder.addNode(`p${person}`));
      }
    }
  }
  return detectAnomalies(builder.build(), { of: 'windows' });
}

const week = (day: number): number => (day % 7 < 5 ? 30 : 8);

describe('windows of time', () => {
  it('stand out where the day is unlike its weekday, not at weekends', () => {
    const odd = new Set([75, 88, 101]);
    const found = days(1, 110, (day) => ({
      meetings: day === 88 || day === 101 ? 7 : week(day),
      size: day === 75 ? 7 : 3,
    }));
    expect(found.total).toBe(110);
    const top = found.top(3);
    expect(
      new Set(top.map(({ time }) => Math.round(((time ?? 0) - START) / DAY))),
    ).toEqual(odd);
    for (const { score, explanation } of top) {
      const sum = explanation?.parts.reduce((s, p) => s + p.contribution, 0);
      expect(sum).toBeCloseTo(score, 9);
    }
    const sizes = top.find(({ time }) => time === START + 75 * DAY);
    expect(sizes?.explanation?.text).toMatch(/size|overlap|pairs/);
    expect(found.changes).toEqual([]);
  });

  it('tell where the data became another, and in what', () => {
    const found = days(2, 112, (day) => ({
      meetings: day < 56 ? week(day) : 2 * week(day),
      size: 3,
    }));
    const [change, ...more] = found.changes ?? [];
    expect(more).toEqual([]);
    const at = ((change?.time ?? 0) - START) / DAY;
    expect(Math.abs(at - 56)).toBeLessThanOrEqual(3);
    expect(change?.p).toBeLessThanOrEqual(0.01);
    expect(change?.text).toMatch(/from .* to /);
  });

  it('need times', () => {
    const data = hypergraphFromMembers([['a', 'b']]);
    expect(() => detectAnomalies(data, { of: 'windows' })).toThrow('--time');
  });
});

describe('change points', () => {
  it('are seldom found where there are none', () => {
    let found = 0;
    for (let seed = 0; seed < 40; seed++) {
      const draw = new Random(seed);
      const columns = [0, 1, 2].map(() =>
        Float64Array.from({ length: 60 }, () => draw.normal()),
      );
      if (changePoints(columns, seed).length > 0) found++;
    }
    expect(found).toBeLessThanOrEqual(3);
  });
});
