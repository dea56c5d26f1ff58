import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Database, type SqlValue } from '#store/database.ts';
import { Workspace } from '#store/workspace.ts';
import { newFolder } from './test-workspace.ts';
import { newVersion } from './version-parts.ts';

/** A closed workspace whose trail has four entries. */
async function written(): Promise<string> {
  const root = newFolder();
  const workspace = await Workspace.open(root);
  await workspace.datasets.add(newVersion('a'), 'ada');
  await workspace.datasets.add(newVersion('b'), 'bo');
  await workspace.datasets.remove('a', 'bo');
  await workspace.audit.record({
    actor: 'cy',
    action: 'dataset.read',
    subject: 'b',
    details: { rows: 3 },
  });
  await workspace.close();
  return root;
}

async function tamper(
  root: string,
  sql: string,
  values: readonly SqlValue[] = [],
): Promise<void> {
  const database = await Database.open(join(root, 'workspace.duckdb'));
  await database.transact((transaction) => transaction.run(sql, values));
  await database.close();
}

async function verdict(root: string): Promise<object> {
  const workspace = await Workspace.open(root);
  const found = await workspace.audit.verify();
  await workspace.close();
  return found;
}

describe('the audit trail', () => {
  it('tells who did what, in order', async () => {
    const workspace = await Workspace.open(await written());
    const entries = await workspace.audit.list();
    expect(
      entries.map(({ seq, actor, action }) => [seq, actor, action]),
    ).toEqual([
      [1, 'ada', 'dataset.import'],
      [2, 'bo', 'dataset.import'],
      [3, 'bo', 'dataset.remove'],
      [4, 'cy', 'dataset.read'],
    ]);
    expect(entries[3]?.details).toEqual({ rows: 3 });
    expect(await workspace.audit.list(3)).toHaveLength(1);
    expect(await workspace.audit.verify()).toEqual({
      intact: true,
      entries: 4,
    });
    await workspace.close();
  });

  it.each([
    [
      'a changed actor',
      "UPDATE audit_trail SET actor = 'eve' WHERE seq = 2",
      2,
    ],
    [
      'a changed detail',
      "UPDATE audit_trail SET details = '{}' WHERE seq = 3",
      3,
    ],
    ['a gap', 'DELETE FROM audit_trail WHERE seq = 2', 3],
    ['a missing start', 'DELETE FROM audit_trail WHERE seq = 1', 2],
    ['a missing end', 'DELETE FROM audit_trail WHERE seq = 4', 4],
    [
      'an insertion',
      'INSERT INTO audit_trail SELECT 5, happened_at, actor, action, subject, details, previous_hash, hash FROM audit_trail WHERE seq = 4',
      5,
    ],
  ])('betrays %s', async (_what, sql, seq) => {
    const root = await written();
    await tamper(root, sql);
    expect(await verdict(root)).toMatchObject({ intact: false, seq });
  });

  it('betrays an end that was written anew', async () => {
    const root = await written();
    await tamper(root, 'DELETE FROM audit_trail WHERE seq = 4');
    const database = await Database.open(join(root, 'workspace.duckdb'));
    await database.close();
    const workspace = await Workspace.open(root);
    await workspace.audit.record({ actor: 'eve', action: 'x', subject: 'y' });
    expect(await workspace.audit.verify()).toMatchObject({
      intact: false,
      seq: 4,
    });
    await workspace.close();
  });
});
