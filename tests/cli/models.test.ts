import { describe, expect, it } from 'vitest';
import { Desk, type RunList } from './desk.ts';

interface Model {
  model: {
    id: string;
    name: string;
    status: string;
    mode: string;
    parent: string | null;
    trained: { edges: number };
    lineage: { dataset: string; edges: number; fingerprint: string }[];
    sha256: { relations: string; state: string | null };
  };
}

interface Scored {
  results: { id: string; score: number }[];
  trained: { edges: number };
  run: { id: string };
}

/** Visits of one minute each, those of a day after those of the day before. */
function visits(first: number, count: number): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const visit = first + i;
    const time = new Date(visit * 60_000).toISOString();
    return `u${(visit * visit) % 17},h${(3 * visit) % 7},${time}`;
  });
  return `user,host,time\n${rows.join('\n')}\n`;
}

/** A desk with two days and both together in its workspace. */
async function deskWithDays(): Promise<Desk> {
  const desk = new Desk();
  const days = { one: [0, 150], two: [150, 150], both: [0, 300] } as const;
  for (const [name, [first, count]] of Object.entries(days)) {
    const file = desk.file(`${name}.csv`, visits(first, count));
    const reading = ['--node', 'user,host', '--time', 'time'];
    await desk.json('datasets', 'import', file, '--name', name, ...reading);
  }
  return desk;
}

const train = async (desk: Desk, ...args: string[]): Promise<Model['model']> =>
  (await desk.json<Model>('models', 'train', ...args)).model;

// many commands each, and a loaded machine starts them slowly
describe('models on the command line', { timeout: 120_000 }, () => {
  it('are trained, continued as from scratch, and score', async () => {
    const desk = await deskWithDays();
    const how = ['--name', 'visits', '--mode', 'static'];
    const one = await train(desk, 'one', ...how);
    expect(one).toMatchObject({ status: 'trained', trained: { edges: 150 } });
    const two = await train(desk, 'two', '--from', one.id);
    expect(two).toMatchObject({ name: 'visits', parent: one.id });
    expect(two.lineage.map(({ dataset }) => dataset)).toEqual(['one', 'two']);
    const both = await train(desk, 'both', ...how);
    const score = (id: string): Promise<Scored> =>
      desk.json<Scored>('anomalies', 'ws:two', '--model', id, '--top', '150');
    const [a, b] = [await score(two.id), await score(both.id)];
    expect(a.results.map((r) => r.score)).toEqual(
      b.results.map((r) => r.score),
    );
    expect(a.trained.edges).toBe(300);
    const difference = await desk.json(
      ...['models', 'diff', one.id, both.id, 'ws:two'],
    );
    expect(difference).toMatchObject({ a: { id: one.id }, total: 150 });
    expect(
      await desk.json('models', 'diff', two.id, both.id, 'ws:two'),
    ).toEqual(
      expect.objectContaining({ rankCorrelation: 1, moved: 0, movers: [] }),
    );
  });

  it('of streams go on from their bytes', async () => {
    const desk = await deskWithDays();
    const one = await train(desk, 'one', '--mode', 'stream', '--tick', '10m');
    const two = await train(desk, 'two', '--from', one.id);
    const both = await train(desk, 'both', '--mode', 'stream', '--tick', '10m');
    expect(two.sha256.state).toBe(both.sha256.state);
    expect(two.sha256.state).not.toBe(one.sha256.state);
    const back = ['models', 'train', 'one', '--from', two.id];
    const [status, error] = await desk.failure(...back);
    expect([status, error.code]).toEqual([2, 'INVALID_ARGUMENT']);
  });

  it('are promoted, rolled back to and retired, on record', async () => {
    const desk = await deskWithDays();
    const one = await train(desk, 'one', '--name', 'visits');
    const two = await train(desk, 'two', '--name', 'visits');
    const [missing, error] = await desk.failure(
      ...['anomalies', 'ws:two', '--model', 'visits'],
    );
    expect([missing, error.code]).toEqual([4, 'NOT_FOUND']);
    expect(error.message).toContain('promoted');
    const status = async (...args: string[]): Promise<string> => {
      const { model } = await desk.json<Model>('models', ...args);
      return `${model.id} ${model.status}`;
    };
    await status('promote', one.id);
    await status('promote', two.id);
    const scored = await desk.json<Scored>(
      ...['anomalies', 'ws:two', '--model', 'visits'],
    );
    expect(await status('rollback', 'visits')).toBe(`${one.id} promoted`);
    expect(await status('show', two.id)).toBe(`${two.id} retired`);
    expect(await status('show', 'visits')).toBe(`${one.id} promoted`);
    // the run knows which model the name meant
    const { runs } = await desk.json<RunList>('runs', 'list');
    expect(runs[0]?.parameters).toMatchObject({ model: two.id });
    expect(await desk.json('runs', 'reproduce', scored.run.id)).toMatchObject({
      same: true,
    });
    expect((await desk.failure('models', 'rollback', 'visits'))[0]).toBe(4);
    expect(await status('retire', one.id)).toBe(`${one.id} retired`);
    expect(await status('rollback', 'visits')).toBe(`${one.id} promoted`);
    const { checks } = await desk.json<{ checks: { name: string }[] }>(
      'doctor',
    );
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'Audit trail', ok: true }),
    );
  });
});
