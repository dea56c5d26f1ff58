import type { RowBits } from '#compute/cpu/bitmap-overlap.ts';
import { gf2Rank } from '#compute/cpu/gf2-rank.ts';
import { rowBits } from '#compute/gpu/bitmap-overlap.ts';
import { Random } from '#numeric/random.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';

/** Random rows, and sums of them: about `rank` of them are independent. */
function dependentRows(
  { rows, words, rank }: { rows: number; words: number; rank: number },
  seed: number,
): RowBits {
  const random = new Random(seed);
  const bits = new Uint32Array(rows * words);
  for (let row = 0; row < rows; row++) {
    const own = bits.subarray(row * words, (row + 1) * words);
    if (row < rank) {
      own.forEach((_, word) => (own[word] = random.nextUint32()));
      continue;
    }
    for (let term = 0; term < 3 && rank > 0; term++) {
      const other = random.nextUint32() % row;
      own.forEach((_, word) => (own[word]! ^= bits[other * words + word]!));
    }
  }
  return { bits, rows, words };
}

/** The same matrix by columns. */
function transposed({ bits, rows, words }: RowBits): RowBits {
  const columns = words * 32;
  const wordsOfColumn = Math.ceil(rows / 32);
  const turned = new Uint32Array(columns * wordsOfColumn);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const bit = (bits[row * words + (column >> 5)]! >>> (column & 31)) & 1;
      turned[column * wordsOfColumn + (row >> 5)]! |= bit << (row & 31);
    }
  }
  return { bits: turned, rows: columns, words: wordsOfColumn };
}

export function describeGf2Rank({
  run,
  runs,
  isTwin,
}: Backend<[RowBits], number>): void {
  it('counts rows that no sum of others gives', async () => {
    // 011, 101, and 110, which is their sum
    expect(
      await run({
        bits: Uint32Array.of(0b011, 0b101, 0b110),
        rows: 3,
        words: 1,
      }),
    ).toBe(2);
    expect(await run({ bits: Uint32Array.of(0, 0), rows: 2, words: 1 })).toBe(
      0,
    );
    expect(await run({ bits: new Uint32Array(0), rows: 0, words: 0 })).toBe(0);
    const high = Uint32Array.of(0x8000_0000, 1, 0, 1);
    expect(await run({ bits: high, rows: 2, words: 2 })).toBe(2);
  });

  it('is n − 1 for the incidences of a cycle of n links', async () => {
    const n = 70;
    const members = Uint32Array.from({ length: 2 * n }, (_, i) =>
      i === 2 * n - 2 ? 0 : i === 2 * n - 1 ? n - 1 : (i >> 1) + (i & 1),
    );
    const offsets = Uint32Array.from({ length: n + 1 }, (_, i) => 2 * i);
    expect(await run(rowBits({ offsets, members }, n))).toBe(n - 1);
  });

  it('is the rank of the transposed matrix', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          rows: fc.integer({ min: 1, max: 80 }),
          words: fc.integer({ min: 1, max: 3 }),
          rank: fc.integer({ min: 0, max: 80 }),
        }),
        fc.nat(),
        async (size, seed) => {
          const matrix = dependentRows(size, seed);
          const rank = await run(matrix);
          expect(rank).toBeLessThanOrEqual(Math.min(size.rank, size.rows));
          expect(await run(transposed(matrix))).toBe(rank);
        },
      ),
      { numRuns: Math.min(runs, 20) },
    );
  });

  if (isTwin) return;

  it('equals the twin beyond a group of rows and many panels', async () => {
    for (const [rows, words, rank] of [
      [300, 12, 140],
      [130, 70, 130],
    ] as const) {
      const matrix = dependentRows({ rows, words, rank }, rows);
      expect(await run(matrix)).toBe(gf2Rank(matrix));
    }
  });
}
