import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeListReader, edgeListWriter } from '#formats/edge-list.ts';
import { gmtReader, gmtWriter } from '#formats/gmt.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import {
  arbitraryHypergraph,
  type ArbitraryOptions,
} from '../support/arbitrary-hypergraph.ts';
import { snapshotOf } from '../support/hypergraph-snapshot.ts';
import { messageOf, readText, writtenText } from '../support/read-text.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

function membersOf(hypergraph: Hypergraph): [string, string[]][] {
  return Array.from({ length: hypergraph.edgeCount }, (_, edge) => [
    hypergraph.edgeIds.textAt(edge),
    Array.from(hypergraph.edgeMembers(edge), (node) =>
      hypergraph.nodeIds.textAt(node),
    ),
  ]);
}

/** What plain formats can hold: members, and ids without white space or commas. */
const plain: ArbitraryOptions = {
  ids: 'text',
  idText: fc.stringMatching(/^[a-zé|"'_.-][a-zé0-9#|"'_.-]{0,4}$/u),
  emptyEdges: false,
  isolatedNodes: false,
  weights: false,
  roles: false,
  times: false,
  kinds: false,
  properties: false,
};

describe('edge list', () => {
  it('reads members by white space and commas, without comments', async () => {
    const text =
      '# a comment\n\n a b,c  # and one here\r\nc#1\t,d\n\n  # more\n a a\n';
    const { hypergraph, rejected } = await readText(edgeListReader, text);
    expect(membersOf(hypergraph)).toEqual([
      ['0', ['a', 'b', 'c']],
      ['1', ['c#1', 'd']],
      ['2', ['a']],
    ]);
    expect(rejected.count).toBe(0);
  });

  it('rejects lines that are no text, and says where', async () => {
    const bytes = Uint8Array.from('a b\na \u0000 c\nd\nx \xff\ny', (c) =>
      c.charCodeAt(0),
    );
    for (const size of [1, 100]) {
      const { hypergraph, rejected } = await readText(
        edgeListReader,
        bytes,
        {},
        size,
      );
      expect(membersOf(hypergraph)).toEqual([
        ['0', ['a', 'b']],
        ['2', ['d']],
        ['4', ['y']],
      ]);
      expect(rejected.rows).toEqual([
        {
          file: 'f',
          line: 2,
          column: 3,
          reason: 'byte 0x00 is not part of UTF-8 text',
          expected: 'text in UTF-8',
        },
        {
          file: 'f',
          line: 4,
          column: 3,
          reason: 'byte 0xff is not part of UTF-8 text',
          expected: 'text in UTF-8',
        },
      ]);
    }
    expect(
      await messageOf(readText(edgeListReader, bytes, { strict: true })),
    ).toBe(
      'f:2:3: byte 0x00 is not part of UTF-8 text; expected text in UTF-8.',
    );
  });

  it('refuses a line without end, wherever chunks are cut', async () => {
    const limits = { ...defaultReadLimits, recordBytes: 100 };
    const text = `a b\n${'x'.repeat(500)}\nc`;
    for (const size of [1, 64, 1000]) {
      expect(
        await messageOf(readText(edgeListReader, text, { limits }, size)),
      ).toBe(
        'f:2:1: a line longer than 100 bytes; expected shorter lines, or a higher limit.',
      );
    }
  });

  it('tolerates a byte order mark and refuses UTF-16', async () => {
    const { hypergraph } = await readText(edgeListReader, '\ufeffa b', {}, 1);
    expect(membersOf(hypergraph)).toEqual([['0', ['a', 'b']]]);
    const utf16 = new Uint8Array([0xff, 0xfe, 0x61, 0, 0x0a, 0]);
    expect(await messageOf(readText(edgeListReader, utf16))).toContain(
      'UTF-16',
    );
  });

  it('round-trips members; ids of hyperedges become row numbers', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHypergraph(plain), async (hypergraph) => {
        const text = await writtenText(edgeListWriter, hypergraph);
        const again = (await readText(edgeListReader, text)).hypergraph;
        expect(membersOf(again).map(([, members]) => members.sort())).toEqual(
          membersOf(hypergraph).map(([, members]) => members.sort()),
        );
      }),
    );
  });

  it('says what it leaves out, and refuses ids it would tear apart', async () => {
    const hypergraph = hypergraphFromMembers({ A: ['a', 1], B: [] });
    expect(edgeListWriter.losses(hypergraph)).toEqual([
      'The ids of hyperedges become row numbers.',
      'The integer ids of nodes become text.',
      '1 hyperedges without a node are left out.',
    ]);
    expect(edgeListWriter.losses(hypergraphFromMembers([['a']]))).toEqual([]);
    for (const id of ['a b', 'a,b', '', '#a', '\ufeffa']) {
      const broken = hypergraphFromMembers([[id]]);
      const message = await messageOf(writtenText(edgeListWriter, broken));
      expect(message).toContain('cannot be written to an edge list');
    }
  });
});

describe('GMT', () => {
  it('reads uneven, padded and spaced rows', async () => {
    const text =
      'A\tna\ta\tb\r\n B \thttp://x\tb \t\t c\t\t\n\nC\t\nD\tnote\td';
    const { hypergraph, rejected } = await readText(gmtReader, text);
    expect(membersOf(hypergraph)).toEqual([
      ['A', ['a', 'b']],
      ['B', ['b', 'c']],
      ['C', []],
      ['D', ['d']],
    ]);
    const descriptions = [0, 1, 2, 3].map((edge) =>
      hypergraph.edgeProperties.get('description', edge),
    );
    expect(descriptions).toEqual([null, 'http://x', null, 'note']);
    expect(rejected.count).toBe(0);
  });

  it('rejects repeated and missing names with their lines', async () => {
    const text = 'A\tna\ta\nA\tx\tb\n\tna\tc\nno tab here\nB\tna\tb';
    const { hypergraph, rejected } = await readText(gmtReader, text);
    expect(membersOf(hypergraph)).toEqual([
      ['A', ['a']],
      ['B', ['b']],
    ]);
    expect(rejected.rows.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'the set A again'],
      [3, 'a set without a name'],
      [4, 'a line without a tab'],
    ]);
    expect(await messageOf(readText(gmtReader, text, { strict: true }))).toBe(
      'f:2:1: the set A again; expected each name once.',
    );
  });

  it('tells itself from other tables', () => {
    const sure = (text: string, name: string): number =>
      gmtReader.detect(new TextEncoder().encode(text), name);
    expect(sure('A\tna\ta\tb\nB\tna\tc\nC\t', 'x.txt')).toBe(0.7);
    expect(sure('A\tna\ta\tb\nB\tna\tc\nC\t', 'x.gmt')).toBe(0.97);
    expect(sure('a\tb\tc\n1\t2\t3\n4\t5\t6\n', 'x.tsv')).toBe(0);
    expect(sure('a b c', 'x')).toBe(0);
  });

  it('round-trips members, names and descriptions', async () => {
    const options = {
      ...plain,
      emptyEdges: true,
      properties: true,
      propertyNames: ['description'],
    };
    await fc.assert(
      fc.asyncProperty(arbitraryHypergraph(options), async (hypergraph) => {
        const text = await writtenText(gmtWriter, hypergraph);
        const again = (await readText(gmtReader, text)).hypergraph;
        const first = snapshotOf(hypergraph);
        const second = snapshotOf(again);
        expect([...second.incidences.keys()].sort()).toEqual(
          [...first.incidences.keys()].sort(),
        );
        expect([...second.edges.keys()]).toEqual([...first.edges.keys()]);
        const losses = gmtWriter.losses(hypergraph).join();
        if (
          !losses.includes('Descriptions') &&
          !losses.includes('hyperedges')
        ) {
          expect(second.edges).toEqual(first.edges);
        }
      }),
    );
  });

  it('refuses names it would tear apart', async () => {
    for (const id of ['a\tb', 'a\nb', ' a', '']) {
      const broken = hypergraphFromMembers({ [id]: ['a'] });
      const message = await messageOf(writtenText(gmtWriter, broken));
      expect(message).toContain('cannot be written to GMT');
    }
  });
});

describeShared('GMT reference files', 'data', () => {
  it.each([
    ['bio/ReactomePathways_2024-09-18.gmt.gz', 2694, 11_668, 132_481],
    ['bio/h.all.v7.5.1.symbols.gmt', 50, 4383, 7321],
    ['cyber/attack-groups-campaigns-x-techniques.gmt', 219, 517, 5381],
  ])('reads %s', async (name, edges, nodes, incidences) => {
    const packed = readFileSync(sharedPath('data', name));
    const bytes = name.endsWith('.gz') ? gunzipSync(packed) : packed;
    const { hypergraph, rejected } = await readText(gmtReader, bytes);
    expect([
      hypergraph.edgeCount,
      hypergraph.nodeCount,
      hypergraph.incidenceCount,
    ]).toEqual([edges, nodes, incidences]);
    expect(rejected.count).toBe(0);
    const text = await writtenText(gmtWriter, hypergraph);
    const again = (await readText(gmtReader, text)).hypergraph;
    expect(snapshotOf(again)).toEqual(snapshotOf(hypergraph));
  });
});
