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

describe('evaluate on the command line', () => {
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
});
