import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { polyadJson } from '../support/polyad.ts';
import { projectRoot } from '../support/shared.ts';
import { Desk, deskWithData, incidences } from './desk.ts';

describe('data sets on the command line', () => {
  it('are imported, listed, read as ws:NAME, verified and removed', async () => {
    const desk = new Desk();
    expect(await desk.json('datasets', 'list')).toMatchObject({ datasets: [] });
    expect(await readdir(desk.folder)).toEqual(['data.csv']);
    const imported = await desk.json(
      ...['datasets', 'import', 'data.csv', '--name', 'sample'],
    );
    expect(imported).toMatchObject({
      reference: 'sample',
      version: 1,
      isNew: true,
      edges: 4,
      nodes: 4,
      source: 'data.csv',
    });
    expect(await desk.json('datasets', 'list')).toMatchObject({
      datasets: [{ name: 'sample', edges: 4, format: 'csv' }],
    });
    const [stored, fresh] = await Promise.all([
      desk.json('info', 'ws:sample'),
      desk.json('info', 'data.csv'),
    ]);
    expect({ ...stored, run: 0 }).toEqual({ ...fresh, run: 0 });
    expect(await desk.json('datasets', 'verify')).toMatchObject({
      datasets: [{ reference: 'sample', ok: true }],
    });
    expect(await desk.json('datasets', 'remove', 'ws:sample')).toMatchObject({
      removed: [{ name: 'sample', version: 1 }],
    });
    const [status, { code }] = await desk.failure('info', 'ws:sample');
    expect([status, code]).toEqual([4, 'NOT_FOUND']);
  });

  it('get a version when they change, and none when they do not', async () => {
    const desk = await deskWithData();
    const again = ['datasets', 'import', 'data.csv', '--name', 'sample'];
    expect(await desk.json(...again)).toMatchObject({ isNew: false });
    desk.file('data.csv', `${incidences}E,e\n`);
    expect(await desk.json(...again)).toMatchObject({
      isNew: true,
      reference: 'sample@2',
    });
    expect(await desk.json('info', 'ws:sample')).toMatchObject({ edges: 5 });
    expect(await desk.json('info', 'ws:sample@1')).toMatchObject({ edges: 4 });
  });

  it('take their name from the file, and come from standard input', async () => {
    const desk = new Desk();
    const { reference } = await desk.json('datasets', 'import', 'data.csv');
    expect(reference).toBe('data');
    const piped = await polyadJson(['datasets', 'import', '-', '--name', 'p'], {
      cwd: desk.folder,
      input: incidences,
    });
    expect(piped).toMatchObject({ edges: 4, source: 'standard input' });
  });

  it('are read once: options of reading are refused later', async () => {
    const desk = await deskWithData();
    const call = ['info', 'ws:sample', '--node', 'node', '--strict'];
    const [status, error] = await desk.failure(...call);
    expect(status).toBe(2);
    expect(error.message).toContain('--node, --strict');
  });

  it('that were damaged are told apart, with exit status 3', async () => {
    const desk = await deskWithData();
    const snapshots = join(desk.folder, '.polyad', 'snapshots');
    const [name = ''] = await readdir(snapshots);
    const bytes = readFileSync(join(snapshots, name));
    bytes[70]! ^= 1;
    writeFileSync(join(snapshots, name), bytes);
    const [status, error] = await desk.failure('datasets', 'verify');
    expect([status, error.code]).toEqual([3, 'INVALID_DATA']);
    expect(error.message).toContain('sample (changed)');
  });
});

describe('the workspace on the command line', () => {
  it('is copied out and in, and compacted', async () => {
    const desk = await deskWithData();
    await desk.json('info', 'ws:sample');
    await desk.json('workspace', 'export', 'copy');
    const back = ['--workspace', 'back'];
    await desk.json('workspace', 'import', 'copy', ...back);
    expect(await desk.json('info', 'ws:sample', ...back)).toMatchObject({
      edges: 4,
    });
    expect(await desk.json('workspace', 'compact', ...back)).toHaveProperty(
      'bytes',
    );
    expect(await desk.json('runs', 'list', ...back)).toMatchObject({
      total: 2,
    });
    const [status] = await desk.failure('workspace', 'import', 'copy', ...back);
    expect(status).toBe(5);
  });

  it('is examined by doctor, its audit trail too', async () => {
    const desk = await deskWithData();
    const checks = async () =>
      (await desk.json<{ checks: object[] }>('doctor')).checks;
    expect(await checks()).toContainEqual({
      name: 'Audit trail',
      ok: true,
      value: 'unbroken, entries: 1',
    });
    const database = join(desk.folder, '.polyad', 'workspace.duckdb');
    const instance = await DuckDBInstance.create(database);
    const connection = await instance.connect();
    await connection.run("UPDATE audit_trail SET actor = 'eve'");
    connection.closeSync();
    instance.closeSync();
    expect(await checks()).toContainEqual(
      expect.objectContaining({
        name: 'Audit trail',
        ok: false,
        value: 'broken at entry 1: it was changed',
      }),
    );
  });

  it('in use gives exit status 5 and names who has it', async () => {
    const desk = await deskWithData();
    const database = join(desk.folder, '.polyad', 'workspace.duckdb');
    const holder = join(projectRoot, 'tests/store/hold-database.mjs');
    const other = spawn(process.execPath, [holder, database]);
    await once(other.stdout, 'data');
    for (const call of [
      ['info', 'ws:sample'],
      ['datasets', 'import', 'data.csv', '--name', 'two'],
      ['workspace', 'compact'],
    ]) {
      const [status, error] = await desk.failure(...call);
      expect([status, error.code]).toEqual([5, 'CONFLICT']);
      expect(error.message).toContain(`process ${other.pid}`);
    }
    expect(await desk.json('info', 'data.csv')).toMatchObject({ edges: 4 });
    other.kill('SIGKILL');
    await once(other, 'exit');
  });
});
