import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PolyadError } from '#errors/polyad-error.ts';
import type { FormatReader, FormatWriter } from '#formats/format.ts';
import { edgeListReader, edgeListWriter } from '#formats/edge-list.ts';
import { gmtReader, gmtWriter } from '#formats/gmt.ts';
import { hifReader } from '#formats/hif.ts';
import { hifWriter } from '#formats/hif-writer.ts';
import { jsonReader, jsonWriter } from '#formats/json.ts';
import { jsonlReader } from '#formats/jsonl.ts';
import { jsonlWriter } from '#formats/jsonl-writer.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import type { ReadResult } from '#formats/format.ts';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { readText, writtenBytes } from '../support/read-text.ts';

const formats: readonly (readonly [FormatReader, FormatWriter])[] = [
  [hifReader, hifWriter],
  [jsonReader, jsonWriter],
  [jsonlReader, jsonlWriter],
  [edgeListReader, edgeListWriter],
  [gmtReader, gmtWriter],
];

/** A change to a file: cut, insert, delete, swap or repeat some bytes. */
interface Mutation {
  readonly kind: 'cut' | 'insert' | 'delete' | 'repeat';
  /** Where, as a share of the length. */
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

const arbitraryMutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('cut', 'insert', 'delete', 'repeat'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 30 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
    fc
      .constantFrom(
        '"',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '\\',
        '\n',
        '\t',
        '\\ud800',
        '1e999',
        'null',
        '#',
        '\ufeff',
        '\u0000',
      )
      .map((text) => new TextEncoder().encode(text)),
  ),
});

function mutate(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const at = Math.floor(mutation.at * bytes.length);
  const before = bytes.subarray(0, at);
  const some = bytes.subarray(at, at + mutation.length);
  const after = bytes.subarray(at);
  const rest = bytes.subarray(at + mutation.length);
  const parts = {
    cut: [before],
    insert: [before, mutation.bytes, after],
    delete: [before, rest],
    repeat: [before, some, after],
  }[mutation.kind];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Reads, and answers the result, or the error if it is one that names its place. */
async function outcome(
  reader: FormatReader,
  bytes: Uint8Array,
): Promise<ReadResult | PolyadError> {
  const limits = { ...defaultReadLimits, depth: 20, recordBytes: 4000 };
  try {
    return await readText(reader, bytes, { limits }, 37);
  } catch (error) {
    if (!(error instanceof PolyadError)) throw error;
    return error;
  }
}

describe('damaged input', () => {
  it.each(formats)(
    'reads or refuses any damaged file: $name',
    async (reader, writer) => {
      const textual = writer === edgeListWriter || writer === gmtWriter;
      const hypergraphs = arbitraryHypergraph(
        textual ? { idText: fc.stringMatching(/^[a-z0-9]{1,4}$/) } : {},
      );
      await fc.assert(
        fc.asyncProperty(
          hypergraphs,
          fc.array(arbitraryMutation, { minLength: 1, maxLength: 3 }),
          async (hypergraph, mutations) => {
            const whole = await writtenBytes(writer, hypergraph);
            const bytes = mutations.reduce(mutate, whole);
            const result = await outcome(reader, bytes);
            if (result instanceof PolyadError) {
              expect(result.code).toBe('INVALID_DATA');
              expect(result.message).toMatch(/^f(:\d+)*: ./);
              return;
            }
            for (const row of result.rejected.rows) {
              expect(row.file).toBe('f');
              expect(row.line).toBeGreaterThan(0);
              expect(row.column).toBeGreaterThan(0);
              expect(row.reason).not.toBe('');
              expect(row.expected).not.toBe('');
            }
            // What was read is sound enough to be written.
            const { members } = result.hypergraph.edges;
            expect(
              members.every((node) => node < result.hypergraph.nodeCount),
            ).toBe(true);
            expect(
              (await writtenBytes(hifWriter, result.hypergraph)).length,
            ).toBeGreaterThan(0);
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it.each(formats)('reads or refuses any bytes: $name', async (reader) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        expect(reader.detect(bytes, 'f')).toBeLessThanOrEqual(1);
        const result = await outcome(reader, bytes);
        if (result instanceof PolyadError)
          expect(result.code).toBe('INVALID_DATA');
        else expect(result.hypergraph.nodeCount).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  it.each(formats)('refuses a line of 20 MB: %#', async (reader) => {
    const huge = new Uint8Array(20e6).fill(0x61);
    huge[0] = reader === hifReader || reader === jsonReader ? 0x5b : 0x61;
    huge[1] = 0x22;
    const result = await readText(reader, huge).catch(
      (error: unknown) => error,
    );
    expect(result).toBeInstanceOf(PolyadError);
    expect((result as PolyadError).code).toBe('INVALID_DATA');
    expect((result as PolyadError).details.line).toBe(1);
  });

  it.each(formats)('stops when asked to: %#', async (reader, writer) => {
    const bytes = await writtenBytes(writer, hypergraphFromMembers([['a']]));
    const signal = AbortSignal.abort();
    await expect(readText(reader, bytes, { signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});
