import { degrees } from '#compute/cpu/degree.ts';
import { Random } from '#numeric/random.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';
import { heavyMatrix, matrices } from '../../support/incidence-cases.ts';
import { expectNearSums } from '../../support/near-twin.ts';

export function describeDegrees({
  run,
  runs,
  isTwin,
}: Backend<[Uint32Array], Uint32Array>): void {
  it('counts the entries of each row', async () => {
    expect([...(await run(Uint32Array.of(0, 2, 2, 5)))]).toEqual([2, 0, 3]);
    expect([...(await run(Uint32Array.of(0)))]).toEqual([]);
  });

  it('adds up to the number of incidences, from both sides', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, async ({ rows, columns }) => {
        for (const { offsets, members } of [rows, columns]) {
          const counted = await run(offsets);
          expect(counted.reduce((a, b) => a + b, 0)).toBe(members.length);
        }
      }),
      { numRuns: runs },
    );
  });

  if (isTwin) return;

  it('equals the twin', async () => {
    const random = new Random(1);
    const offsets = new Uint32Array(40_000);
    for (let i = 1; i < offsets.length; i++) {
      offsets[i] = offsets[i - 1]! + random.int(5);
    }
    expect(await run(offsets)).toEqual(degrees(offsets));
  });
}

export function describeWeightedDegrees({
  run,
  isTwin,
}: Backend<[Uint32Array, Float32Array], Float32Array | Float64Array>): void {
  it('adds the weights of each row', async () => {
    const sums = await run(
      Uint32Array.of(0, 2, 2, 3),
      Float32Array.of(0.5, 0.25, -3),
    );
    expect([...sums]).toEqual([0.75, 0, -3]);
  });

  if (isTwin) return;

  it('is as near the twin as it says, and the same every time', async () => {
    const random = new Random(2);
    const { rows } = heavyMatrix({ rows: 300, columns: 90, size: 9, seed: 3 });
    // Two rows that take a workgroup each.
    const offsets = Uint32Array.of(
      ...rows.offsets,
      rows.members.length + 1500,
      rows.members.length + 4000,
    );
    const weights = Float32Array.from({ length: offsets.at(-1)! }, () =>
      random.normal(),
    );
    const sums = await run(offsets, weights);
    expectNearSums(sums, offsets, weights);
    expect(await run(offsets, weights)).toEqual(sums);
  });
}
