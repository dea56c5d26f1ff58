import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rankAnomalies } from '#pipeline/anomaly-ranking.ts';
import type { Dataset } from '#pipeline/dataset.ts';
import { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import { importFile } from '#pipeline/import-dataset.ts';
import { fillCatalog } from '#pipeline/operations/serve-catalog.ts';
import {
  openWorkspace,
  type OpenWorkspace,
} from '#pipeline/workspace/open-workspace.ts';
import { openShelf } from '#pipeline/workspace/workspace-shelf.ts';
import { visits } from './visits.ts';

const MIB = 2 ** 20;

function newRoot(): string {
  return join(mkdtempSync(join(tmpdir(), 'polyad-shelf-')), 'ws');
}

async function opened(root: string): Promise<OpenWorkspace> {
  const workspace = await openWorkspace(root);
  afterAll(() => workspace.close());
  return workspace;
}

async function catalogOf(
  workspace: OpenWorkspace,
  maxBytes = MIB,
): Promise<DatasetCatalog> {
  const shelf = await openShelf(workspace, 'ada');
  return new DatasetCatalog({ maxBytes, shelf });
}

/** The data set `visits` as another file would give it. */
function other(sha256: string, name = 'visits') {
  const { provenance, ...rest } = visits();
  return { ...rest, name, provenance: { ...provenance, sha256 } };
}

describe('a catalog over a workspace', () => {
  it('has the same data sets under the same ids after a restart', async () => {
    const root = newRoot();
    const first = await opened(root);
    const before = await catalogOf(first);
    const added = await before.add(visits());
    const second = await before.add(other('1'));
    await before.remove((await before.add(other('2', 'gone'))).id);
    await first.close();
    const after = await catalogOf(await opened(root));
    expect(after.list().map(({ id, name }) => [id, name])).toEqual([
      [added.id, 'visits'],
      [second.id, 'visits@2'],
    ]);
    const { hypergraph, ...found } = after.get(added.id);
    expect(found.fingerprint).toBe(added.fingerprint);
    expect(after.get(added.id).summary).toEqual(added.summary);
    expect(after.get(added.id).provenance).toEqual(added.provenance);
    expect([...hypergraph.edges.members]).toEqual([
      ...added.hypergraph.edges.members,
    ]);
  });

  it('takes the same bytes once', async () => {
    const catalog = await catalogOf(await opened(newRoot()));
    const first = await catalog.add(visits());
    expect(await catalog.add(visits())).toBe(first);
    expect(catalog.datasetCount).toBe(1);
  });

  it('keeps in memory what fits, and loads the rest when asked', async () => {
    const size = (await new DatasetCatalog({ maxBytes: MIB }).add(visits()))
      .residentBytes;
    const root = newRoot();
    const workspace = await opened(root);
    const catalog = await catalogOf(workspace, size * 2 + 8);
    const added: Dataset[] = [];
    for (const sha of ['1', '2', '3'])
      added.push(await catalog.add(other(sha)));
    const sizes = () => added.map(({ residentBytes }) => residentBytes > 0);
    expect(sizes()).toEqual([false, true, true]);
    expect(catalog.residentBytes).toBeLessThanOrEqual(catalog.maxBytes);
    await workspace.close();
    const reopened = await opened(root);
    const roomy = await catalogOf(reopened);
    expect(roomy.residentBytes).toBe(0);
    const [one] = roomy.list();
    const ranking = await rankAnomalies(one!);
    expect(one?.residentBytes).toBeGreaterThan(0);
    expect(await rankAnomalies(one!)).toBe(ranking);
    expect(roomy.freeBytes).toBe(MIB);
  });

  it('refuses what would not fit alone, and stores nothing of it', async () => {
    const workspace = await opened(newRoot());
    const catalog = await catalogOf(workspace, 10);
    await expect(catalog.add(visits())).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    expect(await workspace.datasets.list()).toEqual([]);
    expect(readdirSync(workspace.folder.snapshots)).toEqual([]);
  });

  it('tidies the names of uploads', async () => {
    const catalog = await catalogOf(await opened(newRoot()));
    const { name } = await catalog.add(other('1', ' a\u0000b@3 '));
    expect(name).toBe('ab');
  });
});

describe('a catalog to serve', () => {
  it('begins with the demo, and later with what is there', async () => {
    const root = newRoot();
    const workspace = await opened(root);
    const choice = { mapping: {}, strict: false };
    const first = await fillCatalog(undefined, choice, { workspace });
    expect(first.dataset.name).toBe('Demo: a month of log-ons');
    const path = join(mkdtempSync(join(tmpdir(), 'polyad-file-')), 'a.csv');
    writeFileSync(path, 'edge,node\nA,a\nA,b\n');
    await importFile(first.catalog, path, choice);
    const second = await fillCatalog(undefined, choice, { workspace });
    expect(second.dataset.name).toBe('a.csv');
    expect(second.catalog.datasetCount).toBe(2);
    const third = await fillCatalog('ws:Demo: a month of log-ons', choice, {
      workspace,
    });
    expect(third.dataset.id).toBe(first.dataset.id);
    await expect(
      fillCatalog('ws:nothing', choice, { workspace }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
