import { describe, expect, it } from 'vitest';
import type { PolyadError } from '#errors/polyad-error.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import {
  runQuery,
  type QueryCell,
  type QueryOptions,
} from '#query/run-query.ts';

const HOUR = 3_600_000;

/** id, kind, hour, properties, members by role. */
type Record_ = [
  string,
  string,
  number,
  Record<string, string | number>,
  Record<string, string>,
];

const RECORDS: Record_[] = [
  [
    'l1',
    'logon',
    0,
    { result: 'failure' },
    { user: 'ann', src: 'a', host: 'b' },
  ],
  [
    'l2',
    'logon',
    0.1,
    { result: 'failure' },
    { user: 'ann', src: 'a', host: 'b' },
  ],
  [
    'l3',
    'logon',
    0.2,
    { result: 'success' },
    { user: 'ann', src: 'a', host: 'b' },
  ],
  [
    'l4',
    'logon',
    0.3,
    { result: 'success' },
    { user: 'ann', src: 'b', host: 'c' },
  ],
  [
    'l5',
    'logon',
    5,
    { result: 'success' },
    { user: 'bob', src: 'b', host: 'c' },
  ],
  ['m1', 'mfa', 0.15, {}, { user: 'bob' }],
  ['x1', 'exec', 6, { bytes: 10 }, { host: 'b', process: 'p' }],
  ['x2', 'exec', 6.1, { bytes: 30 }, { host: 'c', process: 'p' }],
  ['x3', 'exec', 9, { bytes: 20 }, { host: 'd', process: 'p' }],
];

function build() {
  const builder = new HypergraphBuilder();
  for (const [id, kind, hour, properties, members] of RECORDS) {
    const edge = builder.addEdge(id);
    const all = { kind, time: hour * HOUR, ...properties };
    for (const [name, value] of Object.entries(all)) {
      builder.setEdge(edge, name, value);
    }
    for (const [role, node] of Object.entries(members)) {
      builder.addIncidence(edge, builder.addNode(node));
      builder.setIncidence('role', role);
    }
  }
  return builder.build();
}

const hypergraph = build();

function ask(
  text: string,
  options?: QueryOptions,
): Record<string, QueryCell>[] {
  const { columns, rows } = runQuery(hypergraph, text, options);
  return rows.map((row) =>
    Object.fromEntries(row.map((cell, i) => [columns[i] ?? '', cell])),
  );
}

describe('match', () => {
  it('joins on a node, near in time, and says what supports it', () => {
    expect(
      ask(
        'match a: exec(host: "b", process: $p), b: exec(host: $h, process: $p) where b within 10min of a and $h != "b" | select $h, b.start',
      ),
    ).toEqual([
      {
        $h: 'c',
        'b.start': '1970-01-01T06:06:00.000Z',
        evidence: ['x1', 'x2'],
      },
    ]);
  });

  it('reads only the time asked for', () => {
    expect(ask('match e: *(_) during last 3h | select e')).toHaveLength(3);
    expect(
      ask(
        'match e: *(_) during ["1970-01-01T00:00", "1970-01-01T00:12") | select e',
      ).map(({ e }) => e),
    ).toEqual(['l1', 'l2', 'm1']);
    expect(
      ask(
        'match e: *(_) during last 1d every "FREQ=DAILY;BYHOUR=7" tz "Europe/Paris" | select e',
      ).map(({ e }) => e),
    ).toEqual(['x1', 'x2']);
  });

  it('takes members of a role as a set, and exactly those', () => {
    expect(ask('match e: mfa(user: $u* 1..) exact | select $u')).toEqual([
      { $u: ['bob'], evidence: ['m1'] },
    ]);
    expect(ask('match e: logon(user: $u) exact')).toEqual([]);
  });

  it('knows a relation that is not there', () => {
    expect(
      ask(
        'match e: logon(user: $u) where not exists (match mfa(user: $u)) | group by $u agg n = count()',
      ),
    ).toEqual([{ $u: 'ann', n: 4, evidence: ['l1', 'l2', 'l3', 'l4'] }]);
  });

  it('groups, sorts and limits', () => {
    expect(
      ask(
        'match e: logon(user: $u, host: $h) | group by $h agg n = count(), who = collect($u), rate = count() / count_distinct($u) | sort n desc | limit 1',
      ),
    ).toEqual([
      { $h: 'b', n: 3, who: ['ann'], rate: 3, evidence: ['l1', 'l2', 'l3'] },
    ]);
  });

  it('is three-valued about what is missing', () => {
    expect(ask('match e: *(_) where bytes > 5 | select e')).toHaveLength(3);
    expect(ask('match e: *(_) where not (bytes > 15) | select e')).toHaveLength(
      1,
    );
    expect(ask('match e: *(_) where bytes == null')).toEqual([]);
  });
});

describe('sequence', () => {
  const steps =
    'fail: logon(user: $u, src: $s, host: $h) { result == "failure" } repeat 2.. ' +
    'then ok: logon(user: $u, src: $s, host: $h) { result == "success" } ';

  it('finds steps in order, with what must not happen between', () => {
    expect(
      ask(
        `sequence by $u within 30min ${steps} without mfa(user: $u) then within 10min lat: logon(user: $u, src: $h, host: $h2) where $h != $h2 | select $u, $h2, fail, lat.start`,
      ),
    ).toEqual([
      {
        $u: 'ann',
        $h2: 'c',
        fail: ['l1', 'l2'],
        'lat.start': '1970-01-01T00:18:00.000Z',
        evidence: ['l1', 'l2', 'l3', 'l4'],
      },
    ]);
  });

  it('is refused by too few, too late, or something between', () => {
    expect(
      ask(`sequence by $u within 30min ${steps.replace('2..', '3..')}`),
    ).toEqual([]);
    expect(ask(`sequence by $u within 11min ${steps}`)).toEqual([]);
    expect(
      ask(
        `sequence a: logon(user: $u) { result == "failure" } without mfa(user: $w) then b: logon(user: $u) { result == "success" } | select a, b`,
      ),
    ).toEqual([]);
  });

  it('takes a repeated last step as runs', () => {
    expect(
      ask('sequence within 1h e: logon(user: $u) repeat 2..  | select $u, e'),
    ).toEqual([
      {
        $u: 'ann',
        e: ['l1', 'l2', 'l3', 'l4'],
        evidence: ['l1', 'l2', 'l3', 'l4'],
      },
    ]);
  });
});

describe('names without their kind', () => {
  const builder = new HypergraphBuilder();
  for (const [edge, user] of ['ann', 'bob'].entries()) {
    builder.addEdge(String(edge));
    for (const [kind, id] of [
      ['user', user],
      ['host', 'web'],
      ['item', 'ann'],
    ]) {
      const node = builder.addNode(`${kind}:${id}`);
      builder.setNode(node, 'kind', kind ?? '');
      builder.addIncidence(edge, node);
    }
  }
  const table = builder.build();
  const rows = (text: string) => runQuery(table, text).rows;

  it('mean the node of the kind', () => {
    expect(rows('match e: *(user: "ann") | select e')).toEqual([['0', ['0']]]);
    expect(
      rows('match e: *(user: $u) where $u == "ann" | select $u.name'),
    ).toEqual([['ann', ['0']]]);
    expect(
      rows('match e: *(user: $u) where $u not in {"ann"} | select $u'),
    ).toEqual([['user:bob', ['1']]]);
    expect(
      rows(
        'match e: *(user: "user:ann", host: $h) where members(e, host) in {"web"} | select $h',
      ),
    ).toHaveLength(1);
    expect(rows('match e: *(user: "nobody")')).toEqual([]);
  });
});

describe('from and let', () => {
  it('reads nodes of a role, lists and named queries', () => {
    expect(ask('from process')).toEqual([{ process: 'p', evidence: [] }]);
    const lists = new Map([['seen', ['p', 'q']]]);
    expect(ask('from seen', { lists }).map(({ seen }) => seen)).toEqual([
      'p',
      'q',
    ]);
    expect(
      ask(
        'let rare = (from host | where degree(host) <= 1); match x: exec(host: $h) where $h in rare | select $h',
      ),
    ).toEqual([{ $h: 'd', evidence: ['x3'] }]);
    expect(
      ask('let n = 20; from exec | where bytes >= n | select id'),
    ).toHaveLength(2);
  });

  it('unites, subtracts and intersects', () => {
    const of = (word: string) =>
      ask(
        `from exec | where bytes > 5 | ${word} (from exec | where bytes < 25) | select id`,
      ).map(({ id }) => id);
    expect(of('minus')).toEqual(['x2']);
    expect(of('intersect')).toEqual(['x1', 'x3']);
    expect(of('union')).toHaveLength(3);
  });

  it('counts by time, and draws by seed', () => {
    expect(
      ask('from exec | timeline(every: 1h)').map(({ count }) => count),
    ).toEqual([2, 0, 0, 1]);
    expect(ask('from logon | sample(2)')).toEqual(
      ask('from logon | sample(2)'),
    );
    expect(ask('from logon | sample(n: 2, seed: 4)')).toHaveLength(2);
  });
});

describe('faults are told before anything is done', () => {
  it.each([
    ['match e: logn(user: $u)', 1, 7, 'logon'],
    ['match e: logon(usr: $u)', 1, 16, 'user'],
    ['match e: logon(user: $u) where e.resul == "x"', 1, 34, 'result'],
    ['match e: logon(user: $u) where e.start > 5min', 1, 42, undefined],
    ['match e: logon(user: $u) where duration(e) > 5km', 1, 32, undefined],
    ['match e: logon(user: $u) | where $x == "a"', 1, 34, '$u'],
    ['from exec | tmeline(every: 1h)', 1, 13, 'timeline'],
    ['from exec | timeline(evry: 1h)', 1, 22, 'every'],
    ['from exec | timeline(every: 1km)', 1, 29, undefined],
    ['from exec | where id matches "(a+)+$"', 1, 30, undefined],
    ['from exec | group by id agg n = bytes', 1, 33, undefined],
    ['from exec | where siz(exec) > 1', 1, 19, 'size'],
    ['from exec | union (from host)', 1, 20, undefined],
    ['match e: exec(_), e: exec(_)', 1, 19, undefined],
    [
      'match e: exec(_) during last 1h every "FREQ=DAILY;COUNT=3"',
      1,
      18,
      undefined,
    ],
    [
      'match e: exec(_) during last 1h every "FREQ=DAILY" tz "Mars/One"',
      1,
      18,
      undefined,
    ],
  ])('%s', (text, line, column, suggestion) => {
    let error: PolyadError | undefined;
    try {
      runQuery(hypergraph, text);
    } catch (caught) {
      error = caught as PolyadError;
    }
    expect(error?.code).toBe('INVALID_ARGUMENT');
    expect([error?.details.line, error?.details.column]).toEqual([
      line,
      column,
    ]);
    expect(error?.details['suggestion']).toBe(suggestion);
  });
});

describe('budgets', () => {
  it('cut the answer and say why', () => {
    const cut = runQuery(hypergraph, 'match a: *($x), b: *($x)', {
      limits: { visits: 5 },
    });
    expect(cut.truncated).toBe(true);
    expect(cut.reason).toContain('5 relations');
    const few = runQuery(hypergraph, 'from event', { rows: 2 });
    expect([few.rows.length, few.truncated]).toEqual([2, true]);
  });

  it('a plan says how it would go', () => {
    const { columns, rows } = runQuery(
      hypergraph,
      'plan match b: exec(host: $h, process: $p), a: exec(host: "b", process: $p) | limit 3',
    );
    expect(columns).toEqual(['step', 'does', 'rows']);
    expect(rows.map(([, does]) => does)).toEqual([
      'match a: exec(host: "b", process: $p) by host',
      'match b: exec(host: $h, process: $p) by process',
      'limit 3',
    ]);
  });
});
