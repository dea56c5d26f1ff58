import { describe, expect, it } from 'vitest';
import { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import { visits } from './visits.ts';

function catalogOf(maxBytes: number): DatasetCatalog {
  const now = () => new Date('2026-03-05T12:00:00Z');
  return new DatasetCatalog({ maxBytes, now });
}

describe('the catalog of data sets', () => {
  it('keeps what was added, in order, under ids of its own', async () => {
    const catalog = catalogOf(2 ** 20);
    const first = await catalog.add(visits());
    const second = await catalog.add(visits());
    expect(catalog.list()).toEqual([first, second]);
    expect(catalog.get(second.id)).toBe(second);
    expect(first.id).not.toBe(second.id);
    expect(first.createdAt.toISOString()).toBe('2026-03-05T12:00:00.000Z');
    expect(first.summary).toMatchObject({ nodes: 7, edges: 7, incidences: 14 });
  });

  it('gives equal data an equal fingerprint, and other data another', async () => {
    const catalog = catalogOf(2 ** 20);
    const { provenance } = visits();
    const print = async (changes: object) =>
      (
        await catalog.add({
          ...visits(),
          provenance: { ...provenance, ...changes },
        })
      ).fingerprint;
    const first = await print({});
    expect(await print({})).toBe(first);
    expect(await print({ sha256: '1' })).not.toBe(first);
    expect(await print({ mapping: { node: ['whom'] } })).not.toBe(first);
  });

  it('takes no more than its cap, and again after a removal', async () => {
    const { residentBytes: bytes } = await catalogOf(2 ** 20).add(visits());
    const catalog = catalogOf(bytes + 1);
    const { id } = await catalog.add(visits());
    expect(catalog.residentBytes).toBe(bytes);
    expect(catalog.freeBytes).toBe(1);
    await expect(catalog.add(visits())).rejects.toThrow(
      expect.objectContaining({
        code: 'LIMIT_EXCEEDED',
        details: { needed: bytes, free: 1, limit: bytes + 1 },
      }) as Error,
    );
    expect(catalog.datasetCount).toBe(1);
    await catalog.remove(id);
    expect(catalog.freeBytes).toBe(bytes + 1);
    await catalog.add(visits());
  });

  it.each(['nothing', '', '__proto__', 'constructor'])(
    'has no data set %j',
    async (id) => {
      const catalog = catalogOf(2 ** 20);
      const missing = expect.objectContaining({ code: 'NOT_FOUND' }) as Error;
      expect(() => catalog.get(id)).toThrow(missing);
      await expect(catalog.remove(id)).rejects.toThrow(missing);
    },
  );
});
