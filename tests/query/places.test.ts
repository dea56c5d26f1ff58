import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findMeetings,
  presencesInCells,
  windowsOf,
  type Presence,
} from '#query/places/co-location.ts';
import { findConvoys } from '#query/places/convoys.ts';
import { findDeviations } from '#query/places/deviations.ts';
import { findGaps } from '#query/places/gaps.ts';
import { meetingChances } from '#query/places/meeting-chance.ts';
import { Routine, type Occasion } from '#query/places/routine.ts';
import {
  metresBetween,
  stayPoints,
  type Fix,
} from '#query/places/stay-points.ts';
import { describeShared } from '../support/shared.ts';

const MIN = 60_000;
const HOUR = 60 * MIN;

/** Positions on the equator, where 0.001° are 111 m. */
function onEquator(
  who: string,
  moments: [minute: number, lon: number][],
): Fix[] {
  return moments.map(([minute, lon], record) => ({
    who,
    time: minute * MIN,
    lat: 0,
    lon,
    record,
  }));
}

describe('stays', () => {
  const options = { radius: 150, min: 10 * MIN, maxGap: 30 * MIN };

  it('are runs within the radius of their first position, long enough', () => {
    const fixes = onEquator('A', [
      [0, 0],
      [5, 0.0005],
      [10, 0.001],
      [12, 0.003],
      [20, 0.0031],
    ]);
    expect(metresBetween(fixes[0]!, fixes[2]!)).toBeCloseTo(111.195, 2);
    expect(stayPoints(fixes, options)).toEqual([
      {
        who: 'A',
        from: 0,
        to: 10 * MIN,
        lat: 0,
        lon: 0.0005,
        records: [0, 1, 2],
      },
    ]);
    const brief = { ...options, min: 8 * MIN };
    expect(stayPoints(fixes, brief).map(({ from }) => from / MIN)).toEqual([
      0, 12,
    ]);
  });

  it('do not reach across a gap in the data', () => {
    const fixes = onEquator('A', [
      [0, 0],
      [40, 0],
      [45, 0],
    ]);
    expect(stayPoints(fixes, options)).toEqual([]);
    expect(stayPoints(fixes, { ...options, maxGap: HOUR })).toHaveLength(1);
  });

  it('are each person’s own, in any order of records', () => {
    const two = [
      ...onEquator('B', [
        [1, 0],
        [12, 0],
      ]),
      ...onEquator('A', [
        [11, 0],
        [0, 0],
      ]),
    ];
    expect(
      stayPoints(two, options).map(({ who, from }) => [who, from]),
    ).toEqual([
      ['A', 0],
      ['B', MIN],
    ]);
  });

  it('want a radius', () => {
    expect(() => stayPoints([], { ...options, radius: 0 })).toThrow(/radius/);
  });
});

/** A presence from hour to hour. */
function at(who: string, place: string, from: number, to: number): Presence {
  return { who, place, from: from * HOUR, to: to * HOUR, records: [from] };
}

describe('meetings', () => {
  it('are in H3 cells: the example of its manual', () => {
    const stay = {
      ...{ who: 'A', from: 0, to: 1, records: [] },
      ...{ lat: 37.3615593, lon: -122.0553238 },
    };
    expect(presencesInCells([stay], 7)[0]?.place).toBe('87283472bffffff');
    expect(() => presencesInCells([stay], 16)).toThrow(/h3\(16\)/);
  });

  it('cover half-open windows', () => {
    expect(windowsOf({ from: 0, to: HOUR }, HOUR)).toEqual([0, 0]);
    expect(windowsOf({ from: 0, to: HOUR + 1 }, HOUR)).toEqual([0, 1]);
    expect(windowsOf({ from: HOUR, to: HOUR }, HOUR)).toEqual([1, 1]);
  });

  it('go on while the same people stay', () => {
    const presences = [
      at('A', 'cafe', 1, 4),
      at('B', 'cafe', 2, 5),
      at('C', 'cafe', 3, 4),
      at('A', 'bank', 4, 5),
    ];
    const found = findMeetings(presences, { window: HOUR, minMembers: 2 });
    expect(
      found.map(({ members, from, to }) => [
        members.join(''),
        from / HOUR,
        to / HOUR,
      ]),
    ).toEqual([
      ['AB', 2, 3],
      ['ABC', 3, 4],
    ]);
    expect(found[1]?.records).toEqual([1, 2, 3]);
    expect(() => findMeetings([], { window: 0, minMembers: 2 })).toThrow(
      /window/,
    );
  });

  it('beyond chance are told from sharing a square', () => {
    // Everybody passes the square two hours in four, A and B always together.
    const presences: Presence[] = [];
    for (let day = 0; day < 12; day++) {
      const start = day * 24;
      const places = ['home', 'home', 'square', 'square'];
      places.forEach((place, i) => {
        const own = place === 'home' ? 'home of ' : '';
        const order: Record<string, number> = {
          A: i,
          B: i,
          C: (i + day) % 4,
          D: (i * 3 + day) % 4,
        };
        for (const [who, hour] of Object.entries(order)) {
          const where = own === '' ? place : own + who;
          presences.push(at(who, where, start + hour, start + hour + 1));
        }
      });
    }
    const meetings = findMeetings(presences, { window: HOUR, minMembers: 2 });
    const found = meetingChances(meetings, presences, HOUR);
    const pair = found.find(({ members }) => members.join('') === 'AB');
    // Each hour both are on the square with chance ¼; 1 − ¾⁴ of the days.
    expect([pair?.days, pair?.met]).toEqual([12, 12]);
    expect(pair?.expected).toBeCloseTo(12 * (1 - 0.75 ** 4), 10);
  });
});

describe('a routine', () => {
  const place = (where: string, hour: number, week: number): Occasion => ({
    who: 'A',
    place: where,
    hour,
    week,
  });
  const occasions = [
    ...[0, 1, 2, 3].map((week) => place('work', 9, week)),
    ...[0, 1, 2, 3].map((week) => place('home', 20, week)),
    place('gym', 20, 4),
  ];
  const routine = new Routine(occasions, 1);

  it('is counted in other weeks: by hand', () => {
    // Week 4 left out: n = 8, n(home) = 4, n(20) = 4, n(20, home) = 4, a = 1.
    const home = place('home', 20, 4);
    expect(routine.chance(home)).toBeCloseTo((4 + 4 / 9) / 5, 12);
    // The gym was in week 4 only: the chance of any new place.
    expect(routine.chance(place('gym', 20, 4))).toBeCloseTo(1 / 9 / 5, 12);
    // At an hour without data, the places of all hours.
    expect(routine.chance(place('work', 3, 4))).toBeCloseTo(4 / 9, 12);
    expect(routine.usualPlace(home)).toBe('home');
    expect(routine.usualPlace(place('', 3, 0))).toBeNull();
    expect(() => new Routine([], 0)).toThrow(/prior of 0/);
  });

  it('gives chances that sum to one over known places and new ones', () => {
    const visits = fc.array(
      fc.record({
        who: fc.constant('A'),
        place: fc.constantFrom('a', 'b', 'c'),
        hour: fc.nat(2),
        week: fc.nat(3),
      }),
    );
    fc.assert(
      fc.property(
        visits,
        fc.nat(2),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (list, hour, prior) => {
          const known = new Routine(list, prior);
          const seen = ['a', 'b', 'c'].filter((where) =>
            known.hasBeen({ who: 'A', place: where, week: 9 }),
          );
          const chances = [...seen, 'new'].map((where) =>
            known.chance({ who: 'A', place: where, hour, week: 9 }),
          );
          expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('is broken by absence, a new place and new company', () => {
    const company = occasions.map((at, i) => ({
      ...at,
      members: i === 8 ? ['A', 'Z'] : i < 4 ? ['A', 'B'] : ['A'],
    }));
    const found = findDeviations(company, [
      'absent',
      'novel_place',
      'novel_group',
    ]);
    expect(found.map(({ kind, occasion }) => [kind, occasion])).toEqual([
      ['absent', 8],
      ['novel_place', 8],
      ['novel_group', 8],
    ]);
    expect(found[0]?.usual).toBe('home');
    expect(found[0]?.p).toBeCloseTo(1 - (4 + 4 / 9) / 5, 12);
    expect(found[0]?.q).toBeCloseTo(1, 12);
    expect(found[2]?.p).toBeCloseTo(1 / 5, 12);
  });
});

describe('convoys', () => {
  it('are groups through several places, the largest and longest', () => {
    const presences = [
      ...['A', 'B', 'C'].flatMap((who) => [
        at(who, 'p', 0, 1),
        at(who, 'q', 1, 2),
      ]),
      at('A', 'r', 2, 3),
      at('B', 'r', 2, 3),
      at('C', 's', 2, 3),
      at('D', 's', 2, 3),
      at('D', 's', 5, 6),
    ];
    const found = findConvoys(presences, {
      window: HOUR,
      minMembers: 2,
      minPlaces: 2,
    });
    expect(
      found.map(({ members, places, to }) => [
        members.join(''),
        places.join(''),
        to / HOUR,
      ]),
    ).toEqual([
      ['AB', 'pqr', 3],
      ['ABC', 'pq', 2],
    ]);
  });
});

describe('gaps', () => {
  it('are much longer than usual', () => {
    expect(findGaps([0, 10, 20, 100, 110])).toEqual([
      { from: 20, to: 100, usual: 10 },
    ]);
    expect(findGaps([0, 10, 20, 100], { least: 81 })).toEqual([]);
    expect(findGaps([])).toEqual([]);
    expect(findGaps([5, 5, 5])).toEqual([]);
  });
});

describeShared(
  'a bus of Liverpool',
  'data/pol/liverpool_bus_route14_outbound.csv.gz',
  (path) => {
    it('stays at its stops, and no two buses are taken for one', () => {
      const [, ...lines] = gunzipSync(readFileSync(path))
        .toString('utf8')
        .trim()
        .split('\n');
      const fixes = lines.map((line, record): Fix => {
        const cells = line.replaceAll('"', '').split(',');
        return {
          who: cells[1] ?? '',
          time: Date.parse(`${(cells[3] ?? '').replace(' ', 'T')}Z`),
          lat: Number(cells[4]),
          lon: Number(cells[5]),
          record,
        };
      });
      expect(fixes).toHaveLength(1533);
      const stays = stayPoints(fixes, {
        radius: 30,
        min: MIN,
        maxGap: 3 * MIN,
      });
      expect(stays.length).toBeGreaterThan(20);
      for (const { who, records, from, to } of stays) {
        expect(records.every((record) => fixes[record]?.who === who)).toBe(
          true,
        );
        expect(to - from).toBeGreaterThanOrEqual(MIN);
      }
    });
  },
);

describeShared(
  'a workplace with face-to-face contacts',
  'data/pol/workplace_InVS15_tij.dat.gz',
  (path) => {
    it('has a meeting of two for every contact, joined while it lasts', () => {
      const lines = gunzipSync(readFileSync(path))
        .toString('utf8')
        .trim()
        .split('\n');
      expect(lines).toHaveLength(78_249);
      // A contact is a place of its own: who was there in that quarter of an hour.
      const presences = lines.slice(0, 4000).flatMap((line): Presence[] => {
        const [t = 0, i = 0, j = 0] = line.trim().split(/\s+/).map(Number);
        const stretch = { from: (t - 20) * 1000, to: t * 1000, records: [] };
        const place = `${Math.min(i, j)}-${Math.max(i, j)}`;
        return [
          { ...stretch, place, who: String(i) },
          { ...stretch, place, who: String(j) },
        ];
      });
      const meetings = findMeetings(presences, {
        window: 15 * MIN,
        minMembers: 2,
      });
      expect(meetings.every(({ members }) => members.length === 2)).toBe(true);
      const pairs = new Set(meetings.map(({ members }) => members.join('-')));
      expect(pairs.size).toBe(
        new Set(presences.map((presence) => presence.place)).size,
      );
    });
  },
);
