/**
 * Rows too long for one invocation, which get a workgroup of their own.
 * @param offsets - Row offsets.
 * @param longest - Rows up to this length are short.
 */
export function longRows(offsets: Uint32Array, longest: number): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row + 1 < offsets.length; row++) {
    const length = (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
    if (length > longest) rows.push(row);
  }
  return Uint32Array.from(rows);
}
