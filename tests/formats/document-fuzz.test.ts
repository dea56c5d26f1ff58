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
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { arbitraryHypergraph } from '../support/arbitrary-hypergraph.ts';
import { readText, writtenBytes } from '../support/read-text.ts';
import { outcome } from './damaged-text.ts';
import { arbitraryMutation, mutate } from './mutated-bytes.ts';

const formats: readonly (readonly [FormatReader, FormatWriter])[] = [
  [hifReader, hifWriter],
  [jsonReader, jsonWriter],
  [jsonlReader, jsonlWriter],
  [edgeListReader, edgeListWriter],
  [gmtReader, gmtWriter],
];

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
