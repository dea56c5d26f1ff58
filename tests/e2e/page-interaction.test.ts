import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { usePage } from './page-fixture.ts';
import { settled } from './page-under-test.ts';

const { openDemo } = usePage('demo');

// What hnxwidget can do, one test each. Pan, zoom, fit, drag, pins and the
// distributions as filters have theirs in page.test.ts and page-overview.test.ts.

const nodes = (page: Page) => page.locator('.bands .node');
const bandLines = (page: Page) => page.locator('.bands .band-line');
const chosenNodes = (page: Page) => page.locator('.bands .node.chosen');
const tool = (page: Page, name: string) =>
  page.locator('.tools').getByRole('button', { name });

async function placesOf(page: Page): Promise<Map<string, string | null>> {
  const all = await nodes(page).evaluateAll((groups) =>
    groups.map(
      (group) =>
        [
          group.getAttribute('aria-label') ?? '',
          group.getAttribute('transform'),
        ] as const,
    ),
  );
  return new Map(all);
}

/** Drags over most of the picture's ground. */
async function sweep(page: Page, points: readonly [number, number][]) {
  const box = (await page.locator('.bands svg').boundingBox())!;
  const at = ([x, y]: [number, number]) =>
    [box.x + box.width * x, box.y + box.height * y] as const;
  const [first = [0, 0], ...rest] = points;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...at(point), { steps: 4 });
  await page.mouse.up();
}

async function openLook(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  return page.locator('.look-list');
}

async function chooseStranger(page: Page): Promise<string> {
  const stranger = page.locator('.bands .node:not(.open)').first();
  await stranger.focus();
  await page.keyboard.press('Space');
  return (await stranger.getAttribute('aria-label')) ?? '';
}

describe('areas', () => {
  it('a box chooses the nodes in it, and the relations wholly in it', async () => {
    const page = await openDemo();
    await page.keyboard.press('b');
    await sweep(page, [
      [0.1, 0.02],
      [0.99, 0.93],
    ]);
    await expect.poll(() => chosenNodes(page).count()).toBeGreaterThan(3);
    expect(await page.locator('.context').textContent()).toContain('relation');
    await page.keyboard.press('v');
    await sweep(page, [
      [0.1, 0.95],
      [0.12, 0.95],
    ]);
    expect(await tool(page, 'Point (V)').getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  it('a lasso chooses what it goes round', async () => {
    const page = await openDemo();
    await tool(page, 'Lasso (L)').click();
    await sweep(page, [
      [0.1, 0.02],
      [0.98, 0.05],
      [0.95, 0.94],
      [0.1, 0.93],
    ]);
    await expect.poll(() => chosenNodes(page).count()).toBeGreaterThan(2);
  });
});

describe('choosing without a drag', () => {
  it('all, none, the others, members and relations', async () => {
    const page = await openDemo();
    const look = await openLook(page);
    await look.getByRole('button', { name: 'Choose all' }).click();
    const all = await nodes(page).count();
    await expect.poll(() => chosenNodes(page).count()).toBe(all);
    await look.getByRole('button', { name: 'Choose the others' }).click();
    await expect.poll(() => chosenNodes(page).count()).toBe(0);
    await look.getByRole('button', { name: 'Choose none' }).click();
    await look
      .getByRole('button', { name: 'Add members of chosen relations' })
      .click();
    const open = await page.locator('.bands .node.open').count();
    await expect.poll(() => chosenNodes(page).count()).toBe(open);
    await look
      .getByRole('button', { name: 'Add relations of chosen nodes' })
      .click();
    await expect
      .poll(() => page.locator('.context').textContent())
      .toMatch(/\d\d relations/);
  });

  it('N adds the neighbours of the choice', async () => {
    const page = await openDemo();
    await page.keyboard.press('n');
    const open = await page.locator('.bands .node.open').count();
    await expect.poll(() => chosenNodes(page).count()).toBe(open);
    await page.keyboard.press('n');
    await expect
      .poll(() => page.locator('.context').textContent())
      .toMatch(/\d\d relations/);
  });
});

describe('hiding and removing', () => {
  it('H hides, places stay, and the context line brings it back', async () => {
    const page = await openDemo();
    const before = await placesOf(page);
    const name = await chooseStranger(page);
    await page.keyboard.press('h');
    await page.locator('.chip', { hasText: '1 hidden' }).waitFor();
    await expect.poll(async () => (await placesOf(page)).has(name)).toBe(false);
    const after = await placesOf(page);
    for (const [node, place] of after) expect(before.get(node)).toBe(place);
    await page.getByRole('button', { name: 'Show what is hidden' }).click();
    await expect.poll(async () => (await placesOf(page)).has(name)).toBe(true);
  });

  it('Delete removes and arranges again, and undo takes it back', async () => {
    const page = await openDemo();
    const before = await placesOf(page);
    const name = await chooseStranger(page);
    await page.keyboard.press('Delete');
    await page.locator('.chip', { hasText: '1 removed' }).waitFor();
    await settled(page);
    await expect.poll(async () => (await placesOf(page)).has(name)).toBe(false);
    const after = await placesOf(page);
    const moved = [...after].filter(([node, place]) => {
      return before.has(node) && before.get(node) !== place;
    });
    expect(moved.length).toBeGreaterThan(0);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await placesOf(page)).has(name)).toBe(true);
  });
});

describe('merging alike', () => {
  it('M merges nodes into marks with their number, Enter takes one apart', async () => {
    const page = await openDemo();
    const all = await nodes(page).count();
    await page.keyboard.press('m');
    const merged = page.locator('.bands .node.merged');
    await expect.poll(() => merged.count()).toBeGreaterThan(0);
    const few = await nodes(page).count();
    expect(few).toBeLessThan(all);
    await page.locator('.node-label', { hasText: '×' }).first().waitFor();
    await settled(page);
    await merged.first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => nodes(page).count()).toBeGreaterThan(few);
    await page.keyboard.press('m');
    await expect.poll(() => nodes(page).count()).toBe(all);
  });

  it('relations with the same members have bands of their own on request', async () => {
    const page = await openDemo();
    const name = await bandLines(page).count();
    const look = await openLook(page);
    await look.getByLabel('Merge alike relations').uncheck();
    await settled(page);
    expect(name).toBeGreaterThan(1);
    expect(page.url()).not.toContain('undefined');
    await expect
      .poll(() => page.locator('.band-name', { hasText: '×' }).count())
      .toBe(0);
  });
});

describe('looks', () => {
  it('nodes are coloured and sized by a statistic, names by size', async () => {
    const page = await openDemo();
    const look = await openLook(page);
    await look.getByLabel('Nodes coloured by').selectOption({ index: 1 });
    await expect
      .poll(() => page.locator('.bands .node[class*="tint-"]').count())
      .toBe(await nodes(page).count());
    const heights = () =>
      page
        .locator('.bands .node-mark')
        .evaluateAll((marks) => [
          ...new Set(
            marks.map((mark) =>
              Math.round((mark as SVGPathElement).getBBox().height),
            ),
          ),
        ]);
    const before = (await heights()).length;
    await look.getByLabel('Nodes sized by').selectOption({ index: 2 });
    await expect
      .poll(async () => (await heights()).length)
      .toBeGreaterThan(before);
    await look.getByLabel('Size of names').selectOption('17');
    await expect
      .poll(() =>
        page
          .locator('.node-label')
          .first()
          .evaluate((label) => getComputedStyle(label).fontSize),
      )
      .toBe('17px');
  });

  it('bands are coloured by size or time', async () => {
    const page = await openDemo();
    const classes = () =>
      bandLines(page).evaluateAll((lines) =>
        lines.map((line) => line.getAttribute('class')).join(),
      );
    const before = await classes();
    const look = await openLook(page);
    await look.getByLabel('Bands coloured by').selectOption({ index: 2 });
    await expect.poll(classes).not.toBe(before);
  });

  it('lines stand in for bands, with the same choice', async () => {
    const page = await openDemo();
    const look = await openLook(page);
    await look.getByLabel('Lines instead of bands').check();
    await page
      .locator('.links-view .link')
      .first()
      .waitFor({ state: 'attached' });
    expect(await bandLines(page).count()).toBe(0);
    await page.keyboard.press('Escape');
    const node = page.locator('.links-view .node').first();
    await node.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => node.getAttribute('aria-pressed')).toBe('true');
    await look.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await settled(page);
  });

  it('the dual stands beside, linked by one choice', async () => {
    const page = await openDemo();
    const look = await openLook(page);
    await look.getByLabel('Dual beside it').check();
    await page
      .locator('.dual .bands[aria-busy="false"] .node')
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    const stranger = page.locator('.dual .node').first();
    await stranger.focus();
    await page.keyboard.press('Space');
    await expect
      .poll(() => page.locator('.context').textContent())
      .toContain('1 relation chosen');
    const first = page.locator('.stage > .bands .node.open').first();
    await first.focus();
    await page.keyboard.press('Space');
    await expect
      .poll(() =>
        page.locator('.dual .band-halo:not([display="none"])').count(),
      )
      .toBe(1);
  });

  it('takes the whole screen and gives it back', async () => {
    const page = await openDemo();
    const isFull = () =>
      page.evaluate(() => document.fullscreenElement !== null);
    await tool(page, 'Full screen (F)').click();
    await expect.poll(isFull).toBe(true);
    await page.keyboard.press('f');
    await expect.poll(isFull).toBe(false);
  });
});

describe('what a picture holds', () => {
  it('is listed in the table, and taken along as JSON', async () => {
    const page = await openDemo();
    const name = (await chooseStranger(page)).split(' · ')[0] ?? '?';
    await page.keyboard.press('h');
    await page.locator('.chip', { hasText: '1 hidden' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Picture as JSON' }).click();
    const path = await (await download).path();
    const state = JSON.parse(await readFile(path, 'utf8')) as {
      hidden: { nodes: string[] };
      places: Record<string, [number, number]>;
    };
    expect(state.hidden.nodes.length).toBe(1);
    expect(state.hidden.nodes[0]).toContain(name);
    expect(Object.keys(state.places).length).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    const row = page
      .locator('table[aria-label="Members"] tr', { hasText: 'hidden' })
      .first();
    await row.waitFor();
    expect(await row.textContent()).toContain(name);
  });
});
