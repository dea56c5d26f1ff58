import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Label } from '#protocol/labels.ts';
import { usePage } from './page-fixture.ts';

const { openDemo } = usePage('demo');

/** Labels as the server has them, by relation. */
async function kept(page: Page): Promise<Map<string, Label>> {
  const items = await page.evaluate(async () => {
    const read = async (path: string) =>
      (await (await fetch(`/api/v1${path}`)).json()) as { items: unknown[] };
    const [dataset] = (await read('/datasets')).items as { id: string }[];
    return (await read(`/datasets/${dataset?.id ?? ''}/labels`)).items;
  });
  return new Map((items as Label[]).map((label) => [label.id, label]));
}

const openId = async (page: Page) =>
  ((await page.locator('.picture h2').first().textContent()) ?? '').replace(
    'Relation ',
    '',
  );
const openRow = (page: Page) => page.locator('#ranked [aria-selected="true"]');

describe('labels', () => {
  it('are given, changed and taken back by keys alone, and kept', async () => {
    const page = await openDemo();
    const id = await openId(page);
    await page.keyboard.press('r');
    await openRow(page).locator('.tag', { hasText: 'Real' }).waitFor();
    await expect
      .poll(async () => (await kept(page)).get(id)?.label)
      .toBe('anomalous');
    await page.keyboard.press('e');
    await expect
      .poll(async () => (await kept(page)).get(id)?.label)
      .toBe('benign');
    await page.keyboard.press('e');
    await expect.poll(async () => (await kept(page)).has(id)).toBe(false);
    expect(await openRow(page).locator('.label-tag').count()).toBe(0);
  });

  it('are given by buttons with a comment, and are there after a reload', async () => {
    const page = await openDemo();
    const id = await openId(page);
    // Unsure teaches nothing, so the relation stays where it was.
    const unsure = page.getByRole('button', { name: /^Unsure/ });
    await unsure.click();
    await expect.poll(() => unsure.getAttribute('aria-pressed')).toBe('true');
    await page
      .getByLabel('Comment, kept with the label')
      .fill('drill, see 4711');
    await page.keyboard.press('Tab');
    await expect
      .poll(async () => (await kept(page)).get(id)?.reason)
      .toBe('drill, see 4711');
    await page.reload();
    await openRow(page).locator('.tag', { hasText: 'Unsure' }).waitFor();
    expect(
      await page.getByLabel('Comment, kept with the label').inputValue(),
    ).toBe('drill, see 4711');
    await unsure.click();
    await expect.poll(async () => (await kept(page)).size).toBe(0);
  });

  it('go on all chosen relations at once, and one undo takes them back', async () => {
    const page = await openDemo();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    const rows = page.locator('table[aria-label="Relations"] tbody tr');
    await rows.nth(0).click();
    await rows.nth(1).click({ modifiers: ['Shift'] });
    await rows.nth(2).click({ modifiers: ['Shift'] });
    await page.getByText('3 relations chosen').waitFor();
    await page.keyboard.press('u');
    await expect.poll(async () => (await kept(page)).size).toBe(3);
    expect(await rows.locator('.label-tag').count()).toBe(3);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await kept(page)).size).toBe(0);
  });

  it('count as progress, and leave the list of those without one', async () => {
    const page = await openDemo();
    const first = await openId(page);
    await page.getByRole('button', { name: 'No label yet' }).click();
    await page.keyboard.press('r');
    await page.locator('.label-progress', { hasText: '1 real' }).waitFor();
    await expect.poll(() => openRow(page).count()).toBe(0);
    await page.keyboard.press('j');
    await expect.poll(() => openId(page)).not.toBe(first);
    await page.getByRole('button', { name: 'Clear: No label yet' }).click();
    await page.keyboard.press('k');
    await expect.poll(() => openId(page)).toBe(first);
    await page.keyboard.press('r');
    await expect.poll(async () => (await kept(page)).size).toBe(0);
  });

  it('say when they could not be kept, and try again', async () => {
    let isDown = true;
    const page = await openDemo({
      before: (fresh) =>
        fresh.route('**/labels', (route) =>
          isDown && route.request().method() === 'POST'
            ? route.abort()
            : route.continue(),
        ),
    });
    await page.keyboard.press('r');
    const alert = page.locator('.label-problem');
    await alert.waitFor();
    isDown = false;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(async () => (await kept(page)).size).toBe(1);
    await alert.waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await expect.poll(async () => (await kept(page)).size).toBe(0);
  });
});

describe('the ranking', () => {
  it('waits to be ranked again by labels, then shows what moved and why', async () => {
    const page = await openDemo();
    const id = await openId(page);
    const second = page.locator('#ranked [role="option"]').nth(1);
    const next = await second.locator('.ranked-clause').textContent();
    await page.keyboard.press('e');
    const again = page.getByRole('button', { name: 'Rank again' });
    await again.waitFor();
    // Until then the list stays as it was.
    expect(await openRow(page).getAttribute('aria-posinset')).toBe('1');
    await again.focus();
    await page.keyboard.press('Enter');
    await page.getByText(/Labels have moved .+ relations/).waitFor();
    const first = page.locator('#ranked [role="option"]').first();
    await expect
      .poll(() => first.locator('.ranked-clause').textContent())
      .not.toContain(`Relation ${id}`);
    expect(next).not.toBe('');
    expect(await openId(page)).toBe(id);
    await page.getByText('Moved by labels').waitFor();
    await page.getByText('Its own label moved it.').waitFor();
    await expect.poll(async () => (await kept(page)).size).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await kept(page)).size).toBe(0);
    await again.click();
    await page.getByText(/Labels have moved/).waitFor({ state: 'detached' });
  });
});

describe('the list', () => {
  it('comes without reasons, which follow for the rows in the window', async () => {
    const bodies: { explain?: boolean; ids?: string[] }[] = [];
    const page = await openDemo({
      before: async (fresh) => {
        fresh.on('request', (request) => {
          if (!request.url().endsWith('/anomalies')) return;
          bodies.push(request.postDataJSON() as (typeof bodies)[number]);
        });
      },
    });
    await page.locator('.waterfall').waitFor();
    await expect.poll(() => bodies.length).toBeGreaterThan(2);
    expect(bodies[0]?.explain).toBe(false);
    expect(bodies[1]?.ids).toEqual([await openId(page)]);
    const explained = bodies.flatMap(({ ids }) => ids ?? []);
    expect(explained.length).toBeLessThan(40);
    expect(new Set(explained).size).toBe(explained.length);
  });
});
