import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/shared.ts';
import { usePage } from './page-fixture.ts';

const { openDemo } = usePage('demo');

async function take(page: Page, what: RegExp): Promise<Download> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: what }).click(),
  ]);
  return download;
}

const textOf = async (download: Download) =>
  readFile(await download.path(), 'utf8');

describe('exports', () => {
  it('hold the picture as an SVG that needs no style sheet', async () => {
    const page = await openDemo();
    const download = await take(page, /as SVG/);
    expect(download.suggestedFilename()).toBe('Demo-a-month-of-log-ons.svg');
    const text = await textOf(download);
    expect(text).not.toContain('class=');
    expect(text).not.toContain('var(--');
    expect(text).toContain('Relation ');
    expect(text).toContain('UTC');
    const bands = await page.locator('.band-line').count();
    expect(text.split('<path').length - 1).toBeGreaterThanOrEqual(bands);
  });

  it('hold pictures as pixels, of rows and of the matrix too', async () => {
    const page = await openDemo();
    await page.getByRole('button', { name: 'Rows', exact: true }).click();
    await page.locator('.rows-head').waitFor();
    const rows = await readFile(await (await take(page, /as PNG/)).path());
    expect(rows.subarray(1, 4).toString()).toBe('PNG');
    expect(rows.length).toBeGreaterThan(20_000);
    await page.locator('.views a', { hasText: 'Overview' }).click();
    await page.locator('.merge-tree').waitFor();
    const matrix = await textOf(await take(page, /as SVG/));
    expect(matrix).toContain('data:image/png');
  });

  it('hold the filtered list as CSV and the data as HIF', async () => {
    const page = await openDemo();
    await page.getByRole('searchbox').first().fill('svc-backup');
    await page.locator('.chip', { hasText: 'contains' }).waitFor();
    const shown = await page.locator('.context [role="status"]').textContent();
    const list = await textOf(await take(page, /^List of/));
    const lines = list.trim().split('\r\n');
    expect(lines[0]).toContain('rank,relation,score');
    expect(lines).toHaveLength(Number((shown ?? '').split(' ')[0]) + 1);
    const hif = JSON.parse(await textOf(await take(page, /as HIF/))) as {
      incidences: unknown[];
    };
    expect(hif.incidences.length).toBeGreaterThan(20_000);
  });

  it('can be left by Escape, and say where there is nothing to draw', async () => {
    const page = await openDemo();
    const button = page.getByRole('button', { name: 'Export', exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.locator('.menu-list').count()).toBe(0);
    expect(await button.evaluate((b) => b === document.activeElement)).toBe(
      true,
    );
  });
});

describe('the evidence pack', () => {
  it('holds the list, its reasons, what was asked, and the hash of the data', async () => {
    const page = await openDemo();
    await page.locator('.waterfall').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('powershell');
    await page.keyboard.press('Enter');
    const pack = JSON.parse(
      await textOf(await take(page, /^Evidence pack/)),
    ) as {
      provenance: { sha256: string };
      scoring: { version: string; seed: number; detector: string };
      question: { filters: { search: string } };
      list: { id: string; rank: number }[];
      explained: { explanation: { parts: { contribution: number }[] } }[];
      open: { id: string };
      picture: string;
      caveats: string[];
    };
    const data = await readFile(
      join(projectRoot, 'datasets', 'auth-demo', 'events.csv'),
    );
    const hash = createHash('sha256').update(data).digest('hex');
    expect(pack.provenance.sha256).toBe(hash);
    expect(pack.scoring.version).not.toBe('');
    expect(pack.scoring.seed).toBe(0);
    expect(pack.question.filters.search).toBe('powershell');
    expect(pack.list.length).toBeGreaterThan(0);
    expect(pack.explained.length).toBe(Math.min(50, pack.list.length));
    expect(pack.picture).toContain('<svg');
    expect(pack.caveats).toContain('ranked, not FDR-controlled');
  });
});
