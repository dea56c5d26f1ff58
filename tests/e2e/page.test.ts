import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Anomalies } from '#protocol/anomalies.ts';
import { usePage } from './page-fixture.ts';
import { settled } from './page-under-test.ts';

const { open, openDemo, subject } = usePage('demo');

const openTitle = (page: Page) =>
  page.locator('.picture h2').first().textContent();
const rows = (page: Page) => page.locator('#ranked [role="option"]');

/** The number at the beginning of "12 of 6,061 relations · …", or of "6,061 relations". */
async function shownCount(page: Page): Promise<number> {
  const text = await page.locator('.context [role="status"]').textContent();
  return Number((text ?? '').split(' ')[0]?.replaceAll(',', ''));
}

describe('the first view', () => {
  it('opens the demo at its strongest relation, drawn and explained', async () => {
    const page = await openDemo();
    const first = rows(page).first();
    expect(await first.getAttribute('aria-selected')).toBe('true');
    const score = await first.locator('.ranked-score b').textContent();
    expect(await page.locator('.verdict .figure').textContent()).toContain(
      score,
    );
    expect(await page.locator('.why h2').first().textContent()).toBe(
      'Why it ranks first',
    );
    expect(await page.locator('.band-line.open').count()).toBe(1);
    expect(await page.locator('.waterfall .raises').count()).toBeGreaterThan(0);
    expect(await page.locator('.picture footer .tag').textContent()).toContain(
      'false enclosure',
    );
  });

  it('takes the token out of the address', async () => {
    const page = await openDemo();
    expect(page.url()).not.toContain(subject().token);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  it('asks for the token where the address has none, and takes it by hand', async () => {
    const page = await open({ anonymous: true });
    const field = page.getByLabel('Token', { exact: true });
    await field.fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That token was refused.').waitFor();
    await field.fill(subject().token);
    await page.keyboard.press('Enter');
    await settled(page);
  });

  it('refuses to draw parts that do not add up', async () => {
    const page = await openDemo({
      before: (fresh) =>
        fresh.route('**/anomalies', async (route) => {
          const response = await route.fetch();
          const answer = (await response.json()) as Anomalies;
          const first = answer.results.find(({ rank }) => rank === 1);
          const [part] = first?.explanation?.parts ?? [];
          if (part) part.contribution += 1e-6;
          await route.fulfill({ response, json: answer });
        }),
    });
    await page.getByText('The parts miss the score by').waitFor();
    expect(await page.locator('.waterfall').count()).toBe(0);
    await page.keyboard.press('j');
    await page.locator('.waterfall').waitFor();
  });

  it('says what to do when the server does not answer, and goes on when it does', async () => {
    let isDown = true;
    const page = await open({
      before: (fresh) =>
        fresh.route('**/api/v1/datasets', (route) =>
          isDown ? route.abort() : route.continue(),
        ),
    });
    await page.getByText('The server does not answer.').waitFor();
    isDown = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await settled(page);
  });
});

describe('walking the list', () => {
  it('goes down and up by J and K, and the picture follows', async () => {
    const page = await openDemo();
    const before = await openTitle(page);
    await page.keyboard.press('j');
    await page.getByText('Why it ranks 2nd').waitFor();
    await settled(page);
    expect(await openTitle(page)).not.toBe(before);
    expect(await rows(page).nth(1).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('k');
    await page.getByText('Why it ranks first').waitFor();
    expect(await openTitle(page)).toBe(before);
  });

  it('answers to arrows in the list, and keeps the active row in the document', async () => {
    const page = await openDemo();
    await page.locator('#ranked').focus();
    for (let row = 0; row < 25; row++) await page.keyboard.press('ArrowDown');
    const active = await page
      .locator('#ranked')
      .getAttribute('aria-activedescendant');
    expect(active).toBe('ranked-26');
    const option = page.locator('#ranked-26');
    await option.waitFor({ state: 'visible' });
    expect(await option.getAttribute('aria-posinset')).toBe('26');
    await page.keyboard.press('Home');
    await page.getByText('Why it ranks first').waitFor();
  });

  it('narrows to flagged ones and to words, says so, and clears', async () => {
    const page = await openDemo();
    const all = await shownCount(page);
    await page.getByRole('button', { name: 'Flagged', exact: true }).click();
    const tag = await page.locator('.triage header .tag').textContent();
    await expect
      .poll(() => shownCount(page))
      .toBe(Number.parseInt((tag ?? '').replaceAll(',', ''), 10));
    await page.getByRole('button', { name: 'Clear: flagged only' }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('powershell');
    await page.getByText('contains “powershell”').waitFor();
    expect(await shownCount(page)).toBeLessThan(all);
    await page.keyboard.press('Escape');
    await expect.poll(() => shownCount(page)).toBe(all);
  });
});

describe('the picture', () => {
  it('shows fewer neighbours as s rises', async () => {
    const page = await openDemo();
    const caption = page.locator('.picture header .caption');
    const neighbours = async () =>
      Number(
        /(\S+) relations? shares?/
          .exec((await caption.textContent()) ?? '')?.[1]
          ?.replaceAll(',', ''),
      );
    const atOne = await neighbours();
    await page.locator('.sharing button', { hasText: '2' }).click();
    await page.getByText(/shares? 2 or more/).waitFor();
    const atTwo = await neighbours();
    expect(atTwo).toBeLessThan(atOne);
    await settled(page);
    const bands = await page.locator('.band-line').count();
    expect(bands).toBeLessThanOrEqual(Math.min(30, atTwo + 1));
  });

  it('shares its selection with the table, both ways', async () => {
    const page = await openDemo();
    const node = page.locator('.node.open').first();
    await node.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => node.getAttribute('aria-pressed')).toBe('true');
    const said = (await node.getAttribute('aria-label')) ?? '';
    await page.getByRole('button', { name: 'Table' }).click();
    const chosen = page.locator(
      'table[aria-label="Members"] tr[aria-selected="true"]',
    );
    expect(await chosen.count()).toBe(1);
    const name = await chosen.locator('td').first().textContent();
    expect(said.startsWith(name?.trim() ?? '?')).toBe(true);

    const relation = page.locator('table[aria-label="Relations"] tbody tr');
    await relation.nth(1).locator('td').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    await page.getByText('2 relations chosen').waitFor();
    await page.getByRole('button', { name: 'Bands' }).click();
    await settled(page);
    expect(
      await page.locator('.band-halo:not([display="none"])').count(),
    ).toBeGreaterThanOrEqual(2);
  });

  it('opens a neighbour by Enter in the table', async () => {
    const page = await openDemo();
    const before = await openTitle(page);
    await page.getByRole('button', { name: 'Table' }).click();
    const relation = page.locator('table[aria-label="Relations"] tbody tr');
    await relation.nth(1).locator('td').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => openTitle(page)).not.toBe(before);
  });

  it('walks by arrow keys, and moves a node without a drag', async () => {
    const page = await openDemo();
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await page.locator('.picture .choices button').last().focus();
    await page.locator('.bands g[tabindex="0"]').focus();
    const start = await focused();
    const seen = new Set([start]);
    for (const arrow of ['Right', 'Down', 'Left', 'Up', 'Right', 'Down']) {
      await page.keyboard.press(`Arrow${arrow}`);
      seen.add(await focused());
    }
    expect(seen.size).toBeGreaterThan(2);

    const node = page.locator('.node.open').first();
    await node.focus();
    const place = await node.getAttribute('transform');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await node.getAttribute('transform')).not.toBe(place);
    expect(await node.locator('.pin').getAttribute('display')).toBeNull();
  });

  it('pins what is dragged and lets go again', async () => {
    const page = await openDemo();
    const node = page.locator('.node.open').first();
    const box = await node.locator('.node-mark').boundingBox();
    if (!box) throw new Error('no node');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 25, { steps: 4 });
    await page.mouse.up();
    const after = await node.locator('.node-mark').boundingBox();
    expect((after?.x ?? 0) - box.x).toBeCloseTo(40, -1);
    await page.getByRole('button', { name: 'Release all pins' }).click();
    expect(await node.locator('.pin').getAttribute('display')).toBe('none');
  });

  it('zooms and fits by buttons', async () => {
    const page = await openDemo();
    const node = page.locator('.node.open').first();
    const place = await node.getAttribute('transform');
    await page.getByRole('button', { name: 'Zoom in (+)' }).click();
    expect(await node.getAttribute('transform')).not.toBe(place);
    await page.getByRole('button', { name: 'Fit (0)' }).click();
    expect(await node.getAttribute('transform')).toBe(place);
  });
});

describe('the timeline', () => {
  it('filters by a drag, moves by [ and ], and clears in the context line', async () => {
    const page = await openDemo();
    const all = await shownCount(page);
    const plot = await page.locator('.timeline-plot svg').boundingBox();
    if (!plot) throw new Error('no timeline');
    const y = plot.y + 50;
    await page.mouse.move(plot.x + plot.width * 0.5, y);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.7, y, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => shownCount(page)).toBeLessThan(all);
    expect(await page.locator('.bin.within').count()).toBeGreaterThan(10);
    const from = page.locator('#time-from');
    const before = await from.inputValue();
    await page.keyboard.press(']');
    await expect.poll(() => from.inputValue()).not.toBe(before);
    expect((await from.inputValue()) > before).toBe(true);
    await page.getByRole('button', { name: 'Clear the time range' }).click();
    await expect.poll(() => shownCount(page)).toBe(all);
  });

  it('takes a typed range, and says what is wrong with one', async () => {
    const page = await openDemo();
    const all = await shownCount(page);
    const from = page.locator('#time-from');
    const start = await from.inputValue();
    const day =
      start.slice(0, 8) +
      String(Number(start.slice(8, 10)) + 2).padStart(2, '0');
    await page.locator('#time-to').fill(day);
    await page.keyboard.press('Tab');
    await expect.poll(() => shownCount(page)).toBeLessThan(all);
    expect(await page.locator('.timeline .selection').isVisible()).toBe(true);
    await from.fill('yesterday');
    await page.keyboard.press('Tab');
    await page.getByText('Write a time as 2026-11-09 18:00').waitFor();
    expect(await from.getAttribute('aria-invalid')).toBe('true');
  });
});
