import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { polyad, polyadJson } from '../support/polyad.ts';
import { projectRoot } from '../support/shared.ts';

const incidences = 'edge,node\nA,a\nA,b\nA,c\nB,b\nB,c\nC,d\n=D,d\n';

interface Failure {
  error: { code: string; message: string; details: Record<string, unknown> };
}

interface RunList {
  runs: {
    id: string;
    dataset: string;
    operation: string;
    parameters: object;
  }[];
  total: number;
}

/** A folder with a data file, and calls within it. */
class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'polyad-desk-'));

  constructor() {
    this.file('data.csv', incidences);
  }

  file(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text);
    return name;
  }

  json<Result = Record<string, unknown>>(...args: string[]): Promise<Result> {
    return polyadJson<Result>(args, { cwd: this.folder });
  }

  async failure(...args: string[]): Promise<[number | null, Failure['error']]> {
    const run = await polyad([...args, '--json'], { cwd: this.folder });
    return [run.status, (JSON.parse(run.stdout) as Failure).error];
  }
}

async function deskWithData(): Promise<Desk> {
  const desk = new Desk();
  await desk.json('datasets', 'import', 'data.csv', '--name', 'sample');
  return desk;
}

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

describe('runs on the command line', () => {
  it('record every analysis of stored data, and no other', async () => {
    const desk = await deskWithData();
    await desk.json('info', 'data.csv');
    const { run } = await desk.json<{ run: { id: string } }>(
      ...['topology', 'components', 'ws:sample', '--s', '2'],
    );
    await desk.json('bench', 'components', 'ws:sample', '--repeat', '1');
    await desk.json('convert', 'ws:sample', '--to', 'copy.hif.json');
    const { runs, total } = await desk.json<RunList>('runs', 'list');
    expect(total).toBe(1);
    expect(runs).toMatchObject([
      {
        id: run.id,
        dataset: 'sample',
        operation: 'topology',
        parameters: { measure: 'components', s: 2 },
        backend: 'js',
        version: '0.1.0',
        seed: 0,
      },
    ]);
    expect(await desk.json('runs', 'show', run.id)).toMatchObject({
      id: run.id,
      result: { count: 3, components: [['A', 'B']] },
    });
    const [status] = await desk.failure('runs', 'show', 'none');
    expect(status).toBe(4);
  });

  it('are reproduced, byte for byte, whatever made them', async () => {
    const desk = await deskWithData();
    const calls = [
      ['info', 'ws:sample'],
      ['topology', 'motifs', 'ws:sample', '--samples', '50', '--seed', '7'],
      ['topology', 'cores', 'ws:sample', '--min-size', '3'],
      ['topology', 'distance', 'ws:sample', '--from', 'A', '--to', 'B'],
      ['anomalies', 'ws:sample', '--top', '3', '--scores', 'scores.csv'],
      [
        'evaluate',
        'ws:sample',
        '--truth',
        desk.file('t.csv', 'id,label\nA,1\n'),
      ],
    ];
    for (const call of calls) await desk.json(...call);
    const { runs } = await desk.json<RunList>('runs', 'list');
    expect(runs).toHaveLength(calls.length);
    for (const { id } of runs) {
      expect(await desk.json('runs', 'reproduce', id)).toMatchObject({
        id,
        same: true,
      });
    }
    expect((await desk.json<RunList>('runs', 'list')).total).toBe(calls.length);
  });

  it('that give another result now say where, with exit status 5', async () => {
    const desk = await deskWithData();
    const truth = desk.file('truth.csv', 'id,label\nA,1\n');
    await desk.json('evaluate', 'ws:sample', '--truth', truth);
    desk.file('truth.csv', 'id,label\nA,1\nB,1\n');
    const { runs } = await desk.json<RunList>('runs', 'list');
    const id = runs[0]?.id ?? '';
    const [status, error] = await desk.failure('runs', 'reproduce', id);
    expect([status, error.code]).toEqual([5, 'CONFLICT']);
    expect(error.details['difference']).toBe('/positives');
    await desk.json('datasets', 'remove', 'sample');
    const [gone] = await desk.failure('runs', 'reproduce', id);
    expect(gone).toBe(4);
  });
});

describe('labels on the command line', () => {
  it('go in and come out the same, and the last one counts', async () => {
    const desk = await deskWithData();
    desk.file(
      'in.csv',
      "id,label,reason,who,when\nA,odd,new pair,bo,2026-03-01T10:00:00Z\n'=D,odd,,,\nB,fine,,,\n",
    );
    const dataset = ['--dataset', 'sample'];
    await desk.json('labels', 'import', 'in.csv', ...dataset);
    desk.file('more.csv', 'id,label\nA,fine\nB,\n');
    await desk.json('labels', 'import', 'more.csv', ...dataset);
    const out = ['labels', 'export', 'out.csv', ...dataset];
    expect(await desk.json(...out)).toMatchObject({ labels: 2 });
    const text = readFileSync(join(desk.folder, 'out.csv'), 'utf8');
    const rows = text.trim().split('\n');
    expect(rows[0]).toBe('id,label,reason,who,when');
    expect(rows[1]).toMatch(/^'=D,odd,,[^,]+,\d{4}-/);
    expect(rows[2]).toMatch(/^A,fine,,[^,]+,\d{4}-/);
    await desk.json('labels', 'import', 'out.csv', ...dataset);
    await desk.json(...out);
    expect(readFileSync(join(desk.folder, 'out.csv'), 'utf8')).toBe(text);
  });

  it('that are wrong are refused with their line, all of them', async () => {
    const desk = await deskWithData();
    const cases = [
      ['id,label\nA,odd\nnobody,odd\n', 'in.csv:3: the data hold no hyperedge'],
      ['id,verdict\nA,odd\n', 'there is no column label'],
      ['id,label,when\nA,odd,soon\n', 'in.csv:2: "soon" is not a time'],
      [`id,label\nA,${'x'.repeat(65)}\n`, 'over 64 characters'],
    ] as const;
    const call = ['labels', 'import', 'in.csv', '--dataset', 'sample'];
    for (const [text, message] of cases) {
      desk.file('in.csv', text);
      const [status, error] = await desk.failure(...call);
      expect([status, error.code]).toEqual([3, 'INVALID_DATA']);
      expect(error.message).toContain(message);
    }
    const out = ['labels', 'export', 'out.csv', '--dataset', 'sample'];
    expect(await desk.json(...out)).toMatchObject({ labels: 0 });
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
