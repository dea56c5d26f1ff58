import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { describeShared, projectRoot } from '../support/shared.ts';

interface CatalogEntry {
  name: string;
  title: string;
  url: string;
  licence: string;
  cite: string;
  reader: string | null;
  shape: string;
  files: { name: string; url: string | null; sha256: string | null }[];
}

const catalog = JSON.parse(
  readFileSync(join(projectRoot, 'datasets', 'catalog.json'), 'utf8'),
) as { datasets: CatalogEntry[] };

describe('datasets/catalog.json', () => {
  it('says of each set where it is, under what licence and how to read it', () => {
    const names = catalog.datasets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const entry of catalog.datasets) {
      expect(entry.name).toMatch(/^[a-z0-9-]+$/);
      expect(entry.url).toMatch(/^https:\/\//);
      for (const text of [
        entry.title,
        entry.licence,
        entry.cite,
        entry.shape,
      ]) {
        expect(text.length).toBeGreaterThan(2);
      }
      expect(entry.files.length).toBeGreaterThan(0);
      for (const { url, sha256 } of entry.files) {
        if (url !== null) expect(url).toMatch(/^https:\/\//);
        if (sha256 !== null) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      }
    }
  });
});

describeShared('checksums of the catalogue', 'data', (folder) => {
  it('are those of the reference copies', () => {
    const copies = new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, join(entry.parentPath, entry.name)]),
    );
    let compared = 0;
    for (const { files } of catalog.datasets) {
      for (const { name, sha256 } of files) {
        const path = copies.get(name) ?? copies.get(`${name}.gz`);
        if (path === undefined || sha256 === null) continue;
        const bytes = readFileSync(path);
        const content = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
        const digest = createHash('sha256').update(content).digest('hex');
        expect([name, digest]).toEqual([name, sha256]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(9);
  });
});
