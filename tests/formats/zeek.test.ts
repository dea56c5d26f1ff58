import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '#formats/registry.ts';
import { unescapeZeek } from '#formats/zeek-header.ts';
import { zeekJsonReader } from '#formats/zeek-json.ts';
import { zeekReader } from '#formats/zeek.ts';
import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import { messageOf, readText } from '../support/read-text.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const header = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tdns',
  '#fields\tts\tid.orig_h\tid.resp_h\tquery\tanswers\trejected\trtt',
  '#types\ttime\taddr\taddr\tstring\tvector[string]\tbool\tinterval',
];

const rows = [
  '1521911720.865716\t10.0.0.1\t10.0.0.2\ta.org\tx.org,1.2.3.4\tF\t0.5',
  '1521911721.000000\t10.0.0.1\t10.0.0.2\t-\t(empty)\tT\t-',
];

const log = [...header, ...rows, '#close\t2024-04-12'].join('\n');

function members(hypergraph: Hypergraph, edge: number): string[] {
  return Array.from(hypergraph.edgeMembers(edge), (node) =>
    hypergraph.nodeIds.textAt(node),
  );
}

function property(hypergraph: Hypergraph, name: string): unknown[] {
  const column = hypergraph.edgeProperties.column(name);
  return Array.from({ length: hypergraph.edgeCount }, (_, edge) =>
    column?.get(edge),
  );
}

describe('a log of Zeek', () => {
  it('makes each row a relation of hosts and what the log is about', async () => {
    const { hypergraph, notes } = await readText(zeekReader, log);
    expect(members(hypergraph, 0)).toEqual([
      'id.orig_h:10.0.0.1',
      'id.resp_h:10.0.0.2',
      'query:a.org',
    ]);
    expect(members(hypergraph, 1)).toEqual([
      'id.orig_h:10.0.0.1',
      'id.resp_h:10.0.0.2',
    ]);
    expect(property(hypergraph, 'time')).toEqual([
      1521911720866, 1521911721000,
    ]);
    expect(notes[0]).toContain('Zeek log dns');
  });

  it('keeps columns with their types', async () => {
    const { hypergraph } = await readText(zeekReader, log);
    expect(property(hypergraph, 'answers')).toEqual([['x.org', '1.2.3.4'], []]);
    expect(property(hypergraph, 'rejected')).toEqual([false, true]);
    expect(property(hypergraph, 'rtt')).toEqual([0.5, null]);
  });

  it('takes members from sets when asked', async () => {
    const mapping = { mapping: { node: ['answers'] } };
    const { hypergraph } = await readText(zeekReader, log, mapping);
    expect(members(hypergraph, 0)).toEqual(['x.org', '1.2.3.4']);
    expect(members(hypergraph, 1)).toEqual([]);
  });

  it('reads logs that were joined, with a header each', async () => {
    const { hypergraph } = await readText(zeekReader, `${log}\n${log}\n`);
    expect(hypergraph.edgeCount).toBe(4);
  });

  it('refuses a second header with other columns, and says where', async () => {
    const other = log.replace('\tquery\t', '\tname\t');
    expect(await messageOf(readText(zeekReader, `${log}\n${other}`))).toContain(
      'f:16:1: other #fields than before',
    );
  });

  it('rejects a row of another width, and says where', async () => {
    const text = `${log}\n1\t2\n`;
    const { hypergraph, rejected } = await readText(zeekReader, text);
    expect(hypergraph.edgeCount).toBe(2);
    expect(rejected.rows).toEqual([
      {
        file: 'f',
        line: 11,
        column: 1,
        reason: '2 cells',
        expected: '7, as in #fields',
      },
    ]);
  });

  it.each([
    ['no header', '1\t2\n', 'f:1:1: a row before #fields and #types'],
    [
      'no types',
      `${header.slice(0, -1).join('\n')}\n`,
      'no #fields and #types',
    ],
    [
      'too few types',
      `${header.slice(0, -1).join('\n')}\n#types\ttime\n`,
      'f:7:1: 1 #types for 7 #fields',
    ],
  ])('with %s is refused', async (_what, text, message) => {
    expect(await messageOf(readText(zeekReader, text))).toContain(message);
  });

  it('undoes escapes, of UTF-8 too, and leaves what is none', () => {
    expect(unescapeZeek('\\\\\\\\host\\\\IPC$')).toBe('\\\\host\\IPC$');
    expect(unescapeZeek('caf\\xc3\\xa9 \\x09')).toBe('café \t');
    expect(unescapeZeek('\\xff and \\q')).toBe('\\xff and \\q');
  });

  it('is known by its content', () => {
    const bytes = new TextEncoder().encode(log);
    expect(detectFormat(bytes, 'whatever.txt').name).toBe('zeek');
  });

  it('never fails without a place, whatever is done to the text', async () => {
    const bytes = Array.from(new TextEncoder().encode(log));
    const edit = fc.tuple(fc.nat(bytes.length), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 8 }), async (edits) => {
        const broken = Uint8Array.from(bytes);
        for (const [at, byte] of edits) broken[at] = byte;
        const cut = broken.subarray(0, edits[0]?.[0] ?? bytes.length);
        const outcome = await messageOf(
          readText(zeekReader, cut).then((found) => {
            throw Object.assign(new Error('read'), { found });
          }),
        );
        expect(outcome).toMatch(/^read$|^f(:\d+){0,2}: |UTF-16|--node/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('JSON lines of Zeek', () => {
  const line = (query: string): string =>
    JSON.stringify({
      _path: 'dns',
      ts: '2018-03-24T17:15:21.258458Z',
      'id.orig_h': '10.0.0.1',
      'id.resp_h': '10.0.0.2',
      query,
    });

  it('give the relations that the text format gives', async () => {
    const text = `${line('a.org')}\n${line('b.org')}\n`;
    const { hypergraph } = await readText(zeekJsonReader, text);
    expect(members(hypergraph, 1)).toEqual([
      'id.orig_h:10.0.0.1',
      'id.resp_h:10.0.0.2',
      'query:b.org',
    ]);
    expect(property(hypergraph, 'time')[0]).toBe(1521911721258);
  });

  it('are told from other JSON lines', () => {
    const zeek = new TextEncoder().encode(`${line('a')}\n${line('b')}\n`);
    const other = new TextEncoder().encode('{"ts":1,"a":"b"}\n{"ts":2}\n');
    expect(detectFormat(zeek, 'x').name).toBe('zeek-json');
    expect(detectFormat(other, 'x.jsonl').name).toBe('jsonl');
  });
});

describeShared('logs of a real network', 'data/cyber/zeek', () => {
  const unpacked = (file: string): Uint8Array =>
    gunzipSync(readFileSync(sharedPath(`data/cyber/zeek/${file}`)));

  it.each([
    ['dns.log.gz', 53_615],
    ['rdp.log.gz', 4122],
    ['ntlm.log.gz', 422],
    ['smb_mapping.log.gz', 393],
    ['dce_rpc.log.gz', 78],
    ['ssh.log.gz', 22],
  ])('%s: every record', async (file, count) => {
    const { hypergraph, rejected } = await readText(zeekReader, unpacked(file));
    expect([hypergraph.edgeCount, rejected.count]).toEqual([count, 0]);
  });

  it('the same log as text and as JSON has the same hosts', async () => {
    const text = await readText(zeekReader, unpacked('rdp.log.gz'));
    const json = await readText(zeekJsonReader, unpacked('rdp.json.gz'));
    const hosts = (hypergraph: Hypergraph): string[] =>
      Array.from({ length: hypergraph.nodeCount }, (_, node) =>
        hypergraph.nodeIds.textAt(node),
      )
        .filter((id) => id.startsWith('id.'))
        .sort();
    expect(hosts(json.hypergraph)).toEqual(hosts(text.hypergraph));
  });
});
