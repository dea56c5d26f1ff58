/** Rows as bit sets: bit `c % 32` of word `c / 32` says that the row holds column `c`. */
export interface RowBits {
  /** Row by row, `words` each. */
  readonly bits: Uint32Array;
  readonly rows: number;
  readonly words: number;
}

/**
 * Columns that each two rows share.
 * @returns Length `rows²`; entry `left · rows + right`.
 * @remarks The twin of the kernel; time O(rows² · words).
 */
export function overlapMatrix({ bits, rows, words }: RowBits): Uint32Array {
  const overlaps = new Uint32Array(rows * rows);
  for (let left = 0; left < rows; left++) {
    for (let right = 0; right < rows; right++) {
      for (let word = 0; word < words; word++) {
        let shared = bits[left * words + word]! & bits[right * words + word]!;
        for (; shared !== 0; shared &= shared - 1) {
          overlaps[left * rows + right]!++;
        }
      }
    }
  }
  return overlaps;
}
