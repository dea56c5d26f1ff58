import {
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadResult } from '#formats/format.ts';
import { detectFormat, readerNamed, writerFor } from '#formats/registry.ts';
import { fileSource } from '#pipeline/sources/file-source.ts';
import { readHypergraph } from '#pipeline/sources/read-hypergraph.ts';
import { standardInputSource } from '#pipeline/sources/standard-input-source.ts';
import { writeHypergraph } from '#pipeline/sources/write-hypergraph.ts';
import { HypergraphBuilder } from '#hypergraph/hypergraph-builder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'polyad-sources-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const table = 'edge,node\nx,a\nx,b\ny,b\n';

async function file(
  name: string,
  content: string | Uint8Array,
): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const sizes = ({ hypergraph: h }: ReadResult): number[] => [
  h.edgeCount,
  h.nodeCount,
  h.incidenceCount,
];

describe('files', () => {
  it('are read, packed or not, whatever they are called', async () => {
    const paths = [
      await file('plain.csv', table),
      await file('packed.csv.gz', gzipSync(table)),
      await file('no-ending', gzipSync(table)),
    ];
    for (const path of paths) {
      expect(sizes(await readHypergraph(path))).toEqual([2, 2, 3]);
    }
  });

  it('that are not there are not found', async () => {
    await expect(readHypergraph(join(folder, 'no.csv'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('that are folders are refused', async () => {
    await expect(readHypergraph(folder)).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringContaining('folder') as unknown,
    });
  });

  it('that vanish before they are opened are refused', async () => {
    const path = await file('gone.csv', table);
    const source = fileSource(path);
    await rm(path);
    await expect(readHypergraph(source)).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringContaining('vanished') as unknown,
    });
  });

  it('that shrink while they are read are refused', async () => {
    const path = await file('cut.csv', `edge,node\n${'x,a\n'.repeat(1 << 20)}`);
    const source = fileSource(path);
    const chunks = source.open()[Symbol.asyncIterator]();
    await chunks.next();
    await truncate(path, 1 << 20);
    await expect(
      (async () => {
        while ((await chunks.next()).done !== true);
      })(),
    ).rejects.toMatchObject({ code: 'INVALID_DATA' });
  });

  it('give slices', async () => {
    const source = fileSource(await file('s', '0123456789'));
    const bytes = await source.slice?.(3, 6);
    expect(new TextDecoder().decode(bytes)).toBe('345');
    await expect(source.slice?.(8, 12)).rejects.toMatchObject({
      code: 'INVALID_DATA',
    });
  });
});

describe('standard input', () => {
  it('is read once', async () => {
    const source = standardInputSource(Readable.from([Buffer.from(table)]));
    expect(sizes(await readHypergraph(source))).toEqual([2, 2, 3]);
    expect(() => source.open()).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });

  it('may be Parquet, which is read from its end', async () => {
    const path = join(folder, 'a.parquet');
    const { hypergraph } = await readHypergraph(await file('a.csv', table));
    await writeHypergraph(hypergraph, path);
    const bytes = await readFile(path);
    const source = standardInputSource(Readable.from([bytes]));
    expect(sizes(await readHypergraph(source))).toEqual([2, 2, 3]);
  });
});

describe('writing', () => {
  const tiny = new HypergraphBuilder();
  tiny.addIncidence(tiny.addEdge('e'), tiny.addNode('n'));
  const hypergraph = tiny.build();

  it.each(['a.csv', 'a.tsv', 'a.csv.gz', 'a.tsv.zst', 'a.parquet', 'a.arrow'])(
    '%s is read back from its name and content',
    async (name) => {
      const path = join(folder, name);
      const result = await writeHypergraph(hypergraph, path);
      expect(result.bytes).toBe((await readFile(path)).length);
      const back = await readHypergraph(path);
      expect(back.format).toBe(result.format);
      expect(sizes(back)).toEqual([1, 1, 1]);
      expect(await readdir(folder)).toEqual([name]);
    },
  );

  it('leaves nothing behind when it is stopped', async () => {
    const path = join(folder, 'a.csv');
    await writeFile(path, 'old');
    const options = { signal: AbortSignal.abort() };
    await expect(
      writeHypergraph(hypergraph, path, options),
    ).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('refuses a format that is not there', async () => {
    const path = join(folder, 'a.docx');
    await expect(writeHypergraph(hypergraph, path)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });
});

describe('damaged binary tables', () => {
  it.each(['parquet', 'arrow', 'arrows'])('%s cut short', async (name) => {
    const builder = new HypergraphBuilder();
    const edge = builder.addEdge('e');
    for (let i = 0; i < 50; i++) {
      builder.addIncidence(edge, builder.addNode(`n${i}`));
    }
    const path = join(folder, `a.${name}`);
    await writeHypergraph(builder.build(), path);
    const whole = await readFile(path);
    for (let length = 8; length < whole.length - 8; length += 37) {
      const cut = await file(`cut.${name}`, whole.subarray(0, length));
      await expect(
        readHypergraph(cut, { format: name === 'arrows' ? 'arrow' : name }),
      ).rejects.toMatchObject({ code: 'INVALID_DATA' });
    }
  });
});

describe('the registry', () => {
  it('knows a reader for every format by name', () => {
    expect(readerNamed('parquet').title).toBe('Parquet');
    expect(() => readerNamed('docx')).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });

  it('finds writers by ending, without that of the packing', () => {
    expect(writerFor('a.CSV.gz').name).toBe('csv');
    expect(writerFor('arrow').name).toBe('arrow');
  });

  it('says so where bytes are of no format', () => {
    expect(() => detectFormat(Uint8Array.of(1, 0, 2), 'x')).toThrow(
      expect.objectContaining({ code: 'INVALID_DATA' }),
    );
  });
});
