import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormatReader, FormatWriter } from '#formats/format.ts';
import { cx2Writer } from '#formats/cx2-writer.ts';
import { gexfReader } from '#formats/gexf.ts';
import { gexfWriter } from '#formats/gexf-writer.ts';
import { graphmlReader } from '#formats/graphml.ts';
import { graphmlStarWriter, graphmlWriter } from '#formats/graphml-writer.ts';
import { sifReader, sifWriter } from '#formats/sif.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { readText, writtenText } from '../support/read-text.ts';
import { membersOf } from './members-of.ts';
import { readerSamples } from './reader-samples.ts';

const pairs: readonly (readonly [string, FormatReader, FormatWriter])[] = [
  ['GraphML', graphmlReader, graphmlWriter],
  ['GraphML as a star', graphmlReader, graphmlStarWriter],
  ['GEXF as a star', gexfReader, gexfWriter],
];

const text = { ids: 'text', properties: false } as const;

describe.each(pairs)('%s', (_title, reader, writer) => {
  it('gives back members, roles, kinds and times', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryHypergraph({
          ...text,
          idText: fc.stringMatching(/^[ab<&"' é0-9]{1,4}$/u),
        }),
        async (hypergraph) => {
          const again = await read(reader, writer, hypergraph);
          // Ids that nodes and hyperedges share are told apart in a star.
          const ids = Object.keys(membersOf(again)).map(plain);
          expect(ids).toEqual(Object.keys(membersOf(hypergraph)).map(plain));
          expect(Object.values(membersOf(again))).toEqual(
            Object.values(membersOf(hypergraph)),
          );
          expect(times(again)).toEqual(times(hypergraph));
          expect(roles(again)).toEqual(roles(hypergraph));
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** An id without what a star puts in front. */
function plain(id: string): string {
  return id.replace(/^(?:edge:)+/, '');
}

async function read(
  reader: FormatReader,
  writer: FormatWriter,
  hypergraph: Hypergraph,
): Promise<Hypergraph> {
  const written = await writtenText(writer, hypergraph);
  const { hypergraph: again, rejected } = await readText(reader, written);
  expect(rejected.count).toBe(0);
  expect(again.nodeCount).toBe(hypergraph.nodeCount);
  return again;
}

function times(hypergraph: Hypergraph): (number | null)[] {
  const column = hypergraph.edgeProperties.column('time');
  return Array.from({ length: hypergraph.edgeCount }, (_, edge) => {
    const value = column?.get(edge) ?? null;
    return typeof value === 'number' ? Math.floor(value) : null;
  });
}

function roles(hypergraph: Hypergraph): unknown[] {
  const column = hypergraph.incidencesByEdge().column('role');
  const { members } = hypergraph.edges;
  return Array.from(members, (_, at) => column?.get(at) ?? null);
}

describe('GraphML', () => {
  it('has hyperedges, edges with a direction, and properties', async () => {
    const { hypergraph } = await readText(
      graphmlReader,
      readerSamples['graphml']!,
    );
    expect(membersOf(hypergraph)).toEqual({
      h: ['a', 'b', 'c'],
      p: ['a', 'b'],
    });
    expect(roles(hypergraph)).toEqual([
      'tail',
      'head',
      'helper',
      'tail',
      'head',
    ]);
    expect(hypergraph.nodeProperties.column('colour')?.get(0)).toBe(
      'red & blue',
    );
    expect(hypergraph.edgeProperties.column('weight')?.get(1)).toBe(0.5);
  });

  it('rejects what has no ends or no value of its type, with the place', async () => {
    const broken = readerSamples['graphml']!.replace('0.5', 'half').replace(
      ' target="b"',
      '',
    );
    const { rejected } = await readText(graphmlReader, broken);
    expect(rejected.rows.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'the value "half"'],
      [4, 'an edge without both its ends'],
    ]);
  });

  it.each([
    [
      'a document type',
      '<!DOCTYPE a [<!ENTITY x "y">]>\n<graphml/>',
      /f:1:\d+: a document type/,
    ],
    [
      'an entity',
      '<graphml><graph>&lol;</graph></graphml>',
      /f:1:\d+: undefined entity/,
    ],
    ['a cut', '<graphml><graph>', /f:1:\d+: .*unclosed tag/],
    [
      'another encoding',
      '<?xml version="1.0" encoding="latin1"?><graphml/>',
      /the encoding latin1/,
    ],
    ['bytes', Uint8Array.from([60, 97, 62, 255, 60]), /not UTF-8/],
    ['depth', '<a>'.repeat(600), /nested more than/],
  ])('refuses %s', async (_what, document, message) => {
    await expect(readText(graphmlReader, document)).rejects.toThrow(message);
  });
});

describe('SIF', () => {
  it('reads one-to-many as pairs, and members as hyperedges', async () => {
    const { hypergraph } = await readText(sifReader, readerSamples['sif']!);
    expect(Object.values(membersOf(hypergraph)).sort()).toEqual(
      [
        ['a', 'd'],
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'd'],
      ].sort(),
    );
    expect(hypergraph.nodeCount).toBe(5);
  });

  it('gives back what it wrote', async () => {
    const hypergraph = hypergraphFromMembers([
      ['a', 'b'],
      ['b', 'c', 'd'],
    ]);
    const again = await read(sifReader, sifWriter, hypergraph);
    expect(membersOf(again)).toEqual(membersOf(hypergraph));
  });

  it('reads the extended tables of Pathway Commons', async () => {
    const table =
      'PARTICIPANT_A\tINTERACTION_TYPE\tPARTICIPANT_B\tINTERACTION_DATA_SOURCE\tINTERACTION_PUBMED_ID\tPATHWAY_NAMES\tMEDIATOR_IDS\n' +
      'A1\tcontrols\tB1\tReactome;KEGG\t123456;2\tGlycolysis\thttp://x\n\nPARTICIPANT\tTYPE\nA1\tProtein\n';
    const { hypergraph } = await readText(sifReader, table);
    expect(membersOf(hypergraph)).toEqual({ 0: ['A1', 'B1'] });
  });
});

describe('CX2', () => {
  it('declares what it writes, and joins hyperedges to members', async () => {
    const hypergraph = hypergraphFromMembers([['a', 'b'], ['b']]);
    const document = JSON.parse(
      await writtenText(cx2Writer, hypergraph),
    ) as Record<string, unknown>[];
    const aspect = (name: string): unknown =>
      document.find((part) => name in part)?.[name];
    expect(document[0]).toEqual({ CXVersion: '2.0', hasFragments: false });
    expect(aspect('edges')).toEqual([
      { id: 0, s: 2, t: 0, v: {} },
      { id: 1, s: 2, t: 1, v: {} },
      { id: 2, s: 3, t: 1, v: {} },
    ]);
    expect(aspect('nodes')).toContainEqual({
      id: 2,
      v: { name: '0', hypergraph: 'hyperedge' },
    });
    expect(aspect('status')).toEqual([{ success: true }]);
  });
});
