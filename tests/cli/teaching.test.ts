import { describe, expect, it } from 'vitest';
import { deskWithData } from './desk.ts';

interface Taught {
  results: {
    id: string;
    rank: number;
    taught?: { rankBefore: number; moved: string | null; label: string | null };
  }[];
  teaching?: { labels: object; moved: number; ask: { id: string }[] };
}

// many commands each, and a loaded machine starts them slowly
describe('labels for a ranking', { timeout: 120_000 }, () => {
  it('rank again, say what moved, and come from the workspace too', async () => {
    const desk = await deskWithData();
    const plain = await desk.json<Taught>('anomalies', 'data.csv');
    expect(plain.teaching).toBeUndefined();
    const [best = { id: '' }] = plain.results;
    desk.file('seen.csv', `id,label\n${best.id},benign\n`);
    const call = ['anomalies', 'data.csv', '--labels', 'seen.csv'];
    const taught = await desk.json<Taught>(...call, '--ask', '2');
    expect(taught.teaching?.labels).toMatchObject({ benign: 1 });
    expect(taught.teaching?.ask).toHaveLength(2);
    expect(taught.results.at(-1)).toMatchObject({
      id: best.id,
      taught: { rankBefore: 1, moved: 'label', label: 'benign' },
    });
    for (const { rank, taught: facts } of taught.results) {
      expect(facts?.moved === null).toBe(rank === facts?.rankBefore);
    }
    await desk.json('labels', 'import', 'seen.csv', '--dataset', 'sample');
    const kept = await desk.json<Taught>('anomalies', 'ws:sample');
    expect(kept.results.at(-1)?.id).toBe(best.id);
  });

  it('are recorded with a run, which is reproduced after they changed', async () => {
    const desk = await deskWithData();
    const label = async (id: string, word: string): Promise<void> => {
      const file = desk.file('more.csv', `id,label\n${id},${word}\n`);
      await desk.json('labels', 'import', file, '--dataset', 'sample');
    };
    const score = async (...args: string[]): Promise<string> => {
      const call = ['anomalies', 'ws:sample', ...args];
      const { run } = await desk.json<{ run: { id: string } }>(...call);
      return run.id;
    };
    const untaught = await score();
    await label('A', 'benign');
    const taught = await score();
    desk.file('seen.csv', 'id,label\nB,anomalous\n');
    const fromFile = await score('--labels', 'seen.csv');
    await label('A', 'anomalous');
    await label('C', 'benign');
    desk.file('seen.csv', 'id,label\nB,benign\n');
    for (const id of [untaught, taught, fromFile]) {
      expect(await desk.json('runs', 'reproduce', id)).toMatchObject({
        same: true,
      });
    }
  });

  it('that teach nothing are refused', async () => {
    const desk = await deskWithData();
    desk.file('seen.csv', 'id,label\nA,odd\n');
    const call = ['anomalies', 'data.csv', '--labels', 'seen.csv'];
    const [status, error] = await desk.failure(...call);
    expect([status, error.code]).toEqual([3, 'INVALID_DATA']);
    expect(error.message).toContain('anomalous');
  });
});
