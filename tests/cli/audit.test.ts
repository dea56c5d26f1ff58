import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { polyad } from '../support/polyad.ts';
import { Desk } from './desk.ts';

function deskWithRows(): Desk {
  const desk = new Desk();
  const rows = Array.from(
    { length: 300 },
    (_, i) =>
      `u${(i * i) % 23},h${(7 * i) % 11},${i % 4 === 0 ? 'west' : 'east'}`,
  );
  desk.file('rows.csv', `user,host,side\n${rows.join('\n')}\nu3,h99,west\n`);
  return desk;
}

const reading = ['rows.csv', '--node', 'user,host', '--keep', 'side'];

// several commands each, and a loaded machine starts them slowly
describe('audit on the command line', { timeout: 120_000 }, () => {
  it('attacks the first relations and draws how p grew', async () => {
    const desk = deskWithRows();
    const call = ['audit', 'robustness', ...reading, '--target', '300'];
    const found = await desk.json<{
      attacks: { attack: string; id: string; pRatio: number }[];
      worstRatioAtOnePercent: number;
    }>(...call);
    expect(found.attacks.map(({ attack }) => attack)).toContain('split');
    expect(found.attacks[0]?.id).toBe('300');
    expect(found.worstRatioAtOnePercent).toBeGreaterThan(1);
    const { stdout } = await polyad(call, { cwd: desk.folder });
    expect(stdout).toContain('█');
  });

  it('writes pages with bars', async () => {
    const desk = deskWithRows();
    const file = join(desk.folder, 'page.html');
    const calls = [
      ['robustness', '--target', '300', '--mode', 'static'],
      ['bias', '--by', 'side'],
    ];
    for (const [audit = '', ...options] of calls) {
      const to = ['--to', 'page.html'];
      await desk.json('audit', audit, ...reading, ...options, ...to);
      const page = readFileSync(file, 'utf8');
      expect(page).toMatch(/^<!DOCTYPE html>/);
      expect(page).toContain(`polyad audit ${audit} rows.csv`);
      expect(page).not.toMatch(/<script|https?:/);
    }
    const [status] = await desk.failure(
      ...['audit', 'bias', ...reading, '--by', 'side', '--to', 'page.doc'],
    );
    expect(status).toBe(2);
  });

  it('compares slices, and refuses a column that was not kept', async () => {
    const desk = deskWithRows();
    const call = ['audit', 'bias', ...reading, '--by'];
    const { slices } = await desk.json<{ slices: { slice: string }[] }>(
      ...call,
      'side',
    );
    expect(slices.map(({ slice }) => slice)).toEqual(['east', 'west']);
    const [status, error] = await desk.failure(...call, 'town');
    expect([status, error.code]).toEqual([2, 'INVALID_ARGUMENT']);
  });
});
