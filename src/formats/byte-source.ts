import { PolyadError } from '#errors/polyad-error.ts';
import { throwIfStopped } from '#numeric/cancellation.ts';
import type { ByteSource, ReadOptions } from './format.ts';

/** A source over bytes at hand: an upload, a dropped file, a test. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
    async slice(start, end) {
      return bytes.subarray(start, end);
    },
  };
}

/** A source that was looked into without losing what was read. */
export interface PeekedSource {
  /** The first bytes, at most as many as were asked for; fewer at the end of input. */
  readonly head: Uint8Array;
  /** The whole source, from its first byte. */
  readonly source: ByteSource;
}

/**
 * Reads the first bytes of a source. The first `open` of the result goes on
 * with the same read, so that standard input works too; later ones start again.
 */
export async function peekSource(
  source: ByteSource,
  bytes: number,
): Promise<PeekedSource> {
  const chunks = source.open()[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < bytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    read.push(next.value);
    length += next.value.length;
  }
  let opened = false;
  return {
    head: concatBytes(read).subarray(0, bytes),
    source: {
      ...describe(source),
      open(): AsyncIterable<Uint8Array> {
        if (opened) return source.open();
        opened = true;
        return replay(read, chunks);
      },
    },
  };
}

function describe(source: ByteSource): Omit<ByteSource, 'open'> {
  const { name, size } = source;
  const slice = source.slice?.bind(source);
  return {
    name,
    ...(size === undefined ? {} : { size }),
    ...(slice === undefined ? {} : { slice }),
  };
}

async function* replay(
  read: Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let chunk = read.shift(); chunk; chunk = read.shift()) yield chunk;
    for (;;) {
      const next = await rest.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

/**
 * Every byte of a source, for formats that are read from their end.
 * @throws PolyadError LIMIT_EXCEEDED above 2 GiB or `limits.totalBytes`.
 */
export async function collectBytes(
  source: ByteSource,
  options: Pick<ReadOptions, 'limits' | 'signal'>,
): Promise<Uint8Array> {
  const limit = Math.min(options.limits.totalBytes, 2 ** 31);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    throwIfStopped(options.signal);
    length += chunk.length;
    if (length > limit) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `${source.name} holds more than ${limit} bytes and cannot be read in pieces. Give the path of an uncompressed file.`,
        { file: source.name, limit },
      );
    }
    chunks.push(chunk);
  }
  return concatBytes(chunks);
}

/** The chunks end to end; the chunk itself where there is only one. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** The bytes in memory that no other thread sees, which streams of a page insist on. */
export function unsharedBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes);
}
