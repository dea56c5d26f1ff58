import { overlapMatrix, type RowBits } from '#compute/cpu/bitmap-overlap.ts';
import { Random } from '#numeric/random.ts';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';

export function describeBitmapOverlap({
  run,
  isTwin,
}: Backend<[RowBits], Uint32Array>): void {
  it('counts shared columns of every two rows', async () => {
    const bits = Uint32Array.of(0b111, 0, 0b101, 0x8000_0000, 0, 0xffff_ffff);
    expect([...(await run({ bits, rows: 3, words: 2 }))]).toEqual([
      3, 2, 0, 2, 3, 1, 0, 1, 32,
    ]);
  });

  if (isTwin) return;

  it('equals the twin beside full blocks', async () => {
    const random = new Random(3);
    const input = { rows: 37, words: 21 };
    const bits = Uint32Array.from({ length: input.rows * input.words }, () =>
      random.nextUint32(),
    );
    expect(await run({ bits, ...input })).toEqual(
      overlapMatrix({ bits, ...input }),
    );
  });
}
