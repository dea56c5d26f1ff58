import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hypergraphFromMembers } from '#hypergraph/from-members.ts';
import { Database } from '#store/database.ts';
import { Workspace } from '#store/workspace.ts';
import { visits } from '../pipeline/visits.ts';
import { newFolder, openWorkspace } from './test-workspace.ts';
import { newVersion, runOn } from './version-parts.ts';

const holder = fileURLToPath(new URL('hold-database.mjs', import.meta.url));

function failure(code: string): Error {
  return expect.objectContaining({ code }) as Error;
}

describe('data sets in a workspace', () => {
  it('are there again after it was closed', async () => {
    const root = newFolder();
    const first = await openWorkspace(root, {
      now: () => new Date('2026-03-05T12:00:00Z'),
    });
    const { version, isNew } = await first.datasets.add(newVersion(), 'ada');
    await first.close();
    const second = await openWorkspace(root);
    const [found] = await second.datasets.list();
    expect(isNew).toBe(true);
    expect(found).toEqual(version);
    expect(found).toMatchObject({
      name: 'visits',
      version: 1,
      provenance: visits().provenance,
      createdAt: new Date('2026-03-05T12:00:00Z'),
    });
    const back = second.datasets.load(version);
    expect([...back.edges.members]).toEqual([
      ...visits().hypergraph.edges.members,
    ]);
  });

  it('get versions, found by name and number', async () => {
    const { datasets } = await openWorkspace(newFolder());
    const add = async (fingerprint: string) =>
      (await datasets.add(newVersion('v', fingerprint), 'ada')).version;
    const [one, two] = [await add('a'), await add('b')];
    expect(await add('a')).toEqual(one);
    expect([one.version, two.version]).toEqual([1, 2]);
    expect(await datasets.find('v')).toEqual(two);
    expect(await datasets.find('v@1')).toEqual(one);
    expect(await datasets.get(one.id)).toEqual(one);
    for (const reference of ['v@3', 'w', 'v@0', 'v ', "v'; DROP TABLE runs"]) {
      await expect(datasets.find(reference)).rejects.toThrow(
        failure('NOT_FOUND'),
      );
    }
  });

  it('take no number twice after a removal, and leave no file', async () => {
    const { datasets, folder } = await openWorkspace(newFolder());
    await datasets.add(newVersion('v', 'a'), 'ada');
    const { version } = await datasets.add(newVersion('v', 'b'), 'ada');
    await datasets.remove('v@2', 'ada');
    expect((await datasets.list()).map(({ version: v }) => v)).toEqual([1]);
    expect(readdirSync(folder.snapshots)).toHaveLength(1);
    expect(await datasets.referenceOf(version.id)).toBe('v@2');
    const { version: third } = await datasets.add(newVersion('v', 'b'), 'ada');
    expect(third.version).toBe(3);
    await datasets.remove('v', 'ada');
    expect(await datasets.list()).toEqual([]);
    expect(readdirSync(folder.snapshots)).toEqual([]);
    await expect(datasets.remove('v', 'ada')).rejects.toThrow(
      failure('NOT_FOUND'),
    );
  });

  it.each(['', ' v', 'v@2', 'a\nb', 'x'.repeat(201)])(
    'cannot be called %j',
    async (name) => {
      const { datasets, folder } = await openWorkspace(newFolder());
      await expect(datasets.add(newVersion(name), 'ada')).rejects.toThrow(
        failure('INVALID_ARGUMENT'),
      );
      expect(readdirSync(folder.snapshots)).toEqual([]);
    },
  );

  it('are found changed or missing when they are', async () => {
    const { datasets, folder } = await openWorkspace(newFolder());
    const ids: string[] = [];
    for (const name of ['whole', 'changed', 'missing']) {
      ids.push((await datasets.add(newVersion(name), 'ada')).version.id);
    }
    const [, changed = '', missing = ''] = ids.map((id) =>
      join(folder.snapshots, `${id}.graph`),
    );
    const bytes = readFileSync(changed);
    bytes[100]! ^= 1;
    writeFileSync(changed, bytes);
    rmSync(missing);
    const faults = [];
    for await (const { version, ok, fault } of datasets.verify()) {
      faults.push([version.name, ok, fault]);
    }
    expect(faults).toEqual([
      ['whole', true, undefined],
      ['changed', false, 'changed'],
      ['missing', false, 'missing'],
    ]);
  });
});

describe('a workspace', () => {
  it('has one owner: another process is named, and waits', async () => {
    const root = newFolder();
    const workspace = await openWorkspace(root);
    const { database } = workspace.folder;
    await workspace.close();
    const other = spawn(process.execPath, [holder, database]);
    await once(other.stdout, 'data');
    await expect(Workspace.open(root)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`process ${other.pid}`) as string,
      details: { pid: other.pid },
    });
    other.kill('SIGKILL');
    await once(other, 'exit');
    await (await Workspace.open(root)).close();
  });

  it('has one owner within a process too', async () => {
    const root = newFolder();
    const workspace = await openWorkspace(root);
    await expect(Workspace.open(root)).rejects.toThrow(failure('CONFLICT'));
    await workspace.close();
    await (await Workspace.open(root)).close();
  });

  it('may stand in a folder with a quote in its name', async () => {
    const root = join(newFolder(), `it's "here"`);
    mkdirSync(root, { recursive: true });
    const { datasets } = await openWorkspace(root);
    await datasets.add(newVersion(), 'ada');
    expect(await datasets.list()).toHaveLength(1);
  });

  it('removes what a crash left behind, and nothing else', async () => {
    const root = newFolder();
    const first = await openWorkspace(root);
    const { version } = await first.datasets.add(newVersion(), 'ada');
    await first.close();
    const { snapshots, results } = first.folder;
    const orphan = '0123456789abcdef';
    for (const path of [
      join(snapshots, `${orphan}.graph`),
      join(snapshots, `${orphan}.graph.part`),
      join(snapshots, 'notes.txt'),
      join(results, `${orphan}.json.gz`),
      join(root, 'audit-head.json.part'),
    ]) {
      writeFileSync(path, 'x');
    }
    await openWorkspace(root);
    expect(readdirSync(snapshots).sort()).toEqual(
      [`${version.id}.graph`, 'notes.txt'].sort(),
    );
    expect(readdirSync(results)).toEqual([]);
    expect(existsSync(join(root, 'audit-head.json.part'))).toBe(false);
  });

  it('that is no database is refused', async () => {
    const root = newFolder();
    mkdirSync(root);
    writeFileSync(join(root, 'workspace.duckdb'), 'x'.repeat(20_000));
    await expect(Workspace.open(root)).rejects.toThrow(failure('INVALID_DATA'));
    writeFileSync(join(root, 'file'), '');
    await expect(Workspace.open(join(root, 'file'))).rejects.toThrow();
  });
});

describe('the database under it', () => {
  it('reaches no other file once it is sealed', async () => {
    const root = newFolder();
    mkdirSync(root);
    const database = await Database.open(join(root, 'workspace.duckdb'));
    await database.seal();
    for (const sql of [
      "SELECT * FROM read_csv('/etc/passwd')",
      `ATTACH '${root}/other.duckdb'`,
      'SET threads = 8',
      'INSTALL httpfs',
    ]) {
      await expect(database.read(sql)).rejects.toThrow();
    }
    await database.close();
    expect(readdirSync(root)).toEqual(['workspace.duckdb']);
  });

  it('shows what was committed, and takes back what was not', async () => {
    const root = newFolder();
    mkdirSync(root);
    const database = await Database.open(join(root, 'workspace.duckdb'));
    await database.transact((tx) => tx.run('CREATE TABLE t (a INTEGER)'));
    const count = async () =>
      (await database.read<{ n: number }>('SELECT count(*) AS n FROM t'))[0]?.n;
    const failing = database.transact(async (tx) => {
      await tx.run('INSERT INTO t VALUES ($1)', [1]);
      expect(await count()).toBe(0);
      throw new Error('planned');
    });
    await expect(failing).rejects.toThrow('planned');
    const counts = Array.from({ length: 5 }, (_, index) =>
      database.transact((tx) => tx.run('INSERT INTO t VALUES ($1)', [index])),
    );
    await Promise.all(counts);
    expect(await count()).toBe(5);
    await database.close();
  });
});

describe('runs', () => {
  it('keep results, short in the database and long in a file', async () => {
    const { datasets, runs, folder } = await openWorkspace(newFolder());
    const { version } = await datasets.add(newVersion(), 'ada');
    const short = await runs.record(runOn(version.id), ['{"a":', '1}'], 'ada');
    const words = Array.from({ length: 40_000 }, (_, i) => `word ${i} ünï`);
    const long = await runs.record(runOn(version.id, 2), words, 'ada');
    expect(await runs.resultOf(short.id)).toBe('{"a":1}');
    expect(await runs.resultOf(long.id)).toBe(words.join(''));
    expect(long.result.bytes).toBe(Buffer.byteLength(words.join('')));
    expect(readdirSync(folder.results)).toEqual([`${long.id}.json.gz`]);
    expect(await runs.list()).toEqual([long, short]);
    expect(await runs.get(short.id)).toEqual(short);
    expect(await runs.count({ datasetVersion: version.id })).toBe(2);
    expect(await runs.count({ operation: 'info' })).toBe(0);
    await expect(runs.get('none')).rejects.toThrow(failure('NOT_FOUND'));
  });

  it('are found by what they did', async () => {
    const { runs } = await openWorkspace(newFolder());
    const { id } = await runs.record(runOn('x', 2), ['{}'], 'ada');
    const { s, measure } = { s: 2, measure: 'components' };
    const same = { ...runOn('x'), parameters: { s, measure } };
    expect((await runs.findSame(same))?.id).toBe(id);
    expect(await runs.findSame(runOn('x', 3))).toBeUndefined();
    expect(await runs.findSame({ ...same, seed: 1 })).toBeUndefined();
  });
});

describe('labels', () => {
  it('are all kept, and the last one counts', async () => {
    const { labels } = await openWorkspace(newFolder());
    const label = (id: string, text: string | null) => ({
      of: 'edges' as const,
      id,
      label: text,
      reason: 'seen',
      who: 'ada',
      when: '2026-03-01T00:00:00.000Z',
    });
    await labels.add('v', [label('a', 'odd'), label('b', 'fine')], 'ada');
    await labels.add('v', [label('a', 'fine'), label('b', null)], 'ada');
    await labels.add('w', [label('a', 'odd')], 'ada');
    expect(await labels.current('v')).toEqual([label('a', 'fine')]);
    expect(await labels.history('v')).toHaveLength(4);
  });
});

describe('models, alerts and views', () => {
  it('keep lineage, and one promoted model of a name', async () => {
    const { models } = await openWorkspace(newFolder());
    const model = {
      name: 'm',
      datasetVersion: 'v',
      parent: null,
      run: null,
    };
    const relations = hypergraphFromMembers([['a', 'b'], ['b']]);
    const files = { relations, state: Uint8Array.of(1, 2, 3) };
    const one = await models.add(
      model,
      files,
      (sha256) => ({ ...sha256 }),
      'a',
    );
    const child = { ...model, parent: one.id };
    const none = { relations, state: null };
    const two = await models.add(child, none, () => null, 'ada');
    const { state } = one.content as { state: string };
    const known = await models.load(one.id, state);
    expect(known.state).toEqual(Uint8Array.of(1, 2, 3));
    expect(known.relations.edgeCount).toBe(2);
    await expect(models.load(one.id, 'other')).rejects.toThrow(
      failure('INVALID_DATA'),
    );
    await models.setStatus(one.id, 'promoted', 'ada');
    await models.setStatus(two.id, 'promoted', 'ada');
    expect(await models.list()).toEqual([
      { ...one, status: 'retired' },
      { ...two, status: 'promoted' },
    ]);
    await expect(models.get('x')).rejects.toThrow(failure('NOT_FOUND'));
  });

  it('raise an alert once', async () => {
    const { alerts } = await openWorkspace(newFolder());
    const alert = {
      id: 'a-1',
      source: 'monitor',
      raisedAt: '2026-03-01T00:00:00.000Z',
      content: { score: 9 },
    };
    expect(await alerts.raise([alert, alert], 'ada')).toBe(1);
    await alerts.setStatus('a-1', 'closed', 'ada');
    expect(await alerts.raise([alert], 'ada')).toBe(0);
    expect(await alerts.list()).toEqual([{ ...alert, status: 'closed' }]);
    await expect(alerts.setStatus('b', 'seen', 'ada')).rejects.toThrow(
      failure('NOT_FOUND'),
    );
  });

  it('save a view in place of the one before', async () => {
    const { views } = await openWorkspace(newFolder());
    for (const content of [1, { s: 2 }]) {
      await views.save({ name: 'mine', datasetVersion: null, content }, 'ada');
    }
    expect(await views.list()).toMatchObject([
      { name: 'mine', content: { s: 2 } },
    ]);
    await views.remove('mine', 'ada');
    expect(await views.list()).toEqual([]);
    await expect(views.remove('mine', 'ada')).rejects.toThrow(
      failure('NOT_FOUND'),
    );
  });
});
