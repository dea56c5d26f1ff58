import { describe, expect, it } from 'vitest';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import { runQuery } from '#query/run-query.ts';

/** Relations as [time, members, role of each]. */
function timed(relations: [number, string, string?][]) {
  const builder = new HypergraphBuilder({ sequentialEdges: true });
  for (const [time, members, roles] of relations) {
    const edge = builder.addNextEdge();
    builder.setEdge(edge, 'time', time);
    Array.from(members).forEach((id, i) => {
      builder.addIncidence(edge, builder.addNode(id));
      const role = { h: 'head', t: 'tail' }[roles?.[i] ?? ''];
      if (role !== undefined) builder.setIncidence('role', role);
    });
  }
  return builder.build();
}

describe('walk', () => {
  const met = timed([
    [0, 'Aab'],
    [2, 'abc'],
    [1, 'bcB'],
    [3, 'bcB'],
    [4, 'cd'],
  ]);
  const ask = (args: string) =>
    runQuery(met, `match e: event($x) | walk(from: "A", to: "B", ${args})`)
      .rows;

  it('goes by as many shared members as asked', () => {
    expect(ask('s: 2, max: 4').map(([path]) => path)).toEqual([
      ['0', '1', '2'],
      ['0', '1', '3'],
    ]);
    expect(ask('s: 1, max: 2').map(([path]) => path)).toEqual([
      ['0', '2'],
      ['0', '3'],
    ]);
  });

  it('respects time, and names the members between', () => {
    expect(ask('s: 2, max: 4, time_respecting: true')).toEqual([
      [
        ['0', '1', '3'],
        ['a', 'b', 'c'],
        ['0', '1', '3'],
      ],
    ]);
  });

  it('minus couriers, as the tenth worked query has it', () => {
    const { rows } = runQuery(
      met,
      `let hop = (match e: event($x) | walk(from: "A", to: "B", s: 1, max: 3));
       from hop
       | minus (from hop | where any(via, contains(couriers, it)))
       | extend weight = 1 / length(path)
       | sort weight desc, path
       | limit 20`,
      { lists: new Map([['couriers', ['a']]]) },
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const [, via] of rows) expect(via).not.toContain('a');
    expect(rows[0]?.[2]).toBe(1);
  });

  it('knows its ends', () => {
    expect(() => ask('s: 0')).toThrow(/s is 0/);
    expect(() =>
      runQuery(met, 'from event | walk(from: "Z", to: "B")'),
    ).toThrow(/no node "Z"/);
  });
});

describe('reach', () => {
  it('needs every input of a reaction', () => {
    const reactions = timed([
      [0, 'abc', 'tth'],
      [0, 'cd', 'th'],
      [0, 'xd', 'th'],
    ]);
    const ask = (seeds: string) =>
      runQuery(reactions, `from event | reach(seeds: ${seeds})`).rows.map(
        (row) => row.slice(0, 2),
      );
    expect(ask('["a"]')).toEqual([['a', 0]]);
    expect(ask('["a", "b"]')).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1],
      ['d', 2],
    ]);
  });
});

/** Sixty log-ons of pairs that belong together, and one that does not. */
function logons() {
  const relations: [number, string][] = [];
  for (let i = 0; i < 60; i++)
    relations.push([i * 3_600_000, i % 2 ? 'ab' : 'cd']);
  relations.push([61 * 3_600_000, 'ad']);
  return timed(relations);
}

describe('score and reasons', () => {
  it('put the odd one first and say why', () => {
    const { rows, columns } = runQuery(
      logons(),
      'from event | score(model: "surprise") | reasons(top: 2) | limit 1',
    );
    expect(columns).toEqual([
      'event',
      'score',
      'p',
      'q',
      'why',
      'reasons',
      'evidence',
    ]);
    expect(rows[0]?.[0]).toBe('60');
    expect(rows[0]?.[4]).toMatch(/\w/);
    expect((rows[0]?.[5] as unknown[]).length).toBeLessThanOrEqual(2);
  });

  it('judge by a baseline', () => {
    const { rows } = runQuery(
      logons(),
      'from event during last 2h | score(model: "combined", baseline: "1970-01-01/1970-01-03")',
    );
    expect(rows[0]?.[0]).toBe('60');
    expect(() =>
      runQuery(logons(), 'from event | score(baseline: "later")'),
    ).toThrow(/no stretch/);
    expect(() => runQuery(logons(), 'from event | score(over: [x])')).toThrow(
      /no role x/,
    );
  });
});

describe('compare and restrict', () => {
  it('show what changed, and what is gone', () => {
    const data = timed([
      [0, 'ab'],
      [1, 'ac'],
      [2, 'bc'],
      [10, 'ab'],
      [11, 'ad'],
    ]);
    const { rows } = runQuery(
      data,
      `let before = (match e: event($x) during ["1970-01-01", "1970-01-01T00:00:00.005Z") | group by $x agg n = count());
       match e: event($x) during ["1970-01-01T00:00:00.005Z", "1970-01-02")
       | group by $x agg n = count() | compare(to: before) | sort $x`,
    );
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['a', 2, 2, 0],
      ['b', 1, 2, -1],
      ['c', 0, 2, -2],
      ['d', 1, 0, 1],
    ]);
    const kept = runQuery(
      data,
      'match e: event($x* 2..) | restrict(to: {"a", "b"})',
    );
    expect(kept.rows.map(([id]) => id)).toEqual(['0', '3']);
  });
});
