import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';

const html = `<!doctype html><title>Smoke</title>
<style>body { margin: 0; background: rgb(0 128 0) } h1 { margin: 0; font: 40px sans-serif }</style>
<h1>Hyperedge</h1>`;

describe('the test browser', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(html);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 400, height: 300 } });
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://localhost:${port}/`);
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it('shows a served page', async () => {
    expect(await page.title()).toBe('Smoke');
    expect(await page.getByRole('heading').textContent()).toBe('Hyperedge');
  });

  it('draws text with a font of its own', async () => {
    const width = await page.evaluate(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('h1') as Node);
      return range.getBoundingClientRect().width;
    });
    expect(width).toBeGreaterThan(150);
    expect(width).toBeLessThan(300);
  });

  it('paints pixels', async () => {
    const picture = (await page.screenshot()).toString('base64');
    const pixel = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext(
        '2d',
      ) as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      return [
        ...context.getImageData(image.width - 1, image.height - 1, 1, 1).data,
      ];
    }, picture);
    expect(pixel).toEqual([0, 128, 0, 255]);
  });

  it('has a WebGPU adapter with the default limits', async ({ skip }) => {
    const bindingSize = await page.evaluate(async () => {
      const adapter = await navigator.gpu.requestAdapter();
      return adapter?.limits.maxStorageBufferBindingSize ?? null;
    });
    skip(bindingSize === null, 'no software WebGPU adapter here');
    expect(bindingSize).toBeGreaterThanOrEqual(2 ** 27);
  });
});
