import { describe, expect, it } from 'vitest';
import type { ByteSource } from '#formats/format.ts';
import { readSource } from '#formats/read-source.ts';

/** A source that counts reads that were begun and not ended. */
function counting(name: string, text: string) {
  const open = { reads: 0, begun: 0 };
  const bytes = new TextEncoder().encode(text);
  const source: ByteSource = {
    name,
    size: bytes.length,
    async *open() {
      open.reads++;
      open.begun++;
      try {
        for (let at = 0; at < bytes.length; at += 8) {
          yield bytes.subarray(at, at + 8);
        }
      } finally {
        open.reads--;
      }
    },
  };
  return { source, open };
}

describe('a source that was read', () => {
  it.each([
    ['well', 'a.csv', 'edge,node\nA,a\nB,b\n', true],
    ['as nothing known', 'a.bin', '\u0000\u0001\u0002\u0003'.repeat(40), false],
    ['as broken JSON', 'a.json', '{"A": ["b", }'.padEnd(400), false],
    ['as strict CSV with a short row', 'b.csv', 'a,b\n1\n', false],
  ])('%s is left with no read open', async (_how, name, text, isSound) => {
    const { source, open } = counting(name, text);
    const read = readSource(source, { strict: true });
    if (isSound) await read;
    else await expect(read).rejects.toThrow();
    expect(open.begun).toBeGreaterThan(0);
    expect(open.reads).toBe(0);
  });
});
