/** Indices in [0, count) that `accepts` says yes to, ascending; O(count). */
export function indicesWhere(
  count: number,
  accepts: (index: number) => boolean,
): number[] {
  const found: number[] = [];
  for (let index = 0; index < count; index++) {
    if (accepts(index)) found.push(index);
  }
  return found;
}
