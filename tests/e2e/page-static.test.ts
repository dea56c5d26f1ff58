import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { launchBrowser } from '../support/browser.ts';
import { projectRoot } from '../support/shared.ts';
import { dropFile, settled } from './page-under-test.ts';

const folder = join(projectRoot, 'dist', 'static');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Meetings of two circles, and one meeting across them, as HIF. */
function meetings(): string {
  const incidences = [];
  const edges = [];
  for (let at = 0; at < 40; at++) {
    const circle = at % 2 === 0 ? 'ada bo cy di' : 'ux vi wu xo';
    const members =
      at === 33 ? ['ada', 'xo', 'zed'] : circle.split(' ').slice(at % 3);
    const time = new Date(Date.UTC(2026, 4, 4 + at, 9)).toISOString();
    edges.push({ edge: `m${String(at)}`, attrs: { time } });
    for (const node of members) {
      incidences.push({ edge: `m${String(at)}`, node });
    }
  }
  return JSON.stringify({ 'network-type': 'undirected', edges, incidences });
}

let browser: Browser;
let server: Server;
let address: string;

beforeAll(async () => {
  const configFile = join(projectRoot, 'vite.config.ts');
  await build({ configFile, mode: 'static', logLevel: 'error' });
  browser = await launchBrowser();
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    readFile(join(folder, path)).then(
      (body) => {
        const type = TYPES[extname(path)] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  address = `http://127.0.0.1:${String(port)}/`;
});

afterAll(async () => {
  await browser.close();
  server.close();
});

/** Opens the page, cuts the network, and reports what went wrong. */
async function openAlone(url: string): Promise<{
  page: Page;
  faults: string[];
  requests: string[];
  close: () => Promise<void>;
}> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(url);
  await page.locator('.drop-area').first().waitFor();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  return { page, faults, requests, close: () => context.close() };
}

describe('the page without a server', () => {
  it('opens a local HIF file with the network cut, and sends nothing', async () => {
    const { page, faults, requests, close } = await openAlone(address);
    await dropFile(page, 'meetings.hif.json', meetings());
    await settled(page);
    const first = page.locator('#ranked [role="option"]').first();
    await expect.poll(() => first.textContent()).toContain('m33');
    await page.locator('.waterfall').waitFor();
    await page.keyboard.press('r');
    await first.locator('.tag', { hasText: 'Real' }).waitFor();
    await page.locator('.views a', { hasText: 'Overview' }).click();
    await page.locator('.merge-tree').waitFor();
    await page.getByRole('button', { name: 'Holes', exact: true }).click();
    await page.locator('.hole-bar, .holes-empty').first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'All data as HIF' }).click();
    const path = await (await download).path();
    const hif = JSON.parse(await readFile(path, 'utf8')) as {
      incidences: unknown[];
    };
    const read = JSON.parse(meetings()) as typeof hif;
    expect(hif.incidences.length).toBe(read.incidences.length);
    // Its own layout worker is asked for, and done without.
    const sent = requests.filter(
      (url) => !url.startsWith('blob:') && !url.includes('/layout-worker'),
    );
    expect(sent).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it('opens from the disk, without any server at all', async () => {
    const url = pathToFileURL(join(folder, 'index.html')).href;
    const { page, faults, close } = await openAlone(url);
    await dropFile(page, 'meetings.hif.json', meetings());
    await settled(page);
    await page.locator('.waterfall').waitFor();
    // The browser itself says that a worker may not start from the disk.
    expect(faults.filter((fault) => !fault.includes('Worker'))).toEqual([]);
    await close();
  });

  it('says where a file is wrong', async () => {
    const { page, close } = await openAlone(address);
    await dropFile(page, 'bad.hif.json', '{"incidences": [\noops');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    await expect.poll(() => alert.textContent()).toContain('bad.hif.json');
    await close();
  });

  it('takes a table with a mapping', async () => {
    const { page, close } = await openAlone(address);
    const rows = Array.from(
      { length: 30 },
      (_, at) =>
        `2026-05-${String(1 + (at % 28)).padStart(2, '0')} 09:00,user${String(at % 4)},host${String(at % 3)}`,
    );
    const csv = ['time,user,host', ...rows].join('\n');
    await dropFile(page, 'log.csv', csv);
    await page.locator('.reading').waitFor();
    await page.getByRole('button', { name: /^Add the relations/ }).click();
    await settled(page);
    await page.locator('.timeline .bin').first().waitFor({ state: 'attached' });
    await close();
  });
});
