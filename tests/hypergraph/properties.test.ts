import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeValues, ruleFor } from '#hypergraph/merge-rule.ts';
import { mergeRows } from '#hypergraph/merge-rows.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import { PropertyTableBuilder } from '#hypergraph/property-table.ts';

function tableOf(values: readonly JsonValue[], name = 'value') {
  const builder = new PropertyTableBuilder();
  values.forEach((value, row) => {
    builder.set(row, name, value);
  });
  return builder.build(values.length);
}

describe('PropertyTable', () => {
  it('gives back every value, null where there was none', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.string({ maxLength: 8 }),
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.jsonValue({ maxDepth: 2 }).map((v) => v as JsonValue),
    );
    const columns = fc.oneof(
      fc.array(cell),
      fc.array(fc.option(fc.string({ maxLength: 4 }))),
      fc.array(fc.option(fc.integer())),
      fc.array(fc.option(fc.boolean())),
    );
    fc.assert(
      fc.property(columns, (values) => {
        const table = tableOf(values);
        const kept = values.map((_, row) => table.get('value', row));
        // JSON has no negative zero
        expect(kept.map((v) => JSON.stringify(v))).toEqual(
          values.map((v) => JSON.stringify(v)),
        );
      }),
    );
  });

  it.each([
    [[1, 2], 'integer'],
    [[1.5, 2], 'number'],
    [['x', null], 'string'],
    [[true, null, false], 'boolean'],
    [[1, 'x'], 'json'],
    [[{ a: 1 }], 'json'],
  ] as const)('settles the type of %j as %s', (values, type) => {
    expect(tableOf(values).column('value')?.type).toBe(type);
  });

  it('keeps a declared timestamp in milliseconds', () => {
    const builder = new PropertyTableBuilder([['time', 'timestamp']]);
    builder.set(1, 'time', 1_762_732_800_123);
    const table = builder.build(2);
    expect(table.column('time')?.type).toBe('timestamp');
    expect(table.row(0)).toEqual({});
    expect(table.row(1)).toEqual({ time: 1_762_732_800_123 });
    expect(table.column('time')?.numbers()[0]).toBeNaN();
  });

  it('gathers rows in any order, with repeats', () => {
    const table = tableOf(['a', null, 'c']).gather([2, 0, 2, 1]);
    expect([0, 1, 2, 3].map((row) => table.get('value', row))).toEqual([
      'c',
      'a',
      'c',
      null,
    ]);
  });

  it('holds a property called __proto__ as data', () => {
    const row = tableOf(['x'], '__proto__').row(0);
    expect(Object.keys(row)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });
});

describe('merge rules', () => {
  it.each([
    ['first', 3],
    ['last', 1],
    ['sum', 6],
    ['min', 1],
    ['max', 3],
    ['mean', 2],
    ['count', 3],
  ] as const)('%s of 3, 2, 1 is %d', (rule, expected) => {
    expect(mergeValues([null, 3, 2, 1], rule)).toBe(expected);
  });

  it('defaults by meaning, and can be overridden by name', () => {
    expect(ruleFor('weight', {})).toBe('sum');
    expect(ruleFor('time', {})).toBe('min');
    expect(ruleFor('end', {})).toBe('max');
    expect(ruleFor('constructor', {})).toBe('first');
    expect(ruleFor('weight', { weight: 'max' })).toBe('max');
  });

  it('turns classes of rows into rows', () => {
    const classes = {
      offsets: Uint32Array.of(0, 2, 3),
      members: Uint32Array.of(0, 2, 1),
    };
    const merged = mergeRows(tableOf([1, 5, 2], 'weight'), classes);
    expect([merged.get('weight', 0), merged.get('weight', 1)]).toEqual([3, 5]);
    const distinct = mergeRows(tableOf(['a', 'b', 'a']), classes, {
      value: 'distinct',
    });
    expect(distinct.get('value', 0)).toEqual(['a']);
  });
});
