import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { usePage } from './page-fixture.ts';
import { dropFile, settled } from './page-under-test.ts';

const { open } = usePage('demo');

const spoken = (page: Page) =>
  page.locator('.spoken[aria-live]').first().textContent();
const show = (page: Page, drawing: string) =>
  page.getByRole('button', { name: drawing, exact: true }).click();
const title = (page: Page) => page.locator('.picture h2').first().textContent();

async function openRows(): Promise<Page> {
  const page = await open();
  await settled(page);
  await page.getByRole('button', { name: '3 members', exact: true }).click();
  await show(page, 'Rows');
  await page.locator('.rows-head').waitFor();
  return page;
}

describe('rows and columns', () => {
  it('show the open relation as a column, and share its choice with the table', async () => {
    const page = await openRows();
    const counts = await page.locator('.rows-names text').count();
    expect(counts).toBeGreaterThanOrEqual(4);
    await page.locator('.rows-names text').first().click();
    await page.getByText('1 node chosen', { exact: true }).waitFor();
    await show(page, 'Table');
    const chosen = page.locator(
      '[aria-label="Members"] [aria-selected="true"]',
    );
    expect(await chosen.count()).toBe(1);
  });

  it('are walked by keys: members, relations, choice, opening', async () => {
    const page = await open();
    await settled(page);
    await show(page, 'Rows');
    const view = page.locator('.rows-view');
    await page.locator('.rows-head').waitFor();
    await view.focus();
    const first = await spoken(page);
    expect(first).toContain('relation ');
    await page.keyboard.press('ArrowDown');
    const second = await spoken(page);
    expect(second).not.toBe(first);
    await page.keyboard.press('Space');
    await page.getByText('1 node chosen', { exact: true }).waitFor();
    const before = await title(page);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => title(page)).not.toBe(before);
    expect(await page.locator('.rows-view').count()).toBe(1);
  });

  it('open a relation by a double click, and put many marks on a canvas', async () => {
    const page = await open();
    await settled(page);
    await show(page, 'Rows');
    await page.locator('canvas.rows-base').waitFor();
    const ink = await page.locator('canvas.rows-base').evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas
        .getContext('2d')!
        .getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, at) => at % 4 === 3 && value > 0);
    });
    expect(ink).toBe(true);
    const before = await title(page);
    const head = await page.locator('.rows-view').boundingBox();
    await page.mouse.dblclick((head?.x ?? 0) + 180, (head?.y ?? 0) + 200);
    await page.mouse.dblclick((head?.x ?? 0) + 240, (head?.y ?? 0) + 200);
    await expect.poll(() => title(page)).not.toBe(before);
  });

  it('take over from bands where there are too many members', async () => {
    const page = await open();
    const names = Array.from({ length: 210 }, (_, at) => `n${String(at)}`);
    const pair = names.slice(0, 2).join(' ');
    await dropFile(page, 'crowd.txt', `${names.join(' ')}\n${pair}`);
    await page.getByText('Too many members for bands').waitFor();
    const drawn = page.locator('.rows-names text');
    await drawn.nth(209).waitFor({ state: 'attached' });
    expect(await drawn.count()).toBe(210);
  });
});
