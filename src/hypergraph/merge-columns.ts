import { Dictionary } from 'apache-arrow';
import { IdTableBuilder } from './id-table-builder.ts';
import type { Incidence } from './incidence.ts';
import {
  defaultMergeRules,
  mergeValues,
  type MergeRule,
} from './merge-rule.ts';
import {
  dictionaryVector,
  numberVector,
  PropertyColumn,
  timestampVector,
  validityBitmap,
} from './property-column.ts';

/** What a rule makes of the numbers so far and one more. */
const steps: Partial<
  Record<string, (merged: number, value: number) => number>
> = {
  first: (merged) => merged,
  last: (_, value) => value,
  sum: (merged, value) => merged + value,
  min: Math.min,
  max: Math.max,
};

/**
 * One number for each class of rows, as `mergeValues` would give it, without a
 * JS value a row; undefined where column or rule are not of that kind.
 * @remarks O(rows).
 */
export function mergeNumbers(
  column: PropertyColumn,
  { offsets, members }: Incidence,
  rule: MergeRule,
): PropertyColumn | undefined {
  const { name, type } = column;
  const step = typeof rule === 'string' ? steps[rule] : undefined;
  const isNumeric =
    type === 'number' || type === 'integer' || type === 'timestamp';
  if (!isNumeric || !step) return undefined;
  const numbers = column.numbers();
  const values = new Float64Array(offsets.length - 1).fill(NaN);
  for (let row = 0; row < values.length; row++) {
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      const value = numbers[members[i]!]!;
      if (Number.isNaN(value)) continue;
      const merged = values[row]!;
      values[row] = Number.isNaN(merged) ? value : step(merged, value);
    }
  }
  const present = (row: number): boolean => !Number.isNaN(values[row]!);
  const validity = validityBitmap(values.length, present);
  const vector =
    type === 'timestamp'
      ? timestampVector(values, validity)
      : numberVector(values, validity);
  return new PropertyColumn(name, type, vector);
}

/**
 * One word for each class of rows, as `mergeValues` would give it; undefined
 * where column or rule are not of that kind.
 * @remarks O(rows); a JS string only for a class whose words differ.
 */
export function mergeWords(
  column: PropertyColumn,
  classes: Incidence,
  rule: MergeRule,
): PropertyColumn | undefined {
  const [chunk, ...rest] = column.vector.data;
  const isJoined = rule === defaultMergeRules['role'];
  if (!chunk || rest.length > 0 || !(chunk.type instanceof Dictionary)) {
    return undefined;
  }
  if (column.type !== 'string' || !(rule === 'first' || isJoined)) {
    return undefined;
  }
  const { offsets, members } = classes;
  const codes = chunk.values as ArrayLike<number>;
  const chosen = new Uint32Array(offsets.length - 1);
  const joined = new Map<number, string>();
  for (let row = 0; row < chosen.length; row++) {
    const [first, end] = [offsets[row]!, offsets[row + 1]!];
    if (first === end) return undefined;
    let pick = members[first]!;
    for (let i = first + 1; i < end; i++) {
      const other = members[i]!;
      if (!chunk.getValid(other)) continue;
      if (!chunk.getValid(pick)) pick = other;
      else if (isJoined && codes[other] !== codes[pick]) {
        joined.set(row, joinedWord(column, members.subarray(first, end)));
      }
    }
    chosen[row] = pick;
  }
  const picked = column.gather(chosen);
  return joined.size === 0 ? picked : withWords(picked, joined);
}

function joinedWord(column: PropertyColumn, rows: Uint32Array): string {
  const words = Array.from(rows, (row) => column.get(row));
  return mergeValues(words, defaultMergeRules['role']!) as string;
}

/** The string column with some rows replaced. */
function withWords(
  column: PropertyColumn,
  replaced: ReadonlyMap<number, string>,
): PropertyColumn {
  const chunk = column.vector.data[0]!;
  const codes = chunk.values as ArrayLike<number>;
  const words = new IdTableBuilder();
  const newCodes = Array.from(
    chunk.dictionary as Iterable<string | null>,
    (word) => words.intern(word ?? ''),
  );
  const validity = validityBitmap(column.length, (row) => chunk.getValid(row));
  const result = new Int32Array(column.length);
  for (let row = 0; row < result.length; row++) {
    result[row] = newCodes[codes[row]!] ?? 0;
  }
  for (const [row, word] of replaced) result[row] = words.intern(word);
  const vector = dictionaryVector(result, validity, words.build().ids);
  return new PropertyColumn(column.name, 'string', vector);
}
