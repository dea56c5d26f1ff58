import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeNumbers, mergeWords } from '#hypergraph/merge-columns.ts';
import { defaultMergeRules, mergeValues } from '#hypergraph/merge-rule.ts';
import {
  columnFromValues,
  type PropertyColumn,
  type PropertyValue,
} from '#hypergraph/property-column.ts';

/** Values in classes of one or more, with the classes' offsets. */
function classesOf<V extends PropertyValue>(
  value: fc.Arbitrary<V>,
): fc.Arbitrary<(V | null)[][]> {
  const cell = fc.option(value, { freq: 4 });
  return fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 8,
  });
}

function offsetsOf(classes: readonly unknown[][]): {
  offsets: Uint32Array;
  members: Uint32Array;
} {
  const offsets = new Uint32Array(classes.length + 1);
  for (const [row, members] of classes.entries()) {
    offsets[row + 1] = offsets[row]! + members.length;
  }
  return {
    offsets,
    members: Uint32Array.from({ length: offsets.at(-1)! }, (_, i) => i),
  };
}

const listed = (column: PropertyColumn | undefined): PropertyValue[] =>
  Array.from({ length: column?.length ?? 0 }, (_, row) => column!.get(row));

describe('merging columns by class', () => {
  it.each(['first', 'last', 'sum', 'min', 'max'] as const)(
    'numbers by %s as value by value',
    (rule) => {
      fc.assert(
        fc.property(classesOf(fc.integer({ min: -9, max: 9 })), (classes) => {
          const column = columnFromValues('w', 'number', classes.flat());
          const merged = mergeNumbers(column, offsetsOf(classes), rule);
          const expected = classes.map((values) => mergeValues(values, rule));
          expect(listed(merged)).toEqual(expected);
        }),
      );
    },
  );

  it.each([
    ['first', 'first'],
    ['joined', defaultMergeRules['role']!],
  ] as const)('words, %s, as value by value', (_, rule) => {
    const word = fc.constantFrom('head', 'tail', 'user', '');
    fc.assert(
      fc.property(classesOf(word), (classes) => {
        const column = columnFromValues('role', 'string', classes.flat());
        const merged = mergeWords(column, offsetsOf(classes), rule);
        const expected = classes.map((values) => mergeValues(values, rule));
        expect(listed(merged)).toEqual(expected);
      }),
    );
  });
});
