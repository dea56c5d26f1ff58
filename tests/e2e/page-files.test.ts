import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { usePage } from './page-fixture.ts';
import { dropFile, settled } from './page-under-test.ts';

const { open } = usePage('nothing');

const people = ['ada', 'bob', 'eve', 'kim', 'lin'];
const meetings = [
  'time,person,room,tool',
  ...Array.from({ length: 120 }, (_, k) => {
    const time = new Date(Date.UTC(2026, 4, 4, 8) + k * 3_600_000);
    const person = people[k % 5] ?? '';
    return `${time.toISOString()},${person},room ${String(k % 3)},pen`;
  }),
  '2026-05-09T03:00:00Z,ada,vault,drill',
].join('\n');

describe('opening a file', () => {
  it('begins with an invitation where there is no data', async () => {
    const page = await open();
    await page
      .getByRole('heading', { name: 'See who met, when, and which' })
      .waitFor();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose file' }).click(),
    ]);
    expect(chooser.isMultiple()).toBe(false);
  });

  it('reads a dropped table after saying what its rows become', async () => {
    const page = await open();
    await dropFile(page, 'meetings.csv', meetings);
    const reading = page.locator('.reading');
    await reading.getByText('Each row becomes a relation among').waitFor();
    const slots = reading.locator('.slot');
    expect(await slots.allTextContents()).toEqual(['person', 'room']);
    await page.getByLabel('What tool means').selectOption('member');
    expect(await slots.allTextContents()).toEqual(['person', 'room', 'tool']);
    await page.getByLabel('What tool means').selectOption('ignore');
    expect(await slots.count()).toBe(2);
    expect(await page.locator('.mono').textContent()).toContain(
      '--node person,room --time time',
    );
    await page.locator('.sketch .sketch-band').first().waitFor();
    await page.getByRole('button', { name: 'Add the relations' }).click();
    await settled(page);
    expect(
      await page.getByLabel('Data set').locator('option:checked').textContent(),
    ).toBe('meetings.csv');
    expect(await page.locator('.context').textContent()).toContain(
      '121 relations',
    );
  });

  it('reads a file that says itself what it holds without asking', async () => {
    const page = await open();
    const hif = {
      'network-type': 'undirected',
      incidences: ['a', 'b', 'c'].map((node) => ({ edge: 'all', node })),
    };
    await dropFile(page, 'three.hif.json', JSON.stringify(hif));
    await settled(page);
    expect(await page.locator('.picture h2').first().textContent()).toBe(
      'Relation all',
    );
    expect(await page.locator('.timeline').count()).toBe(0);
  });

  it('lists the rows that were left out', async () => {
    const page = await open();
    await dropFile(
      page,
      'holes.csv',
      `${meetings}\nnot a time,ada,room 1,pen\n`,
    );
    await page.getByRole('button', { name: 'Add the relations' }).click();
    await page.getByText('Rows left out').waitFor();
    const row = page.locator('.progress tbody tr').first();
    expect(await row.locator('td').first().textContent()).toBe('123');
    await page.getByRole('button', { name: /^Show 121 relations$/ }).click();
    await settled(page);
  });

  it('shows where a file is wrong, keeps what was there, and goes on', async () => {
    const page = await open();
    await dropFile(page, 'broken.hif.json', '{\n  "incidences": [\n    oops\n');
    const alert = page.getByRole('alert');
    await alert.getByText('broken.hif.json could not be read.').waitFor();
    const facts = await alert.locator('.where dd').allTextContents();
    expect(facts.slice(0, 2)).toEqual(['broken.hif.json', '3']);
    expect(await alert.textContent()).toContain('INVALID_DATA');
    await dropFile(page, 'again.csv', meetings);
    await page.locator('.reading').waitFor();
  });

  it('previews a gzipped table, and shows how one that is cut off fails', async () => {
    const page = await open();
    const bytes = gzipSync(meetings);
    const cut = bytes.subarray(0, bytes.length - 40);
    const pick = async (name: string, buffer: Buffer) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Open file' }).click(),
      ]);
      await chooser.setFiles({ name, mimeType: '', buffer });
    };
    await pick('meetings.csv.gz', bytes);
    await page.locator('.reading').waitFor();
    expect(await page.locator('.preview tbody tr').count()).toBe(12);
    await pick('cut.csv.gz', cut);
    const add = page.getByRole('button', { name: 'Add the relations' });
    const failed = page.getByText('cut.csv.gz could not be read.');
    await add.or(failed).first().waitFor();
    if (await add.isVisible()) await add.click();
    await failed.waitFor();
  });
});
