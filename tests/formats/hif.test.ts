import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import { hifReader } from '#formats/hif.ts';
import { REMAINDER } from '#formats/hif-record.ts';
import { hifWriter } from '#formats/hif-writer.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { snapshotOf } from '../support/hypergraph-snapshot.ts';
import { messageOf, readText, writtenText } from '../support/read-text.ts';
import { describeShared, hasShared, sharedPath } from '../support/shared.ts';

type Document = Record<string, JsonValue> & {
  incidences: JsonValue[];
  nodes?: JsonValue[];
  edges?: JsonValue[];
};

/** A document with its lists in an order that does not matter. */
function canonical(document: Document): Record<string, JsonValue> {
  const sorted = (list: JsonValue[] | undefined): JsonValue =>
    (list ?? []).map((record) => stable(record)).sort();
  return {
    ...document,
    incidences: sorted(document.incidences),
    ...(document.nodes && { nodes: sorted(document.nodes) }),
    ...(document.edges && { edges: sorted(document.edges) }),
  };
}

function stable(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${stable(inner)}`)
    .sort()
    .join()}}`;
}

async function roundTrip(text: string): Promise<Document> {
  const { hypergraph } = await readText(hifReader, text);
  return JSON.parse(await writtenText(hifWriter, hypergraph)) as Document;
}

async function expectLossless(text: string): Promise<void> {
  const before = JSON.parse(text) as Document;
  expect(canonical(await roundTrip(text))).toEqual(canonical(before));
}

function validator(): (document: unknown) => boolean {
  const schema = JSON.parse(
    readFileSync(sharedPath('data/misc/hif/hif_schema.json'), 'utf8'),
  ) as object;
  return new Ajv({ strict: false, allErrors: true }).compile(schema);
}

describe('HIF', () => {
  const read = async (text: string): Promise<Hypergraph> =>
    (await readText(hifReader, text)).hypergraph;

  it('keeps 1 and "1" apart, and ids in order of appearance', async () => {
    const hypergraph = await read(
      '{"edges": [{"edge": "z"}], "incidences": [{"edge": 1, "node": "1"}, {"edge": "1", "node": 1}, {"edge": "1", "node": "a"}]}',
    );
    expect([0, 1, 2].map((i) => hypergraph.edgeIds.idAt(i))).toEqual([
      'z',
      1,
      '1',
    ]);
    expect([0, 1, 2].map((i) => hypergraph.nodeIds.idAt(i))).toEqual([
      '1',
      1,
      'a',
    ]);
  });

  it('turns fields and attributes into columns', async () => {
    const hypergraph = await read(
      JSON.stringify({
        'network-type': 'directed',
        metadata: { name: 'x', deep: { list: [1, null] } },
        incidences: [
          { edge: 'e', node: 'a', weight: 2, direction: 'tail' },
          { edge: 'e', node: 'b', attrs: { role: 'boss', weight: 7, n: 1 } },
        ],
        nodes: [{ node: 'c', weight: 0.5, attrs: { kind: 'host' } }],
        edges: [{ edge: 'f', attrs: { time: 1000, weight: 'heavy' } }],
      }),
    );
    const { nodes, edges, incidences } = snapshotOf(hypergraph);
    expect(Object.fromEntries(nodes)).toEqual({
      '"a"': {},
      '"b"': {},
      '"c"': { weight: 0.5, kind: 'host' },
    });
    expect(edges.get('"f"')).toEqual({ time: 1000, 'attrs.weight': 'heavy' });
    expect(incidences.get('"e" "a"')).toEqual({ weight: 2, role: 'tail' });
    expect(incidences.get('"e" "b"')).toEqual({
      role: 'boss',
      'attrs.weight': 7,
      n: 1,
    });
    expect(hypergraph.networkType).toBe('directed');
    expect(hypergraph.metadata).toMatchObject({
      name: 'x',
      deep: { list: [1, null] },
    });
    expect([...(hypergraph.edgeTimes() ?? [])]).toEqual([NaN, 1000]);
  });

  it.each([
    ['nothing but incidences', '{"incidences": []}'],
    [
      'every field, empty',
      '{"network-type":"asc","metadata":{},"nodes":[],"edges":[],"incidences":[]}',
    ],
    ['only some fields', '{"nodes":[],"incidences":[{"edge":1,"node":2}]}'],
    [
      'an edge with head and tail in one node',
      '{"network-type":"directed","incidences":[{"edge":1,"node":2,"direction":"head","weight":3,"attrs":{"x":1}},{"edge":1,"node":2,"direction":"tail","weight":4}]}',
    ],
    [
      'repeated incidences',
      '{"incidences":[{"edge":1,"node":2},{"edge":1,"node":2},{"edge":1,"node":2,"weight":5},{"edge":1,"node":3}]}',
    ],
    [
      'repeated records',
      '{"incidences":[],"nodes":[{"node":1},{"node":1,"attrs":{"a":1}},{"node":1,"weight":2,"attrs":{"a":[2]}}],"edges":[{"edge":"e"},{"edge":"e"}]}',
    ],
    [
      'nulls and empty attrs',
      '{"incidences":[{"edge":1,"node":2,"attrs":{}},{"edge":1,"node":3,"attrs":{"a":null,"b":0}}],"nodes":[{"node":2,"attrs":{}},{"node":3,"attrs":{"n":null}}]}',
    ],
    [
      'plain records',
      '{"nodes":[{"node":"a"},{"node":"b"}],"incidences":[{"edge":1,"node":"b"},{"edge":2,"node":"a"}],"edges":[{"edge":2}]}',
    ],
    [
      'colliding attributes',
      '{"incidences":[{"edge":1,"node":2,"direction":"head","weight":1,"attrs":{"role":"tail","weight":2,"direction":3,"attrs.role":4,"attrs.weight":5,"hif.record":6}}],"edges":[{"edge":1,"attrs":{"time":"noon","end":1.5,"attrs.time":5,"hif.record":{"records":[]}}}],"nodes":[{"node":2,"attrs":{"kind":7,"attrs.kind":8}}]}',
    ],
    [
      'a role that looks like a direction',
      '{"incidences":[{"edge":1,"node":2,"attrs":{"role":"head"}},{"edge":1,"node":3,"attrs":{"role":"a|tail"}},{"edge":1,"node":4,"attrs":{"role":"a|b"}}]}',
    ],
    [
      'mixed types under one key',
      '{"incidences":[],"nodes":[{"node":1,"attrs":{"x":1}},{"node":2,"attrs":{"x":"1"}},{"node":3,"attrs":{"x":[1,{"y":null}]}},{"node":4,"attrs":{"x":false}}]}',
    ],
    [
      'metadata with our own key',
      '{"metadata":{"hif.record":{"fields":["nodes"]},"a":1},"incidences":[]}',
    ],
    [
      'prototype keys',
      '{"metadata":{"__proto__":1},"incidences":[{"edge":"__proto__","node":"constructor","attrs":{"__proto__":{"x":1},"toString":2}}]}',
    ],
    [
      'times in and out of range',
      '{"incidences":[],"edges":[{"edge":1,"attrs":{"time":-5,"end":9e15}},{"edge":2,"attrs":{"time":0.5}}]}',
    ],
  ])('loses nothing of %s', async (_, text) => {
    await expectLossless(text);
  });

  it('keeps every digit of numbers in attributes', async () => {
    const text =
      '{"incidences":[{"edge":1,"node":2,"attrs":{"n":12345678901234567890,"d":{"m":[9007199254740993]}}}]}';
    const { hypergraph } = await readText(hifReader, text);
    const written = await writtenText(hifWriter, hypergraph);
    expect(written).toContain('"n":12345678901234567890');
    expect(written).toContain('"d":{"m":[9007199254740993]}');
  });

  it('drops what it remembered where the columns have changed since', async () => {
    const { hypergraph } = await readText(
      hifReader,
      '{"incidences":[],"nodes":[{"node":1,"weight":1},{"node":1,"weight":2}]}',
    );
    const changed = hypergraph.withParts({
      nodeProperties: hypergraph.nodeProperties.without('weight'),
    });
    const written = await writtenText(hifWriter, changed);
    expect((JSON.parse(written) as Document).nodes).toEqual([{ node: 1 }]);
  });

  it('writes the merged roles of an incidence as records of their own', async () => {
    const { hypergraph } = await readText(
      hifReader,
      '{"incidences":[{"edge":1,"node":2,"weight":2,"direction":"head"},{"edge":1,"node":2,"direction":"tail"}]}',
    );
    expect(snapshotOf(hypergraph).incidences.get('1 2')).toEqual({
      role: 'head|tail',
      weight: 2,
    });
  });

  it('takes times from the attribute that --time names', async () => {
    const text =
      '{"incidences":[],"edges":[{"edge":1,"attrs":{"time":"2020-01-01"}},{"edge":2}]}';
    const mapping = { time: 'time' };
    const { hypergraph, notes } = await readText(hifReader, text, { mapping });
    expect([...(hypergraph.edgeTimes() ?? [])]).toEqual([
      Date.UTC(2020, 0, 1),
      NaN,
    ]);
    expect(notes).toEqual(['Property time: times in ISO 8601.']);
    const written = await writtenText(hifWriter, hypergraph);
    expect(JSON.parse(written)).toEqual(JSON.parse(text));
    const missing = readText(hifReader, text, { mapping: { time: 'when' } });
    expect(await messageOf(missing)).toContain(
      'no hyperedge has the property when',
    );
  });

  it.each([
    [
      '{"incidences": [{"edge": "abcd", "node": 42, "test": "this is bad"}]}',
      'f:1:46: unknown field "test" in an incidence; expected one of edge, node, weight, direction, attrs.',
    ],
    [
      '{}',
      'f:1:3: the document ends without "incidences"; expected "incidences" with a list, which may be empty.',
    ],
    [
      '[]',
      'f:1:1: a list at the top; expected a HIF document, which is an object.',
    ],
    [
      '',
      'f:1:1: the file is empty; expected a HIF document, which starts with "{".',
    ],
    [
      '{"incidences": [], "nodes": [{"node": 9007199254740993}]}',
      'f:1:39: "node" of a node is 9007199254740993; expected a string, or an integer within ±9007199254740991.',
    ],
    [
      '{"incidences": [],\n "edges": [3]}',
      'f:2:12: 3 as an edge; expected an object with edge, weight, attrs.',
    ],
    [
      '{"incidences": {}}',
      'f:1:16: "incidences" is an object; expected a list.',
    ],
    [
      '{"incidences": [], "incidences": []}',
      'f:1:34: the field "incidences" again; expected each field once.',
    ],
    [
      '{"network-type": "dag", "incidences": []}',
      'f:1:18: "network-type" is the text "dag"; expected one of undirected, directed, asc.',
    ],
    [
      '{"incidences": [{"edge": 1, "node": null}]}',
      'f:1:37: "node" of an incidence is null; expected a string, or an integer within ±9007199254740991.',
    ],
  ])('says what is wrong with %j', async (text, message) => {
    expect(await messageOf(readText(hifReader, text))).toBe(message);
    expect(await messageOf(readText(hifReader, text, {}, 1))).toBe(message);
  });

  it('tells HIF by its content', () => {
    const sure = (text: string, name = 'x.json'): number =>
      hifReader.detect(new TextEncoder().encode(text), name);
    expect(
      sure('{"metadata": {"a": 1}, "incidences": [{"edge": 1, '),
    ).toBeGreaterThan(0.9);
    expect(sure('{"nodes": [{"node": 1}, {"no')).toBeGreaterThan(0.9);
    expect(sure('{}')).toBeGreaterThan(0.8);
    expect(sure('{"nodes": ["a", "b"], "edges": ["a"]}')).toBe(0);
    expect(sure('{"a": ["x"]}')).toBe(0);
    expect(sure('[{"incidences": []}]')).toBe(0);
    expect(sure('edge,node\n1,2\n')).toBe(0);
  });

  it('round-trips any hypergraph, order of ids included', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryHypergraph({
          propertyNames: ['colour', 'name x', '__proto__', 'attrs.x', 'role x'],
        }),
        fc.integer({ min: 1, max: 200 }),
        async (hypergraph, size) => {
          const text = await writtenText(hifWriter, hypergraph);
          const again = (await readText(hifReader, text, {}, size)).hypergraph;
          const ignore = [REMAINDER];
          expect(snapshotOf(again, { ignore })).toEqual(snapshotOf(hypergraph));
          expect([...again.edges.members]).toEqual([
            ...hypergraph.edges.members,
          ]);
          expect(hifWriter.losses(hypergraph)).toEqual([]);
          expect(await roundTrip(text)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it('says that an end beyond any date is written as an attribute', async () => {
    const builder = new HypergraphBuilder();
    builder.setEdge(builder.addEdge('far'), 'end', 8.64e15 + 1);
    const hypergraph = builder.build();
    expect(hypergraph.edgeProperties.column('end')?.type).toBe('number');
    expect(hifWriter.losses(hypergraph)).toHaveLength(1);
    const text = await writtenText(hifWriter, hypergraph);
    const { edgeProperties } = (await readText(hifReader, text)).hypergraph;
    expect(edgeProperties.column('attrs.end')?.get(0)).toBe(8.64e15 + 1);
  });

  it('writes weights that are no numbers as attributes, and says so', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryHypergraph({ propertyNames: ['weight', 'kind', 'end'] }),
        async (hypergraph) => {
          const text = await writtenText(hifWriter, hypergraph);
          const again = (await readText(hifReader, text)).hypergraph;
          const first = snapshotOf(hypergraph);
          const ignore = [REMAINDER];
          const second = snapshotOf(again, { ignore });
          if (hifWriter.losses(hypergraph).length === 0) {
            expect(second).toEqual(first);
          }
          expect([...second.nodes.keys()]).toEqual([...first.nodes.keys()]);
          expect(await roundTrip(text)).toEqual(JSON.parse(text));
        },
      ),
    );
  });
});

describeShared('HIF reference files', 'data/misc/hif', (root) => {
  const folder = join(root, 'tests/test_files');
  const list = (name: string): string[] =>
    hasShared('data/misc/hif') ? readdirSync(join(folder, name)) : [];
  let valid: (document: unknown) => boolean;
  beforeAll(() => {
    valid = validator();
  });

  it.each(list('HIF-compliant'))('loses nothing of %s', async (name) => {
    const text = readFileSync(join(folder, 'HIF-compliant', name), 'utf8');
    await expectLossless(text);
    expect(valid(await roundTrip(text))).toBe(true);
  });

  it.each(list('HIF-non-compliant'))(
    'refuses %s with its place',
    async (name) => {
      const text = readFileSync(join(folder, 'HIF-non-compliant', name));
      expect(valid(JSON.parse(text.toString()))).toBe(false);
      const error: unknown = await readText(hifReader, text).catch(
        (reason: unknown) => reason,
      );
      if (!(error instanceof PolyadError)) throw new Error('not refused');
      expect(error.code).toBe('INVALID_DATA');
      expect(error.message).toMatch(/^f:\d+:\d+: .*; expected ./);
      expect(error.details).toMatchObject({
        file: 'f',
        line: expect.any(Number) as number,
        column: expect.any(Number) as number,
        expected: expect.any(String) as string,
      });
      // All of them are JSON on some line within the file.
      expect(error.details.line).toBeLessThanOrEqual(
        text.toString().split('\n').length,
      );
    },
  );

  it('loses nothing of lesmis', async () => {
    const text = readFileSync(join(root, 'lesmis.hif.json'), 'utf8');
    await expectLossless(text);
    expect(valid(await roundTrip(text))).toBe(true);
  });
});

describeShared('HIF of the golden data sets', 'golden', (root) => {
  const names = hasShared('golden')
    ? readdirSync(root).filter((name) => name.endsWith('.hif.json'))
    : [];

  it.each(names)('loses nothing of %s', async (name) => {
    const text = readFileSync(join(root, name), 'utf8');
    await expectLossless(text);
    if (hasShared('data/misc/hif')) {
      expect(validator()(await roundTrip(text))).toBe(true);
    }
  });
});
