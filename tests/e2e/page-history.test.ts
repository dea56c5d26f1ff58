import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { usePage } from './page-fixture.ts';

const { openDemo } = usePage('demo');

const title = (page: Page) => page.locator('.picture h2').first().textContent();

describe('undo and the address', () => {
  it('take back and make again by keys and by buttons', async () => {
    const page = await openDemo();
    const first = await title(page);
    await page.keyboard.press('j');
    await expect.poll(() => title(page)).not.toBe(first);
    const second = await title(page);
    await page.keyboard.press('Control+z');
    await expect.poll(() => title(page)).toBe(first);
    await page.getByRole('button', { name: 'Redo (Ctrl Y)' }).click();
    await expect.poll(() => title(page)).toBe(second);
  });

  it('take pins back', async () => {
    const page = await openDemo();
    const node = page.locator('.node.open').first();
    await node.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('p');
    const release = page.getByRole('button', { name: 'Release all pins' });
    await expect.poll(() => release.isEnabled()).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(() => release.isEnabled()).toBe(false);
  });

  it('open the same view again, without a name in the address', async () => {
    const page = await openDemo();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.getByRole('button', { name: 'Rows', exact: true }).click();
    await page.locator('.rows-view').waitFor();
    const before = await title(page);
    expect(page.url()).toContain('rank=3');
    await page.reload();
    await page.locator('.rows-view').waitFor();
    await expect.poll(() => title(page)).toBe(before);
  });
});
