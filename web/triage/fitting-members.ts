/**
 * How many members fit in a row, from the first on; the rest is counted, never
 * cut. At least one is shown.
 * @param widths - Text widths, pixels.
 * @param room - Pixels for all of them.
 * @param each - Pixels for the mark and the gaps of one member.
 * @param more - Pixels for "+12", needed if not all fit.
 */
export function fittingMembers(
  widths: readonly number[],
  room: number,
  each: number,
  more: number,
): number {
  let used = 0;
  let count = 0;
  for (const width of widths) {
    const isLast = count === widths.length - 1;
    used += width + each;
    if (used + (isLast ? 0 : more) > room && count > 0) break;
    count++;
  }
  return Math.max(Math.min(1, widths.length), count);
}
