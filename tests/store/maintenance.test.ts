import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  compactWorkspace,
  exportWorkspace,
  importWorkspace,
} from '#store/maintenance.ts';
import { Workspace } from '#store/workspace.ts';
import { newFolder } from './test-workspace.ts';
import { newVersion, runOn } from './version-parts.ts';

/** A closed workspace with one data set, one long result and one removal. */
async function filled(): Promise<string> {
  const root = newFolder();
  const { datasets, runs, ...workspace } = await parts(root);
  const { version } = await datasets.add(newVersion(), 'ada');
  await datasets.add(newVersion('gone'), 'ada');
  await runs.record(runOn(version.id), ['x'.repeat(300_000)], 'ada');
  await datasets.remove('gone', 'ada');
  await workspace.close();
  return root;
}

async function parts(root: string) {
  const workspace = await Workspace.open(root);
  const { datasets, runs, audit } = workspace;
  return { datasets, runs, audit, close: () => workspace.close() };
}

/** What must be the same in a copy. */
async function contentOf(root: string) {
  const { datasets, runs, audit, close } = await parts(root);
  const [run] = await runs.list();
  const verified = [];
  for await (const { ok } of datasets.verify()) verified.push(ok);
  const content = {
    versions: await datasets.list(),
    run,
    result: (await runs.resultOf(run?.id ?? '')).length,
    verified,
    audit: (await audit.verify()).intact,
  };
  await close();
  return content;
}

describe('a workspace', () => {
  it('is the same after an export and an import', async () => {
    const root = await filled();
    const before = await contentOf(root);
    const [copy, third] = [newFolder(), newFolder()];
    expect(await exportWorkspace(root, copy, 'ada')).toMatchObject({
      files: 3,
    });
    await importWorkspace(copy, third, 'ada');
    expect(await contentOf(copy)).toEqual(before);
    expect(await contentOf(third)).toEqual(before);
    expect(await contentOf(root)).toEqual(before);
  });

  it('overwrites nothing', async () => {
    const root = await filled();
    const target = newFolder();
    mkdirSync(target);
    writeFileSync(join(target, 'mine'), '');
    const conflict = expect.objectContaining({ code: 'CONFLICT' }) as Error;
    await expect(exportWorkspace(root, target, 'a')).rejects.toThrow(conflict);
    await expect(importWorkspace(root, root, 'a')).rejects.toThrow(conflict);
    expect(readdirSync(target)).toEqual(['mine']);
  });

  it('that is not there cannot be exported', async () => {
    const missing = expect.objectContaining({ code: 'NOT_FOUND' }) as Error;
    await expect(
      exportWorkspace(newFolder(), newFolder(), 'a'),
    ).rejects.toThrow(missing);
  });

  it('holds the same after it was compacted', async () => {
    const root = await filled();
    const before = await contentOf(root);
    const orphan = join(root, 'snapshots', '0123456789abcdef.graph');
    await (await parts(root)).close();
    writeFileSync(orphan, 'x');
    expect(await compactWorkspace(root, 'ada')).toEqual({
      folder: root,
      files: 1,
    });
    expect(await contentOf(root)).toEqual(before);
    expect(readdirSync(root).sort()).toEqual([
      'audit-head.json',
      'models',
      'results',
      'snapshots',
      'streams',
      'workspace.duckdb',
    ]);
  });
});
