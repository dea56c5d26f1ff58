import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { usePage } from './page-fixture.ts';

const { openDemo } = usePage('demo');

async function openOverview(): Promise<Page> {
  const page = await openDemo();
  await page.locator('.views a', { hasText: 'Overview' }).click();
  await painted(page);
  return page;
}

/** Waits until tiles have colour: something on the canvas differs from its ground. */
async function painted(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>(
      '.matrix-tiles canvas',
    );
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return false;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const pixels = new Uint32Array(data.buffer);
    return new Set(pixels).size > 4;
  });
}

const counts = (page: Page) =>
  page.locator('.context [role="status"]').textContent();
const tiles = (page: Page) => page.locator('.matrix-tiles');

describe('the matrix', () => {
  it('tells what lies under the pointer, and a click opens the strongest there', async () => {
    const page = await openOverview();
    const chip = page.locator('.context .chip', { hasText: 'relation chosen' });
    await chip.waitFor();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    const grid = page.getByRole('grid', { name: 'Fullest tiles in view' });
    await grid.locator('tbody tr').first().click();
    const facts = page.locator('.matrix-aside .facts dd');
    await expect
      .poll(async () => Number(await facts.nth(2).textContent()))
      .toBeGreaterThan(1);
    const count = await grid.locator('tbody td').nth(2).textContent();
    expect(await facts.nth(2).textContent()).toBe(count);
  });

  it('zooms, moves and opens rows by keys alone', async () => {
    const page = await openOverview();
    await tiles(page).focus();
    const percent = page.locator('.matrix-aside small').first();
    expect(await percent.textContent()).toBe('100 %');
    await page.keyboard.press('+');
    await expect.poll(() => percent.textContent()).toBe('67 %');
    await page.keyboard.press('0');
    await expect.poll(() => percent.textContent()).toBe('100 %');
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press(step % 2 ? 'ArrowUp' : 'ArrowLeft');
      await page.waitForTimeout(90);
      if ((await page.locator('.matrix-tip').count()) > 0) break;
    }
    const named = await page.locator('.matrix-tip b').textContent();
    await page.keyboard.press('Enter');
    await page.locator('.rows-view').waitFor();
    const title = await page.locator('.picture h2').first().textContent();
    const id = (title ?? '').replace('Relation ', '');
    expect(named?.endsWith(`in relation ${id}`)).toBe(true);
  });

  it('zooms by the wheel at the pointer, and moves by a drag', async () => {
    const page = await openOverview();
    const box = (await tiles(page).boundingBox())!;
    await page.mouse.move(box.x + 100, box.y + 100);
    await page.mouse.wheel(0, -800);
    const frame = page.locator('.minimap i');
    await expect
      .poll(() => frame.evaluate((element) => element.style.width))
      .not.toBe('100%');
    const left = () =>
      frame.evaluate((element) => parseFloat(element.style.left));
    const before = await left();
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + 60, { steps: 4 });
    await page.mouse.up();
    await expect.poll(left).toBeGreaterThan(before);
  });

  it('has four orders and two meanings of colour', async () => {
    const page = await openOverview();
    for (const order of ['Band', 'Degree', 'Time', 'Groups']) {
      const arrived = page.waitForResponse((response) =>
        response.url().includes(`order=${order.toLowerCase()}`),
      );
      await page.getByRole('button', { name: order, exact: true }).click();
      expect((await arrived).ok()).toBe(true);
    }
    await page.getByRole('button', { name: 'Top score', exact: true }).click();
    await page.getByText('top score in a tile:').waitFor();
  });
});

describe('distributions', () => {
  it('filter every view by a typed range, and say so in the context line', async () => {
    const page = await openOverview();
    await page.getByLabel('Score, from').fill('5');
    await page.keyboard.press('Tab');
    await page.locator('.chip', { hasText: 'score' }).waitFor();
    await expect.poll(() => counts(page)).toContain(' of 6,061 relations');
    const inOverview = (await counts(page))?.split(' ')[0];
    await page.locator('.views a', { hasText: 'Triage' }).click();
    await page.locator('#ranked').waitFor();
    await expect
      .poll(async () => (await counts(page))?.split(' ')[0])
      .toBe(inOverview);
    await page.getByRole('button', { name: /^Clear: score/ }).click();
    await expect.poll(() => counts(page)).toMatch(/^6,061 relations/);
  });

  it('filter by a drag over the bars, and clear', async () => {
    const page = await openOverview();
    const plot = page.locator('.range-plot').nth(2);
    await plot.waitFor();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.95, box.y + 20, { steps: 3 });
    await page.mouse.up();
    await page.locator('.chip', { hasText: 'score' }).waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => counts(page)).toMatch(/^6,061 relations/);
  });
});

describe('groups by overlap', () => {
  it('join as fewer shared nodes are asked for', async () => {
    const page = await openOverview();
    const groups = page.locator('.groups-text b').nth(1);
    const at = async (s: string) => {
      await page
        .getByRole('group', { name: 'Share at least' })
        .getByRole('button', { name: s, exact: true })
        .click();
      await page.getByText(`Groups at ${s}`).waitFor();
      return Number((await groups.textContent())?.split(' ')[0]);
    };
    const three = await at('3');
    const one = await at('1');
    expect(one).toBeLessThan(three);
    expect(await page.locator('.tree-group').count()).toBe(1);
  });
});
