import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import { readText } from '../support/read-text.ts';
import { checkOutcome, fuzzReader, outcome } from './damaged-text.ts';
import { textReaders } from './reader-samples.ts';

// tests/long/reader-fuzz.test.ts does the same 100,000 times a reader.
describe.each(textReaders.map((each) => [each.reader.name, each] as const))(
  'the reader of %s',
  (_name, { reader, sample }) => {
    it('reads its sample', async () => {
      expect(sample).not.toBe('');
      const { hypergraph, rejected } = await readText(reader, sample);
      expect(hypergraph.edgeCount).toBeGreaterThan(0);
      expect(hypergraph.incidenceCount).toBeGreaterThan(1);
      expect(rejected.count).toBe(0);
      const head = new TextEncoder().encode(sample);
      expect(
        reader.detect(head, `f.${reader.extensions[0] ?? ''}`),
      ).toBeGreaterThan(0.1);
    });

    it('reads or refuses what was damaged', () =>
      fuzzReader(reader, sample, 200));

    it('reads or refuses any bytes', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
          await checkOutcome(await outcome(reader, bytes));
        }),
        { numRuns: 80 },
      );
    });

    it('reads or refuses a cell of 20 MB', { timeout: 60_000 }, async () => {
      const at = Math.floor(sample.length * 0.7);
      const huge = sample.slice(0, at) + 'a'.repeat(20e6) + sample.slice(at);
      const code = await readText(reader, huge).then(
        () => 'read',
        (error: unknown) =>
          error instanceof PolyadError ? error.code : String(error),
      );
      expect(['read', 'INVALID_DATA']).toContain(code);
    });

    it('stops when asked to', async () => {
      const signal = AbortSignal.abort();
      await expect(readText(reader, sample, { signal })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
    });
  },
);
