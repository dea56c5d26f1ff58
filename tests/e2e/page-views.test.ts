import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { usePage } from './page-fixture.ts';

const { openDemo } = usePage('demo');

const chosen = (page: Page) => page.locator('.context .chip.on').last();
async function drawing(page: Page, name: string): Promise<void> {
  // Bands know the nearest relations only; other drawings fetch more.
  const arrived = page.waitForResponse((response) =>
    response.url().includes('limit=500'),
  );
  await page
    .locator('.picture header')
    .getByRole('button', { name, exact: true })
    .click();
  await arrived;
  await page.locator('.stage[aria-busy="false"]').waitFor();
}

async function openOverview(page: Page): Promise<void> {
  await page.locator('.views a', { hasText: 'Overview' }).click();
  await page.locator('.week-plot').waitFor();
}

const counts = (page: Page) =>
  page.locator('.context [role="status"]').textContent();

describe('links', () => {
  it('join relations that share s members, fewer as s rises', async () => {
    const page = await openDemo();
    await drawing(page, 'Links');
    await page.locator('.link').first().waitFor({ state: 'attached' });
    const links = () => page.locator('.link').count();
    const atOne = await links();
    await page.locator('.sharing button', { hasText: '3' }).click();
    await expect.poll(links).toBeLessThan(atOne);
    await page.getByText('sharing 3 members or more').waitFor();
  });

  it('are walked, chosen and opened by keys', async () => {
    const page = await openDemo();
    await drawing(page, 'Links');
    const stop = page.locator('.link-vertex[tabindex="0"]');
    await stop.focus();
    const first = await stop.getAttribute('aria-label');
    for (const arrow of ['Up', 'Left', 'Right', 'Down']) {
      await page.keyboard.press(`Arrow${arrow}`);
      if ((await stop.getAttribute('aria-label')) !== first) break;
    }
    const label = (await stop.getAttribute('aria-label')) ?? '';
    expect(label).not.toBe(first);
    await page.keyboard.press('Shift+Space');
    await expect
      .poll(() => chosen(page).textContent())
      .toBe('2 relations chosen');
    await page.keyboard.press('Enter');
    const id = label.split(' ')[0];
    await page
      .locator('.picture h2', { hasText: `Relation ${id ?? '?'}` })
      .waitFor();
  });
});

describe('sets', () => {
  it('choose the relations of an intersection, as the table says', async () => {
    const page = await openDemo();
    await drawing(page, 'Sets');
    const column = page.locator('.set-column').nth(1);
    const said = (await column.getAttribute('aria-label')) ?? '';
    await column.click();
    const count = Number(said.split(' ')[0]);
    await expect
      .poll(() => chosen(page).textContent())
      .toContain(`${String(count)} relation`);
    await page
      .locator('.sets-head')
      .getByRole('button', { name: 'Table' })
      .click();
    const row = page
      .getByRole('grid', { name: 'Intersections' })
      .locator('tr[aria-selected="true"]');
    expect(await row.locator('td').last().textContent()).toBe(String(count));
  });

  it('are walked by keys, and turn round', async () => {
    const page = await openDemo();
    await drawing(page, 'Sets');
    await page.locator('.set-column[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.locator('.set-column.chosen').waitFor();
    await page.getByRole('button', { name: 'Relations as sets' }).click();
    await page.locator('.set-column').first().click();
    await expect.poll(() => chosen(page).textContent()).toContain('node');
  });
});

describe('holes', () => {
  it('are bars, points and rows that choose the nodes round them', async () => {
    const page = await openDemo();
    await openOverview(page);
    await page.getByRole('button', { name: 'Holes', exact: true }).click();
    const bar = page.locator('.hole-bar[tabindex="0"]');
    await bar.focus();
    await page.keyboard.press('ArrowDown');
    const said = (await bar.getAttribute('aria-label')) ?? '';
    const nodes = /round (\d+) nodes/.exec(said)?.[1] ?? '?';
    await page.keyboard.press('Space');
    await expect
      .poll(() => chosen(page).textContent())
      .toBe(`${nodes} nodes chosen`);
    expect(await page.locator('.hole-point.chosen').count()).toBeGreaterThan(0);
    await page
      .locator('.holes header')
      .getByRole('button', { name: 'Table' })
      .click();
    const rows = page.getByRole('grid', { name: 'Holes' });
    expect(
      await rows.locator('tr[aria-selected="true"]').count(),
    ).toBeGreaterThan(0);
    await page.locator('.views a', { hasText: 'Triage' }).click();
    await expect
      .poll(() => chosen(page).textContent())
      .toBe(`${nodes} nodes chosen`);
  });

  it('open and close in the order of time too', async () => {
    const page = await openDemo();
    await openOverview(page);
    await page.getByRole('button', { name: 'Holes', exact: true }).click();
    await page.getByLabel('Relations appear').selectOption('time');
    await page.locator('.bar-axis text', { hasText: 'May' }).first().waitFor();
    expect(page.url()).toContain('part=holes');
  });
});

describe('hours of the week', () => {
  it('filter every view by a drag, by keys and by fields', async () => {
    const page = await openDemo();
    await openOverview(page);
    const all = await counts(page);
    const plot = page.locator('.week-plot');
    await plot.scrollIntoViewIfNeeded();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + 6);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 40, { steps: 3 });
    await page.mouse.up();
    await page.locator('.chip', { hasText: 'Mon–' }).waitFor();
    await expect.poll(() => counts(page)).toContain(' of 6,061 relations');
    await page.getByRole('button', { name: /^Clear: Mon–/ }).click();
    await expect.poll(() => counts(page)).toBe(all);

    await plot.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Space');
    await page.locator('.chip', { hasText: 'Tue 09:00–10:59' }).waitFor();
    await page.getByLabel('To hour').selectOption('12');
    await page.locator('.chip', { hasText: 'Tue 09:00–12:59' }).waitFor();
    await expect.poll(() => counts(page)).toContain(' of 6,061 relations');
    const inOverview = (await counts(page))?.split(' ')[0];
    await page.locator('.views a', { hasText: 'Triage' }).click();
    await page.getByRole('button', { name: 'Look further down' }).waitFor();
    const url = page.url();
    expect(url).toContain('week=1%7E1%7E9%7E12');
    expect(Number(inOverview?.replace(',', ''))).toBeGreaterThan(0);
  });
});
