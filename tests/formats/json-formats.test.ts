import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hifReader } from '#formats/hif.ts';
import { jsonReader, jsonWriter } from '#formats/json.ts';
import { jsonlReader } from '#formats/jsonl.ts';
import { jsonlWriter } from '#formats/jsonl-writer.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { snapshotOf } from '../support/hypergraph-snapshot.ts';
import { messageOf, readText, writtenText } from '../support/read-text.ts';

describe('JSON', () => {
  it('reads a dictionary in file order', async () => {
    const text = '{"10": ["a", 1, "1"], "2": [], "__proto__": ["a"]}';
    const { hypergraph } = await readText(jsonReader, text);
    const { edges, nodes, incidences } = snapshotOf(hypergraph);
    expect([...edges.keys()]).toEqual(['"10"', '"2"', '"__proto__"']);
    expect([...nodes.keys()]).toEqual(['"a"', '1', '"1"']);
    expect(incidences.size).toBe(4);
  });

  it('reads a list of lists, and of records', async () => {
    const text =
      '[["a"], {"members": ["b", {"node": "c", "weight": 2}], "colour": "red"}, {"edge": "E", "nodes": [1], "time": "2020-01-01T00:00:00Z"}, {"node": "c", "kind": "host"}, {"edge": "E", "node": "z", "weight": 3}]';
    const { hypergraph, rejected } = await readText(jsonReader, text);
    expect(rejected.rows).toEqual([]);
    const { edges, nodes, incidences } = snapshotOf(hypergraph);
    expect(Object.fromEntries(edges)).toEqual({
      '"0"': {},
      '"1"': { colour: 'red' },
      '"E"': { time: Date.UTC(2020, 0, 1) },
    });
    expect(nodes.get('"c"')).toEqual({ kind: 'host' });
    expect(incidences.get('"1" "c"')).toEqual({ weight: 2 });
    expect(incidences.get('"E" "z"')).toEqual({ weight: 3 });
  });

  it('keeps integers beyond 2^53 as text', async () => {
    const text = '[[9007199254740993, 9007199254740992, 9007199254740991]]';
    const { hypergraph } = await readText(jsonReader, text);
    expect([0, 1, 2].map((node) => hypergraph.nodeIds.idAt(node))).toEqual([
      '9007199254740993',
      '9007199254740992',
      9007199254740991,
    ]);
  });

  it('rejects what is no relation, with its place', async () => {
    const text =
      '{"A": ["a"], "B": 3,\n "C": ["a", 1.5], "A": ["b"], "D": [{"name": 1}]}';
    const { hypergraph, rejected } = await readText(jsonReader, text);
    expect(hypergraph.edgeCount).toBe(1);
    expect(
      rejected.rows.map(({ line, column, reason }) => [line, column, reason]),
    ).toEqual([
      [1, 19, '3 for the hyperedge B'],
      [2, 13, '1.5 as a member'],
      [2, 19, 'the hyperedge A again'],
      [2, 37, 'an object as a member'],
    ]);
    expect(await messageOf(readText(jsonReader, text, { strict: true }))).toBe(
      'f:1:19: 3 for the hyperedge B; expected a list of its members.',
    );
  });

  it('round-trips members and says what it leaves out', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHypergraph(), async (hypergraph) => {
        const text = await writtenText(jsonWriter, hypergraph);
        expect(() => JSON.parse(text) as unknown).not.toThrow();
        const again = (await readText(jsonReader, text)).hypergraph;
        const first = snapshotOf(hypergraph);
        const second = snapshotOf(again);
        const losses = jsonWriter.losses(hypergraph).join(' ');
        if (losses === '') expect(second).toEqual(first);
        if (losses.includes('equal to others')) return;
        const asText = (keys: Iterable<string>): string[] =>
          Array.from(keys, (key) => key.replaceAll('"', '')).sort();
        expect(asText(second.incidences.keys())).toEqual(
          asText(first.incidences.keys()),
        );
        expect(second.edges.size).toBe(first.edges.size);
      }),
    );
  });
});

describe('JSON lines', () => {
  it('reads every form of a relation', async () => {
    const lines = [
      '["a", "b"]',
      '',
      '{"edge": 7, "members": ["a"], "colour": "red", "none": null}',
      '{"id": "x", "nodes": ["c"]}',
      '{"edge": "x", "node": "d", "role": "head"}',
      '{"edge": "y"}',
      '{"node": "z", "kind": "host"}',
    ];
    const { hypergraph, rejected } = await readText(
      jsonlReader,
      lines.join('\r\n'),
      {},
      3,
    );
    expect(rejected.rows).toEqual([]);
    const { edges, nodes, incidences } = snapshotOf(hypergraph);
    expect(Object.fromEntries(edges)).toEqual({
      '"0"': {},
      '7': { colour: 'red' },
      '"x"': {},
      '"y"': {},
    });
    expect(nodes.get('"z"')).toEqual({ kind: 'host' });
    expect(incidences.get('"x" "d"')).toEqual({ role: 'head' });
    expect(incidences.size).toBe(5);
  });

  it('rejects broken lines and reads on', async () => {
    const lines = [
      '["a"]',
      '{"edge": 1, "members": ["b"',
      '{"edge": 1, "members": ["b"]} 5',
      '[1], [2]',
      '{"edge": true, "members": []}',
      '{"edge": 1, "edge": 2, "members": []}',
      '{"colour": "red"}',
      '7',
      '["\u0000"]',
      '["c"]',
      '["a"]',
    ];
    const text = lines.join('\n');
    const { hypergraph, rejected } = await readText(jsonlReader, text);
    const ids = [0, 1, 2].map((edge) => hypergraph.edgeIds.idAt(edge));
    expect(ids).toEqual(['0', '9', '10']);
    expect(
      rejected.rows.map(({ line, column, reason }) => [line, column, reason]),
    ).toEqual([
      [2, 28, 'unexpected end'],
      [3, 31, 'unexpected "5"'],
      [4, 1, 'more than one value in the line'],
      [5, 10, '"edge" is true'],
      [6, 13, 'the key "edge" again in the same object'],
      [7, 1, 'an object without members'],
      [8, 1, '7 as a record'],
      [9, 2, 'a control character in a string'],
    ]);
    expect(
      await messageOf(readText(jsonlReader, text, { strict: true })),
    ).toMatch(/^f:2:28: /);
  });

  it('bounds depth and length of lines', async () => {
    const limits = { ...defaultReadLimits, depth: 5, recordBytes: 200 };
    const deep = `["a"]\n${'['.repeat(9)}${']'.repeat(9)}\n["b"]`;
    const { hypergraph, rejected } = await readText(jsonlReader, deep, {
      limits,
    });
    expect(hypergraph.edgeCount).toBe(2);
    expect(rejected.rows[0]?.reason).toContain('more than 5 levels');
    const long = `["a"]\n["${'x'.repeat(300)}"]\n`;
    expect(await messageOf(readText(jsonlReader, long, { limits }))).toContain(
      'f:2:1: a line longer than 200 bytes',
    );
  });

  it('reads a table with a mapping, cells as lists of members', async () => {
    const lines = [
      '{"ts": "2020-01-01T00:00:00Z", "user": "u1", "hosts": ["h1", "h2"], "n": 1, "big": 9007199254740993}',
      '{"ts": "2020-01-01T00:00:01Z", "user": "u2", "hosts": [], "n": 2, "deep": {"port": 22}}',
      '{"user": "u3", "hosts": "h1", "n": "x"}',
      '[1]',
    ];
    const mapping = {
      node: ['user', 'hosts', 'deep.port'],
      time: 'ts',
      keep: ['n', 'big'],
    };
    const { hypergraph, rejected } = await readText(
      jsonlReader,
      lines.join('\n'),
      { mapping },
    );
    const { edges, nodes, incidences } = snapshotOf(hypergraph);
    expect([...nodes.keys()]).toEqual([
      '"user:u1"',
      '"hosts:h1"',
      '"hosts:h2"',
      '"user:u2"',
      '"deep.port:22"',
      '"user:u3"',
    ]);
    expect(edges.get('"0"')).toEqual({
      time: Date.UTC(2020, 0, 1),
      n: 1,
      big: '9007199254740993',
    });
    expect(edges.get('"2"')).toEqual({ n: 'x' });
    expect(incidences.size).toBe(7);
    expect(rejected.rows).toMatchObject([
      { line: 4, column: 1, reason: 'a list as a row' },
    ]);
  });

  it('groups rows by a key and keeps integer ids', async () => {
    const text = '{"g": "A", "m": [1, "1"]}\n{"g": "A", "m": [2, null, ""]}\n';
    const mapping = { edge: ['g'], node: ['m'] };
    const { hypergraph } = await readText(jsonlReader, text, { mapping });
    expect([...snapshotOf(hypergraph).incidences.keys()]).toEqual([
      '"A" 1',
      '"A" "1"',
      '"A" 2',
    ]);
  });

  it('says which column of a table is missing', async () => {
    const message = await messageOf(
      readText(jsonlReader, '{"a": 1}\n', { mapping: { node: ['b'] } }),
    );
    expect(message).toContain('f has no column b. Its columns are: a.');
  });

  it('round-trips any hypergraph with its properties', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryHypergraph({
          propertyNames: [
            'colour',
            'size',
            'weight',
            '__proto__',
            'id',
            'nodes',
          ],
        }),
        async (hypergraph) => {
          const text = await writtenText(jsonlWriter, hypergraph);
          const { hypergraph: again, rejected } = await readText(
            jsonlReader,
            text,
          );
          expect(rejected.rows).toEqual([]);
          const ignore =
            jsonlWriter.losses(hypergraph).length > 0 ? ['nodes'] : [];
          expect(snapshotOf(again, { ignore })).toEqual(
            snapshotOf(hypergraph, { ignore }),
          );
        },
      ),
    );
  });
});

describe('detection of JSON formats', () => {
  const readers = [hifReader, jsonReader, jsonlReader];
  const best = (text: string, name = 'x'): string | undefined => {
    const head = new TextEncoder().encode(text);
    const [first] = readers
      .map((reader) => ({ reader, sure: reader.detect(head, name) }))
      .filter(({ sure }) => sure > 0)
      .sort((a, b) => b.sure - a.sure);
    return first?.reader.name;
  };

  it.each([
    ['{"incidences": []}', 'hif'],
    ['{"nodes": [{"node": 1}], "incidences": [{"ed', 'hif'],
    ['{}', 'hif'],
    ['{"A": ["a"], "B": []}', 'json'],
    ['{\n  "A": [\n    "a"\n  ]\n}', 'json'],
    ['[["a", "b"], ["c"]]', 'json'],
    ['[\n["a"],\n["b"]\n]', 'json'],
    ['[]', 'json'],
    ['["a", "b"]\n["c"]\n', 'jsonl'],
    ['{"edge": 1, "members": ["a"]}\n', 'jsonl'],
    ['{"user": "u", "host": "h"}\n{"user": "v", "ho', 'jsonl'],
    ['edge,node\na,b', undefined],
    ['', undefined],
  ])('%j is %s', (text, format) => {
    expect(best(text)).toBe(format);
  });
});

describe('a file of another kind', () => {
  it.each([
    [
      jsonReader,
      '{"type": "bundle", "id": 3}',
      'f:1:10: the text "bundle" for the hyperedge type; expected a list of its members.',
    ],
    [
      jsonReader,
      '[1, 2]',
      'f:1:2: 1 as a record; expected a list of members, or an object.',
    ],
    [
      jsonlReader,
      'edge,node\na,b\n',
      'f:1:1: unexpected "edge"; expected a value.',
    ],
  ])('is refused, not read as nothing: %#', async (reader, text, message) => {
    expect(await messageOf(readText(reader, text))).toBe(message);
  });
});

describe('records that name their values', () => {
  it('are refused before they fill the memory with columns', async () => {
    const limits = { ...defaultReadLimits, columns: 10 };
    const rows = Array.from({ length: 20 }, (_, i) => i);
    const lines = rows.map((i) => `{"edge": ${i}, "p${i}": 1}`).join('\n');
    expect(await messageOf(readText(jsonlReader, lines, { limits }))).toContain(
      'f:11:1: more than 10 different properties',
    );
    const nodes = rows.map((i) => `{"node": ${i}, "attrs": {"p${i}": 1}}`);
    const hif = `{"incidences": [], "nodes": [\n${nodes.join(',\n')}]}`;
    expect(await messageOf(readText(hifReader, hif, { limits }))).toContain(
      'f:12:1: more than 10 different attributes',
    );
  });
});
