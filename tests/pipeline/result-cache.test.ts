import { describe, expect, it } from 'vitest';
import { ResultCache } from '#pipeline/result-cache.ts';

describe('the cache of results', () => {
  it('computes once for all who ask at the same time and after', async () => {
    const cache = new ResultCache(16);
    let calls = 0;
    const compute = async () => ++calls;
    const results = await Promise.all([
      cache.get('a', compute),
      cache.get('a', compute),
    ]);
    expect([...results, await cache.get('a', compute)]).toEqual([1, 1, 1]);
    expect(await cache.get('b', compute)).toBe(2);
  });

  it('forgets a failure', async () => {
    const cache = new ResultCache(16);
    const failure = new Error('once');
    await expect(cache.get('a', () => Promise.reject(failure))).rejects.toBe(
      failure,
    );
    expect(await cache.get('a', async () => 7)).toBe(7);
  });

  it('drops the least recently used', async () => {
    const cache = new ResultCache(16);
    const ask = (key: number) =>
      cache.get(`${key}`, async () => {
        computed.push(key);
      });
    const computed: number[] = [];
    for (let key = 0; key < 16; key++) await ask(key);
    await ask(0);
    await ask(16);
    computed.length = 0;
    await ask(0);
    await ask(1);
    expect(computed).toEqual([1]);
  });
});
