import {
  sortKeys,
  sortPairs,
  type SortedPairs,
} from '#compute/cpu/radix-sort.ts';
import { Random } from '#numeric/random.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';

/** 5000 keys over three tiles, many of them equal. */
function keysWithTies(): Uint32Array {
  const random = new Random(5);
  return Uint32Array.from({ length: 5000 }, () =>
    random.chance(0.5) ? random.int(9) * 0x01010101 : random.nextUint32(),
  );
}

export function describeSortKeys({
  run,
  isTwin,
}: Backend<[Uint32Array], Uint32Array>): void {
  it('orders keys of 32 bits', async () => {
    expect([
      ...(await run(Uint32Array.of(7, 0xffff_ffff, 0, 0x0100_0000, 7, 256))),
    ]).toEqual([0, 7, 7, 256, 0x0100_0000, 0xffff_ffff]);
    expect([...(await run(new Uint32Array(0)))]).toEqual([]);
  });

  if (isTwin) return;

  it('equals the twin', async () => {
    expect(await run(keysWithTies())).toEqual(sortKeys(keysWithTies()));
  });
}

export function describeSortPairs({
  run,
  runs,
  isTwin,
}: Backend<[Uint32Array, Uint32Array], SortedPairs>): void {
  it('keeps the order of equal keys', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { maxLength: 40 }),
        async (digits) => {
          const keys = Uint32Array.from(digits, (digit) => digit << 14);
          const places = Uint32Array.from(digits, (_, i) => i);
          const sorted = await run(keys, places);
          for (let i = 1; i < keys.length; i++) {
            const [before, after] = [sorted.keys[i - 1]!, sorted.keys[i]!];
            expect(before).toBeLessThanOrEqual(after);
            if (before !== after) continue;
            expect(sorted.values[i - 1]!).toBeLessThan(sorted.values[i]!);
          }
          expect([...sorted.values].sort((a, b) => a - b)).toEqual([...places]);
        },
      ),
      { numRuns: Math.ceil(runs / 3) },
    );
  });

  if (isTwin) return;

  it('equals the twin', async () => {
    const keys = keysWithTies();
    const places = keys.map((_, i) => i);
    expect(await run(keys, places)).toEqual(sortPairs(keys, places));
  });
}
