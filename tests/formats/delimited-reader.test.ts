import { describe, expect, it } from 'vitest';
import { bytesSource } from '#formats/byte-source.ts';
import type { ByteSource, ReadResult } from '#formats/format.ts';
import { readSource, type ReadSourceOptions } from '#formats/read-source.ts';

const encoder = new TextEncoder();

async function read(
  content: string | Uint8Array,
  options: ReadSourceOptions = {},
  name = 't.csv',
): Promise<ReadResult> {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return readSource(bytesSource(name, bytes), options);
}

describe('tables people have', () => {
  it.each([
    ['comma', 'edge,node\nx,a\nx,b\n', []],
    ['semicolon', 'edge;node\nx;a\nx;b\n', ['Delimiter: semicolon.']],
    ['bar', 'edge|node\nx|a\nx|b\n', ['Delimiter: vertical bar.']],
    ['CRLF', 'edge,node\r\nx,a\r\nx,b\r\n', []],
    ['CR', 'edge,node\rx,a\rx,b\r', []],
    ['a byte order mark', '\uFEFFedge,node\nx,a\nx,b\n', []],
    ['quotes', '"edge","node"\n"x","a"\n"x","b"\n', []],
    ['blank lines', '\nedge,node\n\nx,a\n\nx,b', []],
    ['spaces in the header', 'edge, node\nx,a\nx,b\n', []],
  ])('with %s', async (_, text, notes) => {
    const result = await read(text);
    const { hypergraph: h } = result;
    expect([h.edgeCount, h.nodeCount, h.incidenceCount]).toEqual([1, 2, 2]);
    expect(h.nodeIds.textAt(0)).toBe('a');
    expect(result.notes).toEqual(notes);
    expect(result.format).toBe('csv');
  });

  it('are told from tabs without a name', async () => {
    const { format } = await read('edge\tnode\nx\ta\n', {}, '-');
    expect(format).toBe('tsv');
  });
});

describe('rows at fault', () => {
  it('are rejected with their place and counted', async () => {
    const text = 'edge,node\nx,a\nx\ny,a,b\n"y"z,c\ny,d\n';
    const { rejected, hypergraph } = await read(text);
    expect(rejected.rows.map(({ line, column }) => [line, column])).toEqual([
      [3, 2],
      [4, 5],
      [5, 1],
    ]);
    expect(rejected.rows[0]?.expected).toContain('2');
    expect(hypergraph.incidenceCount).toBe(2);
  });

  it('are fatal when strict', async () => {
    await expect(
      read('edge,node\nx,a\nx\n', { strict: true }),
    ).rejects.toMatchObject({
      code: 'INVALID_DATA',
      details: { file: 't.csv', line: 3, column: 2 },
    });
  });

  it('are rejected where bytes are not UTF-8', async () => {
    const bytes = Uint8Array.of(
      ...encoder.encode('edge,node\nx,é\nx,'),
      0xe9,
      ...encoder.encode('\nx,b\n'),
    );
    const { rejected, hypergraph } = await read(bytes);
    expect(rejected.rows).toMatchObject([{ line: 3 }]);
    expect(hypergraph.nodeCount).toBe(2);
  });
});

describe('input that is no table', () => {
  it.each([
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x2c, 0), /UTF-16/],
    ['a NUL byte', encoder.encode('edge,node\nx,a\0b\n'), /2:4: a NUL byte/],
    ['an open quote', encoder.encode('edge,node\nx,"a\n'), /never closed/],
    ['no header', encoder.encode('\n\n'), /header/],
  ])('such as %s is refused', async (_, bytes, message) => {
    await expect(read(bytes, { format: 'csv' })).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringMatching(message) as unknown,
    });
  });

  it('such as a NUL byte is refused without a format too', async () => {
    const bytes = encoder.encode('edge,node\nx,a\0b\n');
    await expect(read(bytes, {}, 'x.csv')).rejects.toMatchObject({
      code: 'INVALID_DATA',
    });
  });

  it.each(['csv', 'bin'])('such as random bytes in a .%s', async (ending) => {
    const bytes = Uint8Array.from(
      { length: 5000 },
      (_, i) => (i * i * 7) & 255,
    );
    await expect(read(bytes, {}, `x.${ending}`)).rejects.toMatchObject({
      code: 'INVALID_DATA',
    });
  });

  it('such as no bytes is an empty hypergraph', async () => {
    const { hypergraph: h, notes, format } = await read('');
    expect([h.edgeCount, h.nodeCount, format]).toEqual([0, 0, 'csv']);
    expect(notes).toHaveLength(1);
  });

  it('such as no bytes of Parquet is refused', async () => {
    await expect(read('', {}, 'x.parquet')).rejects.toMatchObject({
      code: 'INVALID_DATA',
    });
  });

  it('such as a line of 100 MB is refused after 16 MiB', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1 << 20).fill(0x61);
    const source: ByteSource = {
      name: 'long.csv',
      async *open() {
        yield encoder.encode('edge,node\nx,');
        for (; sent < 100; sent++) yield chunk;
      },
    };
    await expect(readSource(source)).rejects.toMatchObject({
      code: 'INVALID_DATA',
      details: { file: 'long.csv', line: 2 },
    });
    expect(sent).toBeLessThan(40);
  });
});

describe('long reads', () => {
  it('report progress and stop when told', async () => {
    const controller = new AbortController();
    let last = 0;
    const source: ByteSource = {
      name: 'endless.csv',
      async *open() {
        yield encoder.encode('edge,node\n');
        for (;;) yield encoder.encode('x,a\n'.repeat(65_536));
      },
    };
    const reading = readSource(source, {
      signal: controller.signal,
      onProgress: ({ incidences }) => {
        last = incidences;
        if (incidences > 200_000) controller.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(last).toBeGreaterThan(200_000);
  });
});
