import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdTableBuilder } from '#hypergraph/id-table-builder.ts';
import { SequentialIdTable } from '#hypergraph/id-table.ts';

const arbitraryId = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer({ min: -50, max: 50 }),
  fc.integer({ min: -50, max: 50 }).map(String),
);

describe('IdTable', () => {
  it('numbers ids by first appearance and finds them again, like a Map', () => {
    fc.assert(
      fc.property(fc.array(arbitraryId, { maxLength: 200 }), (ids) => {
        const reference = new Map<string | number, number>();
        const builder = new IdTableBuilder();
        for (const id of ids) {
          if (!reference.has(id)) reference.set(id, reference.size);
          expect(builder.intern(id)).toBe(reference.get(id));
        }
        const table = builder.build();
        expect(table.count).toBe(reference.size);
        for (const [id, index] of reference) {
          expect(table.indexOf(id)).toBe(index);
          expect(table.idAt(index)).toStrictEqual(id);
          expect(table.textAt(index)).toBe(String(id));
        }
      }),
    );
  });

  it('keeps 1 and "1" apart, and lets text find an integer', () => {
    const builder = new IdTableBuilder();
    builder.intern(1);
    builder.intern('1');
    builder.intern(2);
    const table = builder.build();
    expect(table.indexOf(1)).toBe(0);
    expect(table.indexOf('1')).toBe(1);
    expect(table.indexOf('2')).toBe(2);
    expect(table.indexOf('3')).toBeUndefined();
    expect(table.indexOf(3)).toBeUndefined();
  });

  it('interns bytes and strings alike', () => {
    const builder = new IdTableBuilder();
    const bytes = new TextEncoder().encode('…naïve…');
    const index = builder.intern('…naïve…');
    expect(builder.internBytes(bytes, 0, bytes.length)).toBe(index);
    expect(builder.textAt(index)).toBe('…naïve…');
  });

  it('survives growth to many ids', () => {
    const builder = new IdTableBuilder();
    for (let i = 0; i < 20_000; i++) builder.intern(`id-${i}`);
    const table = builder.build();
    for (let i = 0; i < 20_000; i += 97) {
      expect(table.indexOf(`id-${i}`)).toBe(i);
    }
  });

  it('refuses an integer that cannot be kept exactly', () => {
    expect(() => new IdTableBuilder().intern(2 ** 60)).toThrow(/2?.*string/);
  });

  it('computes row numbers without storing them', () => {
    const table = new SequentialIdTable(3);
    expect(table.idAt(2)).toBe('2');
    expect(table.indexOf('2')).toBe(2);
    for (const wrong of ['3', '02', '-1', '', 'x']) {
      expect(table.indexOf(wrong)).toBeUndefined();
    }
  });
});

it('keeps a byte order mark at the start of an id', () => {
  const builder = new IdTableBuilder();
  builder.intern('\ufeffa');
  builder.intern('a');
  expect(builder.build().textAt(0)).toBe('\ufeffa');
});
