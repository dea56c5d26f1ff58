import type { RowBits } from './bitmap-overlap.ts';

/**
 * Rank over GF(2) of rows that are bit sets: how many of them no sum of others gives.
 * @remarks The twin of the kernel: each row in turn is reduced by those kept before it, which
 * differ in their first bit. Time O(rows · rank · words).
 */
export function gf2Rank({ bits, rows, words }: RowBits): number {
  /** Kept rows by their first column. */
  const kept = new Map<number, Uint32Array>();
  for (let row = 0; row < rows; row++) {
    const sum = bits.slice(row * words, (row + 1) * words);
    for (
      let column = firstColumn(sum);
      column >= 0;
      column = firstColumn(sum)
    ) {
      const other = kept.get(column);
      if (other === undefined) {
        kept.set(column, sum);
        break;
      }
      for (let word = 0; word < words; word++) sum[word]! ^= other[word]!;
    }
  }
  return kept.size;
}

/** −1 where there is none. */
function firstColumn(row: Uint32Array): number {
  const word = row.findIndex((bits) => bits !== 0);
  if (word < 0) return -1;
  const bits = row[word]!;
  return word * 32 + 31 - Math.clz32(bits & -bits);
}
