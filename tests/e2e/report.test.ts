import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHypergraph } from '#pipeline/operations/load.ts';
import { reportOnSource } from '#pipeline/operations/report.ts';
import { reportPage } from '#pipeline/report-page/report-page.ts';
import { launchBrowser } from '../support/browser.ts';
import { projectRoot } from '../support/shared.ts';

/** The demo: it has times, kinds, estimates, and long names. */
const DEMO = join(projectRoot, 'datasets', 'auth-demo', 'events.csv');

let browser: Browser;
let address: string;
let axe: string;

beforeAll(async () => {
  const choice = { recipe: 'auth', mapping: {}, strict: false };
  const loaded = await loadHypergraph(DEMO, choice);
  // small: what is drawn matters here, not how exact it is
  const request = { choice, seed: 0, effort: 3e8 };
  const report = await reportOnSource(loaded, request);
  const file = join(mkdtempSync(join(tmpdir(), 'polyad-page-')), 'report.html');
  writeFileSync(file, [...reportPage(report)].join(''));
  address = pathToFileURL(file).href;
  const { resolve } = createRequire(import.meta.url);
  axe = await readFile(resolve('axe-core/axe.min.js'), 'utf8');
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

/** Texts of plots that meet, or reach beyond their drawing; elements wider than the page. */
function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .filter((one) => one.closest('.scroll') === null)
      .map((one) => `too wide: ${one.outerHTML.slice(0, 80)}`);
    const broken = [...document.querySelectorAll('.numbers dd, td.number')]
      .filter((one) => one.querySelector('br') === null)
      .filter((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return new Set([...range.getClientRects()].map((r) => r.top)).size > 1;
      })
      .map((one) => `broken: ${one.textContent}`);
    const plots = [...document.querySelectorAll('svg.plot')];
    const texts = plots.flatMap((plot) => {
      const frame = plot.getBoundingClientRect();
      const boxes = [...plot.querySelectorAll('text')].map((text) => ({
        text: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      const cut = boxes.filter(
        ({ box }) =>
          box.left < frame.left - 1.5 ||
          box.right > frame.right + 1.5 ||
          box.top < frame.top - 1.5 ||
          box.bottom > frame.bottom + 1.5,
      );
      const meeting = boxes.filter(({ box: a }, at) =>
        boxes.slice(at + 1).some(
          // glyphs are lower than their boxes
          ({ box: b }) =>
            a.left < b.right &&
            b.left < a.right &&
            a.top + 3 < b.bottom &&
            b.top + 3 < a.bottom,
        ),
      );
      return [
        ...cut.map(({ text }) => `cut: ${text}`),
        ...meeting.map(({ text }) => `meets another: ${text}`),
      ];
    });
    return [...wide, ...broken, ...texts];
  });
}

const views = [
  [1280, 'light'],
  [1280, 'dark'],
  [760, 'light'],
  [390, 'light'],
  [390, 'dark'],
] as const;

describe.each(views)(
  'the page of a report, %i wide and %s',
  (width, scheme) => {
    let page: Page;
    const faults: string[] = [];

    beforeAll(async () => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
      });
      page = await context.newPage();
      page.on('console', (message) => faults.push(message.text()));
      page.on('request', (request) => {
        if (request.url() !== address) faults.push(request.url());
      });
      await page.goto(address);
    });

    afterAll(async () => {
      await page.context().close();
    });

    it('asks for nothing and breaks no policy', () => {
      expect(faults).toEqual([]);
    });

    it('cuts and covers no label', async () => {
      expect(await misplaced(page)).toEqual([]);
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      });
      expect(await misplaced(page)).toEqual([]);
    });

    it('has no fault that axe finds', async () => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        (
          globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }
        ).axe.run(),
      );
      expect(
        violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => `${id}: ${html}`),
        ),
      ).toEqual([]);
    });
  },
);
