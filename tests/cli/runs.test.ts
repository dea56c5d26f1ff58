import { describe, expect, it } from 'vitest';
import { deskWithData, type RunList } from './desk.ts';

describe('runs on the command line', () => {
  it('record every analysis of stored data, and no other', async () => {
    const desk = await deskWithData();
    await desk.json('info', 'data.csv');
    const { run } = await desk.json<{ run: { id: string } }>(
      ...['topology', 'components', 'ws:sample', '--s', '2', '--backend', 'js'],
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
    const copied = await desk.json<{ checks: object[] }>('doctor');
    expect(copied.checks).toContainEqual({
      name: 'Audit trail',
      ok: true,
      value: 'unbroken, entries: 3',
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
  }, 120_000);

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
