import { expect, it } from 'vitest';
import type { Backend } from '../../support/describe-backends.ts';

export function describeCopy({
  run,
}: Backend<[Uint32Array], Uint32Array>): void {
  it('gives back what it gets', async () => {
    for (const length of [0, 1, 5, 2048, 9001]) {
      const words = Uint32Array.from(
        { length },
        (_, i) => (i + 1) * 0x9e3779b1,
      );
      expect(await run(words)).toEqual(words);
    }
  });
}
