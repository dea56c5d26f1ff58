import type { JsonValue } from '#hypergraph/property-column.ts';

/** Whether two JSON values are equal, the order of keys aside; O(size). */
export function sameJson(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(right, key) &&
      sameJson(
        (left as Record<string, JsonValue>)[key] ?? null,
        (right as Record<string, JsonValue>)[key] ?? null,
      ),
  );
}
