import { describe, expect, it } from 'vitest';
import { bytesSource } from '#formats/byte-source.ts';
import type { ReadResult } from '#formats/format.ts';
import { readSource } from '#formats/read-source.ts';
import type { TableMapping } from '#formats/table-mapping.ts';

const encoder = new TextEncoder();

async function read(
  text: string,
  mapping: TableMapping = {},
): Promise<ReadResult> {
  const source = bytesSource('t.csv', encoder.encode(text));
  return readSource(source, { mapping });
}

/** Members by hyperedge, in input order. */
async function edgesOf(
  text: string,
  mapping?: TableMapping,
): Promise<Record<string, string[]>> {
  const { hypergraph: h } = await read(text, mapping);
  const edges: Record<string, string[]> = {};
  for (let edge = 0; edge < h.edgeCount; edge++) {
    edges[h.edgeIds.textAt(edge)] = Array.from(h.edgeMembers(edge), (node) =>
      h.nodeIds.textAt(node),
    );
  }
  return edges;
}

const LOGONS = `time,user,host,process,bytes,edge label
2026-11-10T03:11:05Z,ann,ws1,ssh,10,x
2026-11-10T03:12:00Z,bob,ws1,ssh,20,x
2026-11-10T03:24:00Z,ann,ws2,rdp,30,y
`;

describe('rows that are hyperedges', () => {
  it('take the row number as id and one column as members', async () => {
    expect(await edgesOf(LOGONS, { node: ['user'] })).toEqual({
      0: ['ann'],
      1: ['bob'],
      2: ['ann'],
    });
  });

  it('name members by column where there are several, with the kind', async () => {
    const { hypergraph: h } = await read(LOGONS, { node: ['user', 'host'] });
    const members = h.edgeMembers(0);
    expect(Array.from(members, (n) => h.nodeIds.textAt(n))).toEqual([
      'user:ann',
      'host:ws1',
    ]);
    expect(Array.from(members, (n) => h.nodeProperties.get('kind', n))).toEqual(
      ['user', 'host'],
    );
  });

  it('split cells, and leave empty parts and cells out', async () => {
    const text = 'who,n\n"a;b , c;",1\n,2\n';
    expect(await edgesOf(text, { node: ['who'], split: ';,' })).toEqual({
      0: ['a', 'b', 'c'],
      1: [],
    });
  });

  it('keep numbers for rows that were rejected', async () => {
    const { hypergraph: h, rejected } = await read(
      'who,w\na,1\nb,much\nc,3\n',
      { node: ['who'], weight: 'w' },
    );
    expect([h.edgeIds.textAt(0), h.edgeIds.textAt(1)]).toEqual(['0', '2']);
    expect(rejected.rows).toEqual([
      {
        file: 't.csv',
        line: 3,
        column: 3,
        reason: 'the weight "much"',
        expected: 'a number',
      },
    ]);
  });

  it('carry time, weight, role and kept columns', async () => {
    const { hypergraph: h } = await read(LOGONS, {
      node: ['user'],
      time: 'time',
      weight: 'bytes',
      role: 'process',
      keep: ['host', 'bytes'],
    });
    expect(h.edgeProperties.row(2)).toEqual({
      time: Date.UTC(2026, 10, 10, 3, 24),
      host: 'ws2',
      bytes: 30,
    });
    expect(h.incidencesByEdge().row(1)).toEqual({ weight: 20, role: 'ssh' });
  });
});

describe('rows that are grouped', () => {
  it('make one hyperedge of equal keys', async () => {
    const mapping = { edge: ['host'], node: ['user'], time: 'time' };
    const { hypergraph: h } = await read(LOGONS, mapping);
    expect(h.edgeIds.textAt(0)).toBe('ws1');
    expect(h.edgeProperties.row(0)).toEqual({
      time: Date.UTC(2026, 10, 10, 3, 11, 5),
      end: Date.UTC(2026, 10, 10, 3, 12),
      row: 0,
    });
    expect(h.edgeProperties.get('row', 1)).toBe(2);
  });

  it('join several key values by |, and never confuse them', async () => {
    const text = 'a,b,n\nx,y|z,1\nx|y,z,2\nx\\,y,3\nx|y,z,4\n,,5\nx,,6\n';
    const { hypergraph: h, rejected } = await read(text, {
      edge: ['a', 'b'],
      node: ['n'],
    });
    const ids = Array.from({ length: h.edgeCount }, (_, e) =>
      h.edgeIds.textAt(e),
    );
    expect(ids).toEqual(['x|y\\|z', 'x\\|y|z', 'x\\\\|y', 'x|']);
    expect(h.edgeMembers(1)).toHaveLength(2);
    expect(rejected.rows[0]).toMatchObject({ line: 6 });
  });

  it('add the window to the key', async () => {
    expect(
      await edgesOf(LOGONS, {
        edge: ['host', 'process'],
        node: ['user'],
        time: 'time',
        window: 600_000,
      }),
    ).toEqual({
      'ws1|ssh|2026-11-10T03:10:00Z': ['ann', 'bob'],
      'ws2|rdp|2026-11-10T03:20:00Z': ['ann'],
    });
  });

  it('are the window alone where there is no key', async () => {
    expect(
      await edgesOf(LOGONS, { node: ['user'], time: 'time', window: 3.6e6 }),
    ).toEqual({ '2026-11-10T03:00:00Z': ['ann', 'bob'] });
  });

  it('add weights of a repeated member, and count it once', async () => {
    const text = 'e,n,w\nx,a,1\nx,b,5\nx,a,2.5\n';
    const { hypergraph: h } = await read(text, {
      edge: ['e'],
      node: ['n'],
      weight: 'w',
    });
    expect(h.incidenceCount).toBe(2);
    expect(h.incidencesByEdge().column('weight')?.numbers()).toEqual(
      Float64Array.of(3.5, 5),
    );
  });

  it('keep the first value of a kept column', async () => {
    const text = 'e,n,c\nx,a,\nx,b,red\nx,c,blue\n';
    const { hypergraph: h } = await read(text, {
      edge: ['e'],
      node: ['n'],
      keep: ['c'],
    });
    expect(h.edgeProperties.get('c', 0)).toBe('red');
  });

  it('need a time for a window', async () => {
    await expect(
      read(LOGONS, { node: ['user'], window: 1000 }),
    ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('reject a row without a time where its window is wanted', async () => {
    const text = 'time,n\n,a\n2026-11-10,b\n';
    const { rejected, hypergraph } = await read(text, {
      node: ['n'],
      time: 'time',
      window: 86_400_000,
    });
    expect(rejected.rows).toMatchObject([{ line: 2, reason: 'no time' }]);
    expect(hypergraph.edgeCount).toBe(1);
  });
});

describe('incidence lists', () => {
  it('are tables with the columns edge and node', async () => {
    expect(await edgesOf('edge,node\nx,a\nx,b\ny,a\nx,a\n')).toEqual({
      x: ['a', 'b'],
      y: ['a'],
    });
  });

  it('declare empty edges and isolated nodes', async () => {
    const { hypergraph: h, rejected } = await read(
      'node,edge\na,x\n,y\nb,\n,\n',
    );
    expect([h.edgeCount, h.nodeCount, h.incidenceCount]).toEqual([2, 2, 1]);
    expect(rejected.rows).toMatchObject([{ line: 5 }]);
  });

  it('know weight, role and time, and who owns other columns', async () => {
    const { hypergraph: h } = await read(
      'edge,node,weight,direction,time,edge.label,node.kind,note\n' +
        'x,a,2,tail,100,L,user,hi\nx,b,,head,50,M,host,\n',
    );
    expect(h.networkType).toBe('directed');
    expect(h.edgeProperties.row(0)).toEqual({
      time: 50_000,
      end: 100_000,
      label: 'L',
    });
    expect(h.nodeProperties.row(1)).toEqual({ kind: 'host' });
    expect(h.incidencesByEdge().row(0)).toEqual({
      weight: 2,
      role: 'tail',
      note: 'hi',
    });
    expect(h.incidencesByEdge().row(1)).toEqual({ role: 'head' });
  });

  it('are grouped by window where one is asked for', async () => {
    const text = 'edge,node,time\nx,a,0\nx,b,100\nx,c,700\n';
    expect(await edgesOf(text, { time: 'time', window: 600_000 })).toEqual({
      'x|1970-01-01T00:00:00Z': ['a', 'b'],
      'x|1970-01-01T00:10:00Z': ['c'],
    });
  });
});

describe('tables without a mapping', () => {
  it('take names for members, the first times for times, and keep the rest', async () => {
    const { hypergraph: h, notes } = await read(LOGONS);
    expect(h.edgeCount).toBe(3);
    expect(h.edgeProperties.row(0)).toEqual({
      time: Date.UTC(2026, 10, 10, 3, 11, 5),
      bytes: 10,
    });
    expect(Array.from(h.edgeMembers(0), (n) => h.nodeIds.textAt(n))).toEqual([
      'user:ann',
      'host:ws1',
      'process:ssh',
      'edge label:x',
    ]);
    expect(notes.join('\n')).toMatch(/Members: the columns user, host/);
    expect(notes.join('\n')).toMatch(/time: ISO 8601/);
  });

  it('leave out columns whose values never repeat', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `event-${i},u${i % 7}`);
    const { hypergraph: h } = await read(`id,user\n${rows.join('\n')}\n`);
    expect(h.nodeCount).toBe(7);
    expect(h.edgeProperties.get('id', 3)).toBe('event-3');
  });

  it('ask for the members where nothing looks like names', async () => {
    await expect(read('t,i,j\n20,1,2\n40,1,3\n')).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringContaining('--node') as unknown,
    });
  });

  it('are empty hypergraphs where there are no rows', async () => {
    const { hypergraph: h } = await read('user,host\n');
    expect([h.edgeCount, h.nodeCount]).toEqual([0, 0]);
  });
});

describe('columns that are not there', () => {
  it('are named with those that are, and the nearest', async () => {
    await expect(read(LOGONS, { node: ['usr'] })).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message:
        't.csv has no column usr. Its columns are: time, user, host, process, bytes, edge label. Did you mean user?',
      details: { file: 't.csv', nearest: 'user' },
    });
  });

  it('are refused where two have the name', async () => {
    await expect(read('a,b,a\n1,2,3\n', { node: ['a'] })).rejects.toMatchObject(
      { code: 'INVALID_DATA' },
    );
  });

  it('are refused as times where they hold none', async () => {
    await expect(
      read(LOGONS, { node: ['user'], time: 'host' }),
    ).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringContaining('ws1') as unknown,
    });
  });
});

describe('kept columns', () => {
  it.each([
    ['1', '2', 'integer', [1, 2]],
    ['1.5', '-2', 'number', [1.5, -2]],
    ['007', '8', 'string', ['007', '8']],
    ['12345678901234567890', '1', 'string', ['12345678901234567890', '1']],
    ['true', 'false', 'boolean', [true, false]],
    ['yes', '', 'string', ['yes', null]],
    ['2026-11-10T00:00:00Z', '', 'timestamp', [Date.UTC(2026, 10, 10), null]],
    ['"[1,""a""]"', '{}', 'json', [[1, 'a'], {}]],
  ])('%s and %s are %s', async (first, second, type, expected) => {
    const { hypergraph: h } = await read(`n,c\na,${first}\nb,${second}\n`, {
      node: ['n'],
      keep: ['c'],
    });
    const column = h.edgeProperties.column('c');
    expect(column?.type).toBe(type);
    expect([column?.get(0), column?.get(1)]).toEqual(expected);
  });
});
