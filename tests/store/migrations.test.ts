import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Database } from '#store/database.ts';
import { SCHEMA_STEPS } from '#store/schema.ts';
import { Workspace } from '#store/workspace.ts';
import { newFolder } from './test-workspace.ts';
import { newVersion } from './version-parts.ts';

const next = [
  ...SCHEMA_STEPS,
  ['ALTER TABLE saved_views ADD COLUMN colour VARCHAR'],
];

async function filled(): Promise<string> {
  const root = newFolder();
  const workspace = await Workspace.open(root);
  await workspace.datasets.add(newVersion(), 'ada');
  await workspace.close();
  return root;
}

describe('an older workspace', () => {
  it('is brought forward, and a copy of it stays', async () => {
    const root = await filled();
    const workspace = await Workspace.open(root, { schema: next });
    expect(await workspace.datasets.list()).toHaveLength(1);
    const { backups } = workspace.folder;
    await workspace.close();
    const [backup = '', ...others] = readdirSync(backups);
    expect(others).toEqual([]);
    const copy = await Database.open(join(backups, backup));
    expect(await copy.read('SELECT dataset FROM dataset_versions')).toEqual([
      { dataset: 'visits' },
    ]);
    expect(await copy.read('SELECT * FROM workspace_schema')).toEqual([
      { version: SCHEMA_STEPS.length },
    ]);
    await copy.close();
    const again = await Workspace.open(root, { schema: next });
    await again.close();
    expect(readdirSync(backups)).toHaveLength(1);
  });

  it('stays as it was where a step fails', async () => {
    const root = await filled();
    const failing = [...next, ['ALTER TABLE nothing ADD COLUMN a INTEGER']];
    await expect(Workspace.open(root, { schema: failing })).rejects.toThrow();
    const workspace = await Workspace.open(root);
    expect(await workspace.datasets.list()).toHaveLength(1);
    await workspace.close();
  });

  it('of a later version is refused', async () => {
    const root = await filled();
    await (await Workspace.open(root, { schema: next })).close();
    await expect(Workspace.open(root)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('later Polyad') as string,
    });
  });
});
