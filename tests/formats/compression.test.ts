import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource, concatBytes } from '#formats/byte-source.ts';
import { compressBytes, compressionOf } from '#formats/compression.ts';
import { decompressSource, detectCompression } from '#formats/decompression.ts';
import type { ByteSource } from '#formats/format.ts';

const encoder = new TextEncoder();
const limits = { totalBytes: 2 ** 40 };

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk.slice());
  return concatBytes(all);
}

async function* pieces(
  bytes: Uint8Array,
  size: number,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

const inPieces = (bytes: Uint8Array, size: number): ByteSource => ({
  name: 'x.gz',
  open: () => pieces(bytes, size),
});

async function unpack(bytes: Uint8Array, size = 7): Promise<Uint8Array> {
  const source = await decompressSource(inPieces(bytes, size), limits);
  return collect(source.open());
}

const text = encoder.encode('edge,node\nx,a\nx,b\n'.repeat(40));

describe.each(['gzip', 'zstd'] as const)('%s', (compression) => {
  const pack = async (bytes: Uint8Array): Promise<Uint8Array> =>
    collect(compressBytes(pieces(bytes, 1000), compression));

  it('gives back any bytes, in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }),
        fc.integer({ min: 1, max: 600 }),
        async (bytes, size) => {
          const packed = await pack(bytes);
          expect(detectCompression(packed)).toBe(compression);
          expect(Array.from(await unpack(packed, size))).toEqual(
            Array.from(bytes),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('goes on after the first of several members', async () => {
    const both = concatBytes([await pack(text), await pack(text)]);
    expect(await unpack(both)).toHaveLength(text.length * 2);
  });

  it('says where the end is missing, wherever it is cut', async () => {
    const packed = await pack(text);
    for (let length = 5; length < packed.length; length++) {
      await expect(unpack(packed.subarray(0, length))).rejects.toMatchObject({
        code: 'INVALID_DATA',
        message: expect.stringContaining(
          `x.gz: ends in the middle of its ${compression} stream`,
        ) as unknown,
      });
    }
  });

  it('refuses damaged bytes', async () => {
    const packed = (await pack(text)).slice();
    packed.fill(0xff, 6, 30);
    await expect(unpack(packed)).rejects.toMatchObject({
      code: 'INVALID_DATA',
    });
  });

  it('stops at the limit of plain bytes', async () => {
    const packed = await pack(text);
    const source = await decompressSource(inPieces(packed, 50), {
      totalBytes: text.length - 1,
    });
    await expect(collect(source.open())).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
  });

  it('passes on what its source throws', async () => {
    const packed = await pack(text);
    const source: ByteSource = {
      name: 'x',
      async *open() {
        yield packed.subarray(0, 20);
        throw Object.assign(new Error('gone'), { code: 'EIO' });
      },
    };
    const plain = await decompressSource(source, limits);
    await expect(collect(plain.open())).rejects.toThrow();
  });
});

describe('compression', () => {
  it('refuses a bomb by its ratio', async () => {
    const zeros = gzipSync(new Uint8Array(1 << 24));
    const members = Array.from({ length: 20 }, () => zeros);
    const source = await decompressSource(
      inPieces(concatBytes(members), 1 << 16),
      limits,
    );
    let plain = 0;
    const read = async (): Promise<void> => {
      for await (const chunk of source.open()) plain += chunk.length;
    };
    await expect(read()).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(plain).toBeLessThan(20 << 24);
  });

  it.each([
    ['ZIP', [0x50, 0x4b, 3, 4]],
    ['bzip2', [0x42, 0x5a, 0x68, 0x39]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ])('says to unpack %s', async (name, magic) => {
    const bytes = Uint8Array.from([...magic, 0, 0, 0, 0]);
    await expect(
      decompressSource(bytesSource('a', bytes), limits),
    ).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringContaining(name) as unknown,
    });
  });

  it('is chosen by the ending', () => {
    expect(compressionOf('a.csv.gz')).toBe('gzip');
    expect(compressionOf('a.hif.json.ZST')).toBe('zstd');
    expect(compressionOf('a.gzip.csv')).toBeUndefined();
  });

  it('reports what the writer throws', async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield text;
      throw new Error('no more');
    };
    for (const compression of ['gzip', 'zstd'] as const) {
      await expect(
        collect(compressBytes(failing(), compression)),
      ).rejects.toThrow('no more');
    }
  });
});
