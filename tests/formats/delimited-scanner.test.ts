import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DelimitedScanner } from '#formats/delimited-scanner.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';

const encoder = new TextEncoder();

/** Records with the line each starts on, from text cut into pieces of `size` bytes. */
function scan(
  text: string | Uint8Array,
  size = 1 << 20,
  limits = defaultReadLimits,
): { line: number; cells: string[] }[] {
  const scanner = new DelimitedScanner({ file: 'f', delimiter: 0x2c, limits });
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const records: { line: number; cells: string[] }[] = [];
  const drain = (): void => {
    while (scanner.next()) {
      const cells = Array.from({ length: scanner.cellCount }, (_, cell) =>
        scanner.text(cell),
      );
      records.push({ line: scanner.line, cells });
    }
  };
  for (let at = 0; at < bytes.length; at += size) {
    scanner.push(bytes.subarray(at, at + size));
    drain();
  }
  scanner.finish();
  drain();
  return records;
}

const cells = (text: string, size?: number): string[][] =>
  scan(text, size).map((record) => record.cells);

describe('delimited scanner', () => {
  it('divides text as csv-parse does, wherever chunks are cut', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', ';') }),
      fc
        .string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', '€') })
        .map((text) => `"${text.replaceAll('"', '""')}"`),
    );
    const record = fc
      .array(cell, { minLength: 1, maxLength: 4 })
      .map((row) => row.join(','));
    const table = fc.tuple(
      fc.array(record, { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(table, ([records, end, ended, size]) => {
        const text = records.join(end) + (ended ? end : '');
        const expected = parse(text, {
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: end,
        });
        expect(cells(text, size)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('counts the lines that quoted cells run over', () => {
    expect(scan('a,b\n"x\ny\r\nz",2\n\nc,d\re,f').map((r) => r.line)).toEqual([
      1, 2, 6, 7,
    ]);
  });

  it('takes a quote inside a bare cell for a character', () => {
    expect(cells('5" disk,b"c"\n')).toEqual([['5" disk', 'b"c"']]);
  });

  it('marks text after a closing quote', () => {
    const scanner = new DelimitedScanner({
      file: 'f',
      delimiter: 0x2c,
      limits: defaultReadLimits,
    });
    scanner.push(encoder.encode('a,"b"c,d\n1,2,3\n'));
    scanner.finish();
    scanner.next();
    expect(scanner.fault).toMatchObject({ cell: 1 });
    expect(scanner.place(1)).toEqual({ line: 1, column: 3 });
    scanner.next();
    expect(scanner.fault).toBeUndefined();
  });

  it('names the line of a quote that is never closed', () => {
    expect(() => scan('a,b\nc,"d\ne,f\n')).toThrow(
      expect.objectContaining({
        code: 'INVALID_DATA',
        details: expect.objectContaining({ line: 2 }) as unknown,
      }),
    );
  });

  it.each([1, 7, 1 << 20])('places a NUL byte, chunks of %i', (size) => {
    expect(() => scan('a,b\nxé,y\0z\n', size)).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({ line: 2, column: 5 }) as unknown,
      }),
    );
  });

  it('refuses a record above the limit, and only that', () => {
    const limits = { ...defaultReadLimits, recordBytes: 20 };
    expect(scan(`${'a'.repeat(19)}\n`, 3, limits)).toHaveLength(1);
    expect(() => scan(`ok\n${'a'.repeat(21)}\n`, 3, limits)).toThrow(
      expect.objectContaining({
        code: 'INVALID_DATA',
        details: expect.objectContaining({ line: 2 }) as unknown,
      }),
    );
  });

  it('refuses more columns than the limit', () => {
    const limits = { ...defaultReadLimits, columns: 16 };
    expect(() => scan(','.repeat(40), 64, limits)).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });

  it('scans a long record in time that grows with its length', () => {
    // Byte by byte: scanned anew at every byte, this would take half a million passes.
    const text = `"${'x'.repeat(500_000)}",1\n`;
    expect(cells(text, 1)[0]?.[0]).toHaveLength(500_000);
  });
});
