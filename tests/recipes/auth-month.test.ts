import { beforeAll, describe, expect, it } from 'vitest';
import { seededStream } from '#recipes/seeded-stream.ts';
import {
  DAY,
  HOUR,
  MONTH_START,
  OFFICES,
  isWorkday,
} from '#recipes/auth/calendar.ts';
import { DEPARTMENTS } from '#recipes/auth/departments.ts';
import { AccountNames, outsideAddress } from '#recipes/auth/names.ts';
import { simulateRows, type LabelledRow } from './read-scenario.ts';

let rows: LabelledRow[] = [];
let ordinary: LabelledRow[] = [];

beforeAll(() => {
  rows = simulateRows({ edges: 20_000, anomalies: 300, seed: 3 });
  ordinary = rows.filter(({ label }) => label === '0');
});

function planted(scenario: string): LabelledRow[] {
  return rows.filter((row) => row.scenario === scenario);
}

function countBy(column: string, of: LabelledRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { cells } of of) {
    const value = cells[column]!;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function dayOfMonth({ seconds }: LabelledRow): number {
  return Math.floor((seconds - MONTH_START) / DAY);
}

function isFailure({ cells }: LabelledRow): boolean {
  return cells['outcome'] === 'failure';
}

describe('ordinary life of the firm', () => {
  it('happens in working hours, except for shifts and services', () => {
    const office = ordinary.filter(
      ({ cells }) => !['plant', 'service', 'it'].includes(cells['department']!),
    );
    // From 8:00 in Pune (2:30 UTC) to 19:00 in Boston (23:00 UTC), and by far
    // the most while Lyon works.
    const hours = office.map(({ seconds }) => (seconds % DAY) / HOUR);
    const share = (from: number, to: number): number =>
      hours.filter((hour) => hour >= from && hour < to).length / hours.length;
    expect(share(6, 17)).toBeGreaterThan(0.6);
    expect(share(23, 24) + share(0, 2)).toBeLessThan(0.05);
    const atWeekend = office.filter((row) => dayOfMonth(row) % 7 >= 5);
    expect(atWeekend.length / office.length).toBeLessThan(0.03);
    expect(atWeekend.length).toBeGreaterThan(0);
  });

  it('dips at lunch', () => {
    // Machines are named after their office: -ly is Lyon, two hours ahead.
    const lyon = ordinary.filter(({ cells }) => /-ly\d/.test(cells['source']!));
    const inHour = (local: number): number =>
      lyon.filter(
        ({ seconds }) => Math.floor((seconds % DAY) / HOUR) + 2 === local,
      ).length;
    const lunch = Math.min(inHour(12), inHour(13));
    expect(lunch).toBeLessThan(0.8 * inHour(10));
    expect(lunch).toBeLessThan(0.95 * inHour(15));
  });

  it('rests on the holidays of an office, not on those of another', () => {
    const bostonOn = (day: number): number =>
      ordinary.filter(
        (row) =>
          dayOfMonth(row) === day &&
          /-bo\d/.test(row.cells['source']!) &&
          /winlogon|vpnagent/.test(row.cells['process']!),
      ).length;
    const [lyon, boston] = OFFICES;
    expect(isWorkday(boston, 21)).toBe(false);
    expect(isWorkday(boston, 10)).toBe(true);
    expect(isWorkday(lyon, 10)).toBe(false);
    expect(bostonOn(21)).toBeLessThan(0.3 * bostonOn(10));
  });

  it('has shifts round the clock at the plant', () => {
    const plant = ordinary.filter(
      ({ cells }) => cells['department'] === 'plant',
    );
    for (let from = 0; from < 24; from += 8) {
      const share =
        plant.filter(({ seconds }) => {
          const hour = (seconds % DAY) / HOUR;
          return hour >= from && hour < from + 8;
        }).length / plant.length;
      expect(share).toBeGreaterThan(0.15);
    }
  });

  it('has heavy-tailed activity of people and hosts', () => {
    const people = ordinary.filter(
      ({ cells }) => cells['department'] !== 'service',
    );
    for (const column of ['user', 'host', 'process']) {
      const counts = [...countBy(column, people).values()].sort(
        (a, b) => b - a,
      );
      const median = counts[counts.length >> 1]!;
      const mean = people.length / counts.length;
      expect([column, counts[0]! / median > 3]).toEqual([column, true]);
      expect([column, mean > 1.1 * median]).toEqual([column, true]);
    }
  });

  it('has services that keep their schedule', () => {
    const backup = ordinary.filter(
      ({ cells }) =>
        cells['user'] === 'svc-backup' && cells['logonType'] === 'batch',
    );
    const perDay = countBy(
      'day',
      backup.map((row) => ({
        ...row,
        cells: { day: String(dayOfMonth(row)) },
      })),
    );
    expect(perDay.size).toBe(30);
    const counts = [...perDay.values()];
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(4);
    for (const { seconds } of backup) {
      expect(seconds % DAY).toBeGreaterThanOrEqual(HOUR);
      expect(seconds % DAY).toBeLessThan(2 * HOUR);
    }
    const heart = ordinary.filter(
      ({ cells }) =>
        cells['user'] === 'svc-monitor' &&
        cells['host'] === 'dc-01' &&
        cells['outcome'] === 'success',
    );
    const gaps = heart
      .slice(1)
      .map(({ seconds }, i) => seconds - heart[i]!.seconds);
    const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1]!;
    const regular = gaps.filter((gap) => Math.abs(gap - usual) < 60);
    expect(regular.length / gaps.length).toBeGreaterThan(0.97);
  });

  it('has failures, but not many', () => {
    const share = ordinary.filter(isFailure).length / ordinary.length;
    expect(share).toBeGreaterThan(0.008);
    expect(share).toBeLessThan(0.06);
  });

  it('has new combinations until the end, and intruders’ tools in good hands', () => {
    const seen = new Set<string>();
    let late = 0;
    let fresh = 0;
    for (const row of ordinary) {
      const pair = `${row.cells['user']!} ${row.cells['host']!}`;
      if (dayOfMonth(row) >= 20) {
        late++;
        if (!seen.has(pair)) fresh++;
      }
      seen.add(pair);
    }
    expect(fresh / late).toBeGreaterThan(0.005);
    expect(fresh / late).toBeLessThan(0.1);
    const tools = countBy('process', ordinary);
    for (const tool of ['psexesvc.exe', 'powershell.exe', 'robocopy.exe']) {
      expect([tool, (tools.get(tool) ?? 0) > 0]).toEqual([tool, true]);
    }
  });

  it('has nights on which administrators reach most machines', () => {
    const patched = ordinary.filter(
      ({ cells }) =>
        cells['user']!.startsWith('adm-') &&
        cells['process'] === 'powershell.exe' &&
        cells['logonType'] === 'network',
    );
    const hosts = new Set(patched.map(({ cells }) => cells['host']!));
    const machines = new Set(ordinary.map(({ cells }) => cells['host']!));
    expect(hosts.size / machines.size).toBeGreaterThan(0.6);
    const nights = new Set(patched.map(dayOfMonth));
    expect(nights.size).toBeLessThanOrEqual(8);
  });
});

describe('planted intrusions', () => {
  it('begin after five days, so that ordinary life is seen first', () => {
    const first = rows.find(({ label }) => label === '1')!;
    expect(dayOfMonth(first)).toBeGreaterThanOrEqual(4);
  });

  it('stuff many accounts from few outside addresses; a few open', () => {
    const attempts = planted('stuffing');
    const sources = countBy('source', attempts);
    const users = countBy('user', attempts);
    expect(users.size).toBeGreaterThan(3 * sources.size);
    const opened = attempts.filter((row) => !isFailure(row)).length;
    expect(opened).toBeGreaterThan(0);
    expect(opened / attempts.length).toBeLessThan(0.2);
  });

  it('spray slowly, one account at a time', () => {
    // Two runs may overlap; a run never rotates addresses between the two.
    const attempts = planted('spraying');
    const sources = [...countBy('source', attempts).keys()];
    for (const source of sources) {
      const times = attempts
        .filter(({ cells }) => cells['source'] === source)
        .map(({ seconds }) => seconds);
      for (let i = 1; i < times.length; i++) {
        expect(times[i]! - times[i - 1]!).toBeGreaterThan(900);
      }
    }
    const opened = attempts.filter((row) => !isFailure(row));
    expect(opened.length).toBeLessThanOrEqual(2);
  });

  it('move on from machines they came to', () => {
    const hops = planted('lateral');
    const reached = new Set(hops.map(({ cells }) => cells['host']!));
    const onward = hops.filter(({ cells }) => reached.has(cells['source']!));
    expect(onward.length / hops.length).toBeGreaterThan(0.3);
    const first = countBy('process', hops).get('psexesvc.exe')!;
    expect(first / hops.length).toBeGreaterThan(0.3);
  });

  it('sweep file servers late in the evening', () => {
    for (const { cells, seconds } of planted('insider')) {
      const code = /-([a-z]{2})\d/.exec(cells['source']!)![1];
      const { utcOffset } = OFFICES.find((office) => office.code === code)!;
      const hour = ((seconds + utcOffset) % DAY) / HOUR;
      expect(hour >= 20 || hour < 3).toBe(true);
      expect(cells['host']).toMatch(/^fs-/);
      expect(cells['outcome']).toBe('success');
    }
    const stems = planted('insider').map(({ cells }) =>
      cells['host']!.slice(0, 6),
    );
    expect(new Set(stems).size).toBeGreaterThan(3);
  });

  it('beacon at a regular interval with jitter, from one address each', () => {
    const beats = planted('beacon');
    const sources = [...countBy('source', beats).keys()];
    expect(sources.length).toBe(2);
    for (const source of sources) {
      const own = beats.filter(({ cells }) => cells['source'] === source);
      expect(countBy('host', own).size).toBe(1);
      expect(countBy('process', own).size).toBe(1);
      const gaps = own
        .slice(1)
        .map(({ seconds }, i) => seconds - own[i]!.seconds);
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      expect(new Set(gaps).size).toBeGreaterThan(gaps.length / 2);
      for (const gap of gaps) {
        expect(Math.abs(gap / mean - 1)).toBeLessThan(0.12);
      }
    }
  });

  it('use service accounts by hand', () => {
    for (const { cells } of planted('service-misuse')) {
      expect(cells['user']).toMatch(/^svc-/);
      expect(['interactive', 'remote']).toContain(cells['logonType']);
    }
  });

  it('use no program that ordinary life does not', () => {
    const known = countBy('process', ordinary);
    const intrusions = rows.filter(({ label }) => label === '1');
    for (const process of countBy('process', intrusions).keys()) {
      expect([process, known.has(process)]).toEqual([process, true]);
    }
  });
});

describe('the parts a firm is drawn from', () => {
  it('has departments whose shares add up to one', () => {
    const total = DEPARTMENTS.reduce((sum, { share }) => sum + share, 0);
    expect(total).toBeCloseTo(1, 12);
    const offices = OFFICES.reduce((sum, { share }) => sum + share, 0);
    expect(offices).toBeCloseTo(1, 12);
  });

  it('gives each account name once', () => {
    const names = new AccountNames(seededStream(1, 'names'));
    const given = Array.from({ length: 20_000 }, () => names.next());
    expect(new Set(given).size).toBe(given.length);
  });

  it('names no real network', () => {
    const random = seededStream(2, 'addresses');
    const reserved =
      /^(198\.1[89]\.\d+|192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/;
    for (let i = 0; i < 2000; i++) {
      expect(outsideAddress(random)).toMatch(reserved);
    }
  });
});
