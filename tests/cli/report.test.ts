import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { polyad } from '../support/polyad.ts';
import { deskWithData, type Desk, type RunList } from './desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await deskWithData();
});

describe('polyad report', () => {
  it('writes a page whole, and says where', async () => {
    const found = await desk.json('report', 'data.csv', '--to', 'report.html');
    const page = readFileSync(join(desk.folder, 'report.html'), 'utf8');
    expect(found).toMatchObject({
      file: 'report.html',
      bytes: Buffer.byteLength(page),
      title: 'data.csv',
    });
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).toMatch(/<\/html>\n$/);
    expect(page).toContain('polyad topology cores data.csv');
  });

  it('prints text, and writes it', async () => {
    const run = await polyad(['report', 'data.csv'], { cwd: desk.folder });
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^data\.csv: hypergraph report\n=+\n/);
    expect(run.stdout).toContain('$ polyad topology cores data.csv');
    expect(run.stdout).toMatch(/Left out\n-+\n\nNothing/);
    await desk.json('report', 'data.csv', '--to', 'report.txt');
    const text = readFileSync(join(desk.folder, 'report.txt'), 'utf8');
    expect(text).toContain('computed');
    expect(text).toContain('Betti numbers of the downward closure');
  });

  it('obeys no name that a terminal would', async () => {
    desk.file('bell.csv', 'edge,node\nA,\u001b[2Ja\nA,b\n');
    const run = await polyad(['report', 'bell.csv'], { cwd: desk.folder });
    expect(run.stdout).toContain('\uFFFD[2Ja');
    expect(run.stdout).not.toContain('\u001b');
  });

  it('says no more of nothing than that there is nothing', async () => {
    desk.file('empty.csv', 'edge,node\n');
    const run = await polyad(['report', 'empty.csv'], { cwd: desk.folder });
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('0 incidences between 0 nodes');
    expect(run.stdout).not.toMatch(/NaN|Holes/);
  });

  it('gives the numbers as JSON', async () => {
    const { sections } = await desk.json<{
      sections: { id: string; figures: { title: string }[] }[];
    }>('report', 'data.csv');
    expect(sections.map(({ id }) => id)).toContain('homology');
    expect(sections[0]?.figures[0]?.title).toBe('Counts');
  });

  it.each([
    [['--to', 'report.pdf'], 2, 'INVALID_ARGUMENT'],
    [['--effort', '0'], 2, 'INVALID_ARGUMENT'],
    [['--to', 'nowhere/report.html'], 4, 'NOT_FOUND'],
  ])('refuses %j and leaves nothing behind', async (options, status, code) => {
    const before = readdirSync(desk.folder);
    const [exit, error] = await desk.failure('report', 'data.csv', ...options);
    expect(exit).toBe(status);
    expect(error.code).toBe(code);
    expect(readdirSync(desk.folder)).toEqual(before);
  });

  it('is recorded for a data set of the workspace', async () => {
    await desk.json('report', 'ws:sample', '--to', 'stored.html');
    expect(existsSync(join(desk.folder, 'stored.html'))).toBe(true);
    const { runs } = await desk.json<RunList>('runs', 'list');
    const run = runs.find(({ operation }) => operation === 'report');
    expect(run?.parameters).not.toHaveProperty('to');
    const again = await desk.json('runs', 'reproduce', run?.id ?? '');
    expect(again).toMatchObject({ same: true });
  });
});
