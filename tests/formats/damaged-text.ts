import fc from 'fast-check';
import { expect } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import { fixMapping } from '#formats/fix-columns.ts';
import type { FormatReader, ReadResult } from '#formats/format.ts';
import { hifWriter } from '#formats/hif-writer.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import { readText, writtenBytes } from '../support/read-text.ts';
import { arbitraryMutation, mutate } from './mutated-bytes.ts';

const limits = {
  ...defaultReadLimits,
  depth: 20,
  recordBytes: 4000,
  columns: 50,
};

/** What reading gives: a result, or an error of the data; any other error is a bug. */
export async function outcome(
  reader: FormatReader,
  bytes: Uint8Array,
): Promise<ReadResult | PolyadError> {
  try {
    const mapping = reader.name === 'fixes' ? fixMapping : {};
    return await readText(reader, bytes, { limits, mapping }, 37);
  } catch (error) {
    if (!(error instanceof PolyadError)) throw error;
    return error;
  }
}

/** Checks that a result is sound, or that an error names the file and is the data's. */
export async function checkOutcome(
  result: ReadResult | PolyadError,
): Promise<void> {
  if (result instanceof PolyadError) {
    expect(['INVALID_DATA', 'LIMIT_EXCEEDED']).toContain(result.code);
    expect(result.message).toMatch(/^f(:\d+)*[ :]/);
    return;
  }
  for (const row of result.rejected.rows) {
    expect(row.file).toBe('f');
    expect(row.line).toBeGreaterThan(0);
    expect(row.reason).not.toBe('');
    expect(row.expected).not.toBe('');
  }
  const { edges, nodeCount } = result.hypergraph;
  expect(edges.members.every((node) => node < nodeCount)).toBe(true);
  const written = await writtenBytes(hifWriter, result.hypergraph);
  expect(written.length).toBeGreaterThan(0);
}

/** Damages a file `runs` times and reads each. */
export async function fuzzReader(
  reader: FormatReader,
  sample: string,
  runs: number,
): Promise<void> {
  const whole = new TextEncoder().encode(sample);
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryMutation, { minLength: 1, maxLength: 4 }),
      async (mutations) => {
        const bytes = mutations.reduce(mutate, whole);
        expect(reader.detect(bytes, 'f')).toBeLessThanOrEqual(1);
        await checkOutcome(await outcome(reader, bytes));
      },
    ),
    { numRuns: runs },
  );
}
