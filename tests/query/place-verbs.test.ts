import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { runQuery } from '#query/run-query.ts';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
/** Monday 7 September 2026. */
const MONDAY = Date.UTC(2026, 8, 7);

/** Corners some kilometres apart. */
const PLACES = {
  home: [53.4, -2.9],
  work: [53.5, -2.9],
  park: [53.4, -2.7],
  pier: [53.45, -3.05],
} as const;

/**
 * Six weeks of two people: at home by night, at work from 9 to 12 on weekdays,
 * both in one office; S-014 and S-201 at the pier on the last Friday at 10.
 */
function city() {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  const add = (
    who: string,
    time: number,
    place: keyof typeof PLACES,
    shift = 0,
  ): void => {
    const edge = builder.addNextEdge();
    const [lat, lon] = PLACES[place];
    builder.setEdge(edge, 'kind', 'fixes');
    builder.setEdge(edge, 'time', time);
    builder.setEdge(edge, 'lat', lat + shift);
    builder.setEdge(edge, 'lon', lon);
    const node = builder.addNode(who);
    builder.setNode(node, 'kind', 'person');
    builder.addIncidence(edge, node);
  };
  for (let week = 0; week < 6; week++) {
    for (let day = 0; day < 5; day++) {
      const nine = MONDAY + week * 7 * DAY + day * DAY + 9 * HOUR;
      for (const [i, who] of ['S-014', 'S-201', 'S-007'].entries()) {
        const isAway = week === 5 && day === 4 && i < 2;
        for (let minute = 0; minute < 180; minute += 10) {
          add(who, nine + minute * MIN, isAway ? 'pier' : 'work');
        }
        // Each at a home of their own, 300 m apart.
        for (let minute = 600; minute < 660; minute += 10) {
          add(who, nine + minute * MIN, 'home', i * 0.01);
        }
      }
    }
  }
  return builder.build();
}

const hypergraph = city();
const meetings =
  'from fixes | stays(radius: 150m, min: 10min, max_gap: 1h) | colocate(space: h3(9), window: 15min, min_members: 2)';

function ask(text: string): {
  columns: readonly string[];
  rows: readonly (readonly unknown[])[];
} {
  return runQuery(hypergraph, text);
}

describe('positions', () => {
  it('become stays', () => {
    const { columns, rows } = ask(
      'from fixes | stays(radius: 150m, min: 10min, max_gap: 1h) | where person == "S-014" | limit 2',
    );
    expect(columns).toEqual([
      'person',
      'start',
      'end',
      'lat',
      'lon',
      'evidence',
    ]);
    expect(rows[0]?.slice(0, 3)).toEqual([
      'S-014',
      '2026-09-07T09:00:00.000Z',
      '2026-09-07T11:50:00.000Z',
    ]);
    expect(rows[0]?.at(-1)).toHaveLength(18);
    expect(rows[1]?.[1]).toBe('2026-09-07T19:00:00.000Z');
  });

  it('become meetings: every day three at work, once two at the pier', () => {
    const { rows } = ask(`${meetings} | group by len(members) agg n = count()`);
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      [3, 29],
      [2, 1],
    ]);
  });

  it('become deviations: S-014 was absent, in a new place, in new company', () => {
    const { rows } = ask(
      `${meetings} | routine(by: hour_of_week, key: [person, place], prior: 1.0)
       | deviations(alpha: 0.2, adjust: "none", kind: ["absent", "novel_place", "novel_group"])
       | where person == "S-014"`,
    );
    const kinds = rows.map(([kind]) => kind);
    expect(new Set(kinds)).toEqual(
      new Set(['absent', 'novel_place', 'novel_group']),
    );
    for (const row of rows) {
      expect(String(row[4])).toMatch(/^2026-10-16/);
      expect(row[5]).toEqual(['S-014', 'S-201']);
    }
  });

  it('show the rendezvous off routine', () => {
    const { rows } = ask(
      `${meetings} | rendezvous(min: 15min, off_routine: 0.1)`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.[0]).toEqual(['S-014', 'S-201']);
  });

  it('show no convoy where nobody moves together', () => {
    const stays = 'from fixes | stays(radius: 150m, min: 10min, max_gap: 1h)';
    expect(
      ask(`${stays} | convoys(min_members: 2, min_cells: 2)`).rows,
    ).toEqual([]);
    const single = ask(`${stays} | convoys(min_members: 2, min_cells: 1)`);
    expect(single.rows).toHaveLength(30);
  });

  it('leave gaps', () => {
    const { rows, columns } = ask(
      'match f: fixes(person: $p) | gaps(min: 12h) | where $p == "S-007" | limit 1',
    );
    expect(columns).toEqual(['$p', 'start', 'end', 'usual', 'evidence']);
    expect(rows[0]?.slice(0, 4)).toEqual([
      'S-007',
      '2026-09-07T19:50:00.000Z',
      '2026-09-08T09:00:00.000Z',
      10 * MIN,
    ]);
  });

  it('say what is wrong', () => {
    expect(() => ask('from person | stays()')).toThrow(/column of relations/);
    expect(() => ask('from fixes | stays(radius: 10min)')).toThrow(/duration/);
    expect(() => ask('from fixes | colocate()')).toThrow(
      /needs a column person/,
    );
    expect(() => ask('from fixes | stays() | colocate(space: 9)')).toThrow(
      /H3/,
    );
    expect(() => ask(`${meetings} | deviations(kind: ["odd"])`)).toThrow(/odd/);
  });
});

describe('beacons', () => {
  it('come back every minute', () => {
    const builder = new HypergraphBuilder({ sequentialEdges: true });
    const contact = (time: number, ...ids: string[]): void => {
      const edge = builder.addNextEdge();
      builder.setEdge(edge, 'time', time);
      for (const id of ids) {
        const node = builder.addNode(id);
        builder.setNode(node, 'kind', id.startsWith('h') ? 'host' : 'dst');
        builder.addIncidence(edge, node);
      }
    };
    for (let i = 0; i < 20; i++) contact(i * MIN + (i % 3) * 1000, 'h1', 'bad');
    for (let i = 0; i < 20; i++) contact(i * i * MIN, 'h2', 'good');
    const { rows, columns } = runQuery(
      builder.build(),
      'match e: event(host: $h, dst: $d) | beacons(period: [10s, 1d], jitter: 0.1)',
    );
    expect(columns.slice(0, 3)).toEqual(['$h', '$d', 'period']);
    expect(rows.map(([host, dst]) => [host, dst])).toEqual([['h1', 'bad']]);
    expect(rows[0]?.[2]).toBe(61_000);
  });
});
