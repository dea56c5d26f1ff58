import type { Id } from '#hypergraph/id-table.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';
import type { JsonFrameValues, JsonPath } from './json-frame-values.ts';

/**
 * The id that a JSON value is, or undefined if it is none. Integers beyond
 * 2⁵³ become their digits as text, so that none is taken for another.
 * @param path - Where the value is, for its digits.
 */
export function idOfJson(
  value: JsonValue,
  values: JsonFrameValues,
  path: JsonPath,
): Id | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return undefined;
  if (Number.isSafeInteger(value)) return value;
  return integerDigits(value, values, path);
}

/** A value, or its digits as text where it is an integer with more of them than a number holds. */
export function exactValue(
  value: JsonValue,
  values: JsonFrameValues,
  path: JsonPath,
): JsonValue {
  if (!values.hasLargeNumbers || typeof value !== 'number') return value;
  const digits = integerDigits(value, values, path);
  // JavaScript prints large integers by their shortest digits, not their exact ones.
  const isKept =
    digits === undefined ||
    digits === String(value) ||
    BigInt(digits) === BigInt(value);
  return isKept ? value : digits;
}

function integerDigits(
  value: number,
  values: JsonFrameValues,
  path: JsonPath,
): string | undefined {
  if (!Number.isInteger(value)) return undefined;
  const digits = values.sourceText(path);
  return /^-?\d+$/.test(digits) ? digits : undefined;
}
