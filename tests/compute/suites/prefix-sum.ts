import { prefixSum } from '#compute/cpu/prefix-sum.ts';
import { Random } from '#numeric/random.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';

export function describePrefixSum({
  run,
  runs,
  isTwin,
}: Backend<[Uint32Array], Uint32Array>): void {
  it('sums what comes before, and the total last', async () => {
    expect([...(await run(Uint32Array.of(3, 0, 2)))]).toEqual([0, 3, 3, 5]);
    expect([...(await run(new Uint32Array(0)))]).toEqual([0]);
    expect([...(await run(Uint32Array.of(2 ** 31, 2 ** 31, 7)))]).toEqual([
      0,
      2 ** 31,
      0,
      7,
    ]);
  });

  it('differs from entry to entry by the value between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint32Array({ maxLength: 300 }), async (values) => {
        const sums = await run(values);
        expect(sums.length).toBe(values.length + 1);
        values.forEach((value, i) => {
          expect((sums[i + 1]! - sums[i]!) >>> 0).toBe(value);
        });
      }),
      { numRuns: runs },
    );
  });

  if (isTwin) return;

  it('equals the twin at every edge of a block', async () => {
    const random = new Random(7);
    for (const length of [1, 4, 5, 4095, 4096, 4097, 8192, 40_961]) {
      const values = Uint32Array.from({ length }, () => random.nextUint32());
      expect(await run(values)).toEqual(prefixSum(values));
    }
  });
}
