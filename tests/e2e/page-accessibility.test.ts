import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dropFile,
  PageUnderTest,
  PHONE,
  settled,
  WIDE,
} from './page-under-test.ts';

const RULES = [
  'wcag2a',
  'wcag2aa',
  'wcag21a',
  'wcag21aa',
  'wcag22aa',
  'best-practice',
];

const PANELS = ['bar', 'context', 'triage', 'picture', 'why', 'timeline'];

let axe: string;
let demo: PageUnderTest;

beforeAll(async () => {
  const { resolve } = createRequire(import.meta.url);
  axe = await readFile(resolve('axe-core/axe.min.js'), 'utf8');
  demo = await PageUnderTest.start('demo');
});

afterAll(async () => {
  await demo.stop();
});

/** Faults that axe finds, as "rule: element". */
async function findFaults(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so the page's policy does not forbid it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (tags) =>
      (
        globalThis as unknown as {
          axe: {
            run: (root: Document, options: unknown) => Promise<AxeResults>;
          };
        }
      ).axe.run(document, { runOnly: tags }),
    RULES,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html}`),
  );
}

type Step = (page: Page) => Promise<void>;

const views: readonly (readonly [string, Step])[] = [
  ['bands', async () => undefined],
  ['table', (page) => page.getByRole('button', { name: 'Table' }).click()],
  [
    'rows',
    async (page) => {
      await page.getByRole('button', { name: 'Rows', exact: true }).click();
      await page.locator('.rows-head').waitFor();
    },
  ],
  [
    'the overview',
    async (page) => {
      await page.locator('.views a', { hasText: 'Overview' }).click();
      await page.locator('.merge-tree').waitFor();
      await page.locator('.range-plot').first().waitFor();
    },
  ],
  [
    'the overview as a table',
    async (page) => {
      await page.locator('.views a', { hasText: 'Overview' }).click();
      await page.locator('.merge-tree').waitFor();
      await page.getByRole('button', { name: 'Table', exact: true }).click();
      await page.getByRole('grid').locator('tbody tr').first().waitFor();
    },
  ],
  [
    'the look of the picture, lines and the dual',
    async (page) => {
      await page.getByRole('button', { name: 'Look', exact: true }).click();
      await page.getByLabel('Lines instead of bands').check();
      await page.getByLabel('Dual beside it').check();
      await page
        .locator('.dual .bands[aria-busy="false"] .node')
        .first()
        .waitFor();
    },
  ],
  ...(['Links', 'Sets'] as const).map(
    (name) =>
      [
        `${name} as a drawing`,
        async (page: Page) => {
          await page.getByRole('button', { name, exact: true }).click();
          await page.locator('.stage .stop-mark').first().waitFor();
        },
      ] as const,
  ),
  [
    'holes',
    async (page) => {
      await page.locator('.views a', { hasText: 'Overview' }).click();
      await page.getByRole('button', { name: 'Holes', exact: true }).click();
      await page.locator('.hole-bar').first().click();
    },
  ],
  [
    'holes and hours as tables',
    async (page) => {
      await page.locator('.views a', { hasText: 'Overview' }).click();
      await page.getByRole('button', { name: 'Holes', exact: true }).click();
      await page.locator('.hole-bar').first().waitFor();
      await page.getByRole('button', { name: 'Table', exact: true }).click();
      await page.getByRole('button', { name: 'Table of hours' }).click();
      await page.getByRole('grid').nth(1).waitFor();
    },
  ],
  [
    'a chosen node',
    async (page) => {
      await page.locator('.node.open').first().focus();
      await page.keyboard.press('Space');
    },
  ],
  [
    'a mapping',
    async (page) => {
      await dropFile(page, 'x.csv', 'time,who,where\n2026-05-04,ada,lab\n');
      await page.locator('.reading').waitFor();
    },
  ],
  [
    'an error',
    async (page) => {
      await dropFile(page, 'x.hif.json', '{"incidences": [oops');
      await page.getByRole('alert').waitFor();
    },
  ],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(views)('axe finds nothing in %s', async (_, step) => {
    const { page, close } = await demo.open({ theme });
    await settled(page);
    await step(page);
    expect(await findFaults(page)).toEqual([]);
    await close();
  });

  it('axe finds nothing on a phone', async () => {
    const { page, close } = await demo.open({ theme, viewport: PHONE });
    await settled(page);
    expect(await findFaults(page)).toEqual([]);
    await close();
  });
});

describe('a narrow window', () => {
  it('shows the picture first, then reasons, then the list, in one column', async () => {
    const { page, close } = await demo.open({ viewport: PHONE });
    await settled(page);
    const top = async (panel: string) =>
      (await page.locator(panel).boundingBox())?.y ?? NaN;
    const tops = [
      await top('.picture'),
      await top('.why'),
      await top('.triage'),
    ];
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    expect(overflow).toBe(0);
    expect(await page.locator('.tabs').isVisible()).toBe(true);
    await page.getByTitle('Type a time range').click();
    expect(await page.locator('#time-from').isVisible()).toBe(true);
    await close();
  });
});

describe('the overview of a phone', () => {
  it('shows the matrix first, whole, and cuts nothing off at the side', async () => {
    const { page, close } = await demo.open({ viewport: PHONE });
    await settled(page);
    await page.locator('.tabs a', { hasText: 'Overview' }).click();
    await page.locator('.week-plot').waitFor();
    await page.locator('.merge-tree').waitFor();
    const top = async (panel: string) =>
      (await page.locator(panel).boundingBox())?.y ?? NaN;
    expect(await top('.panel.matrix')).toBeLessThan(await top('.panel.groups'));
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('.work button, .work select, .work h3')]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left < 0 || right > innerWidth;
        })
        .map((element) => element.textContent),
    );
    expect(outside).toEqual([]);
    expect(await findFaults(page)).toEqual([]);
    await close();
  });
});

describe('every window', () => {
  it.each([WIDE, { width: 1280, height: 800 }, PHONE])(
    'cuts no label in the picture at $width × $height',
    async (viewport) => {
      const { page, close } = await demo.open({ viewport });
      await settled(page);
      const outside = await page.evaluate(() => {
        const frame = document.querySelector('.bands')?.getBoundingClientRect();
        const labels = document.querySelectorAll('.node-label, .band-name');
        return [...labels].flatMap((label) => {
          const box = label.getBoundingClientRect();
          const isIn =
            frame &&
            box.left >= frame.left - 1 &&
            box.right <= frame.right + 1 &&
            box.top >= frame.top - 1 &&
            box.bottom <= frame.bottom + 1;
          return isIn ? [] : [label.textContent];
        });
      });
      expect(outside).toEqual([]);
      await close();
    },
  );

  it('can be walked from the top by Tab, and shows where the focus is', async () => {
    const { page, close } = await demo.open();
    await settled(page);
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => document.activeElement?.textContent),
    ).toContain('Skip to the content');
    const reached = new Set<string>();
    for (let stop = 0; stop < 100; stop++) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate((panels) => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const style = getComputedStyle(element);
        const isRinged =
          style.boxShadow !== 'none' ||
          element.closest('.find') !== null ||
          element.closest('svg') !== null;
        const panel = panels.find((name) => element.closest(`.${name}`));
        return { panel, isRinged };
      }, PANELS);
      if (!found) break;
      expect(found.isRinged).toBe(true);
      if (found.panel) reached.add(found.panel);
    }
    expect([...reached]).toEqual(PANELS);
    await close();
  });
});
