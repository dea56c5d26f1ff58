import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Desk } from './desk.ts';

/** Meetings of two teams, and four of one from each. */
function deskWithTruth(): Desk {
  const desk = new Desk();
  const rows = Array.from({ length: 240 }, (_, i) =>
    i % 60 === 59
      ? `r${i % 4},b${i % 5}`
      : `${'rb'[i % 2]}${i % 4},${'rb'[i % 2]}${4 + (i % 5)}`,
  );
  desk.file('meetings.csv', `one,other\n${rows.join('\n')}\n`);
  const truth = [59, 119, 179, 239].map((row) => `${row},1`);
  desk.file('truth.csv', `id,label\n${truth.join('\n')}\n`);
  return desk;
}

// several commands each, and a loaded machine starts them slowly
describe('evaluate on the command line', { timeout: 120_000 }, () => {
  it('writes a page with its plots and no script', async () => {
    const desk = deskWithTruth();
    const call = ['evaluate', 'meetings.csv', '--node', 'one,other'];
    const found = await desk.json<{ auroc: number; positives: number }>(
      ...[...call, '--truth', 'truth.csv', '--to', 'report.html'],
    );
    expect(found.positives).toBe(4);
    expect(found.auroc).toBeGreaterThan(0.9);
    const page = readFileSync(join(desk.folder, 'report.html'), 'utf8');
    for (const title of ['(ROC)', 'recall', 'Chances', 'Gain by labels']) {
      expect(page).toContain(title);
    }
    expect(page.match(/<svg/g)?.length).toBeGreaterThan(3);
    expect(page).not.toMatch(/<script|https?:/);
    expect(page).toContain('--truth truth.csv');
  });

  it('plants what is to be found, and needs one of truth and plant', async () => {
    const desk = new Desk();
    const rows = Array.from({ length: 400 }, (_, i) => {
      const team = i % 8;
      const time = new Date(60_000 * i).toISOString();
      return `m${team}-${i % 3},m${team}-${(i + 1) % 3},${time}`;
    });
    desk.file('met.csv', `one,other,time\n${rows.join('\n')}\n`);
    const call = [
      ...['evaluate', 'met.csv', '--node', 'one,other', '--time', 'time'],
    ];
    const found = await desk.json<{
      seeds: { seed: number; auroc: number }[];
      auroc: { mean: number; deviation: number };
      jittered: { auroc: { mean: number } };
    }>(...call, '--plant', 'uniform-swap', '--seeds', '2', '--seed', '5');
    expect(found.seeds.map(({ seed }) => seed)).toEqual([5, 6]);
    expect(found.auroc.mean).toBeGreaterThan(0.9);
    expect(found.jittered.auroc.mean).toBeGreaterThan(0.8);
    const [status] = await desk.failure(...call);
    expect(status).toBe(2);
  });
});
