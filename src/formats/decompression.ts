import { Decompress } from 'fzstd';
import { PolyadError } from '#errors/polyad-error.ts';
import { peekSource, unsharedBytes } from './byte-source.ts';
import type { ByteSource, ReadLimits } from './format.ts';
import { rejectionError } from './rejection-log.ts';

/** How a file is packed. */
export type Compression = 'gzip' | 'zstd';

/** Bytes that one packed byte may become before a file counts as a bomb. */
const GREATEST_RATIO = 500;
/** Below this the ratio is not looked at: small files of one value pack well. */
const RATIO_FREE_BYTES = 256 * 2 ** 20;

const magics: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** Packings that are recognised only to say what to do about them. */
const refused: readonly (readonly [string, readonly number[]])[] = [
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a bzip2 file', [0x42, 0x5a, 0x68]],
  ['an xz file', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf]],
];

/** The packing whose magic number the bytes start with. */
export function detectCompression(head: Uint8Array): Compression | undefined {
  const known = magics.find(([, magic]) => startsWith(head, magic));
  if (known) return known[0];
  // A skippable frame, which some tools put first.
  const [b0 = 0, ...rest] = head.subarray(0, 4);
  const skippable =
    (b0 & 0xf0) === 0x50 && startsWith(rest, [0x2a, 0x4d, 0x18]);
  return skippable ? 'zstd' : undefined;
}

/**
 * The source with plain bytes, unpacked where its first bytes say gzip or zstd.
 * @throws PolyadError INVALID_DATA for another packing; while reading, where the
 * packed stream is cut short or damaged; LIMIT_EXCEEDED above `limits.totalBytes`
 * or at a ratio only a bomb has.
 */
export async function decompressSource(
  packed: ByteSource,
  limits: Pick<ReadLimits, 'totalBytes'>,
): Promise<ByteSource> {
  const { head, source } = await peekSource(packed, 16);
  const compression = detectCompression(head);
  if (compression) {
    const { name } = source;
    const unpack = compression === 'gzip' ? gunzip : unzstd;
    return {
      name,
      open: () => guard(source, (chunks) => unpack(chunks, name), limits),
    };
  }
  const other = refused.find(([, magic]) => startsWith(head, magic));
  if (!other) return source;
  throw rejectionError({
    file: source.name,
    reason: `this is ${other[0]}`,
    expected: 'plain bytes, gzip or zstd. Unpack it first',
  });
}

/** File name without the ending of its packing. */
export function withoutCompressionEnding(name: string): string {
  return name.replace(/\.(gz|gzip|zst|zstd)$/i, '');
}

function startsWith(
  bytes: ArrayLike<number>,
  magic: readonly number[],
): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

async function* guard(
  source: ByteSource,
  unpack: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  limits: Pick<ReadLimits, 'totalBytes'>,
): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let plain = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      packed += chunk.length;
      yield chunk;
    }
  };
  for await (const chunk of unpack(counted())) {
    plain += chunk.length;
    const bomb =
      plain > RATIO_FREE_BYTES && plain / packed > GREATEST_RATIO
        ? `unpacks to more than ${GREATEST_RATIO} times its size`
        : undefined;
    const large =
      plain > limits.totalBytes
        ? `unpacks to more than ${limits.totalBytes} bytes`
        : undefined;
    const reason = large ?? bomb;
    if (reason !== undefined) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `${source.name} ${reason}. Unpack it yourself if it is what you want to read.`,
        { file: source.name, packed, plain },
      );
    }
    yield chunk;
  }
}

async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream('gzip');
  let sourceError: unknown;
  const feed = async (): Promise<void> => {
    const writer = stream.writable.getWriter();
    try {
      for await (const chunk of chunks) {
        await writer.write(unsharedBytes(chunk));
      }
      await writer.close();
    } catch (cause) {
      sourceError = cause;
      await writer.abort(cause).catch(() => undefined);
    }
  };
  const fed = feed();
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) break;
      yield next.value;
    }
  } catch (cause) {
    await fed;
    if (sourceError instanceof PolyadError) throw sourceError;
    throw damaged(file, 'gzip', cause);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* unzstd(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const stream = new Decompress((chunk) => ready.push(chunk.slice()));
  const push = (chunk: Uint8Array, last: boolean): Uint8Array[] => {
    ready = [];
    try {
      stream.push(chunk, last);
    } catch (cause) {
      throw damaged(file, 'zstd', cause);
    }
    return ready;
  };
  for await (const chunk of chunks) {
    // Small pieces, so that a bomb is stopped between them.
    for (let at = 0; at < chunk.length; at += 65_536) {
      yield* push(chunk.subarray(at, at + 65_536), false);
    }
  }
  yield* push(new Uint8Array(0), true);
}

function damaged(file: string, name: Compression, cause: unknown): PolyadError {
  const text = cause instanceof Error ? cause.message : '';
  const cut = /unexpected e(nd|of)|truncated|incomplete/i.test(text);
  return rejectionError(
    {
      file,
      reason: cut
        ? `ends in the middle of its ${name} stream`
        : `its ${name} stream is damaged`,
      expected: `a whole ${name} file. Copy or download it again`,
    },
    { cause },
  );
}
