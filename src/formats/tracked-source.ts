import type { ByteSource } from './format.ts';

/** A source whose reads can all be ended at once. */
export interface TrackedSource {
  readonly source: ByteSource;
  /** Ends every read that was begun and not finished, so that no file stays open. */
  close(): Promise<void>;
}

/** Follows the reads of a source: detection begins some that nobody finishes. */
export function trackSource(source: ByteSource): TrackedSource {
  const reads: AsyncIterator<Uint8Array>[] = [];
  const { name, size } = source;
  const slice = source.slice?.bind(source);
  return {
    source: {
      name,
      ...(size === undefined ? {} : { size }),
      ...(slice === undefined ? {} : { slice }),
      open: () => {
        const read = source.open()[Symbol.asyncIterator]();
        reads.push(read);
        return { [Symbol.asyncIterator]: () => read };
      },
    },
    close: async () => {
      for (const read of reads) await read.return?.();
    },
  };
}
