import { compact } from '#compute/cpu/stream-compaction.ts';
import { Random } from '#numeric/random.ts';
import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';

export function describeCompaction({
  run,
  isTwin,
}: Backend<[Uint32Array, Uint32Array], Uint32Array>): void {
  it('keeps flagged values in their order', async () => {
    const values = Uint32Array.of(9, 8, 7, 6);
    expect([...(await run(values, Uint32Array.of(0, 1, 1, 0)))]).toEqual([
      8, 7,
    ]);
    expect([...(await run(values, Uint32Array.of(0, 0, 0, 0)))]).toEqual([]);
    const none = new Uint32Array(0);
    expect([...(await run(none, none))]).toEqual([]);
  });

  if (isTwin) return;

  it('equals the twin', async () => {
    const random = new Random(4);
    const values = Uint32Array.from({ length: 10_000 }, () => random.int(1e9));
    for (const share of [0.01, 0.5, 1]) {
      const flags = values.map(() => (random.chance(share) ? 1 : 0));
      expect(await run(values, flags)).toEqual(compact(values, flags));
    }
  });
}
