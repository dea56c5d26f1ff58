import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TableMapping } from '#formats/table-mapping.ts';
import { describeEdge } from '#pipeline/browse/element-detail.ts';
import { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import type { Dataset } from '#pipeline/dataset.ts';
import { importFile } from '#pipeline/import-dataset.ts';

const folder = mkdtempSync(join(tmpdir(), 'polyad-import-'));
const path = join(folder, 'visits.csv');
writeFileSync(
  path,
  'day,who,where,at\nmon,ada,hall,2026-03-02\ntue,bo,hall,never\nmon,cy,yard,2026-03-03\n',
);

function read(mapping: TableMapping, maxBytes = 2 ** 20): Promise<Dataset> {
  const catalog = new DatasetCatalog({ maxBytes });
  return importFile(catalog, path, { mapping, strict: false });
}

function rowOf(dataset: Dataset, edge: string): number | undefined {
  return describeEdge(dataset, edge, 10).source?.row;
}

describe('a file in the catalog', () => {
  it('knows where it came from, by name and not by path', async () => {
    const { name, provenance } = await read({ node: ['who', 'where'] });
    expect(name).toBe('visits.csv');
    expect(provenance).toMatchObject({
      source: 'visits.csv',
      format: 'csv',
      bytes: 82,
      mapping: { node: ['who', 'where'] },
      rejected: { count: 0 },
    });
    expect(provenance.sha256).toMatch(/^[\da-f]{64}$/);
  });

  it('leads from a hyperedge to its row, past rejected ones', async () => {
    const dataset = await read({ node: ['who', 'where'], time: 'at' });
    expect(dataset.provenance.rejected.count).toBe(1);
    expect(dataset.hypergraph.edgeCount).toBe(2);
    expect([rowOf(dataset, '0'), rowOf(dataset, '2')]).toEqual([0, 2]);
  });

  it('leads from grouped rows to the first of them', async () => {
    const dataset = await read({ edge: ['day'], node: ['who'] });
    expect([rowOf(dataset, 'mon'), rowOf(dataset, 'tue')]).toEqual([0, 1]);
  });

  it('that does not fit is refused', async () => {
    await expect(read({ node: ['who'] }, 10)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
  });

  it('that is not there is not found', async () => {
    const catalog = new DatasetCatalog({ maxBytes: 2 ** 20 });
    const choice = { mapping: {}, strict: false };
    await expect(
      importFile(catalog, join(folder, 'nothing.csv'), choice),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
