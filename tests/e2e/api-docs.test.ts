import { expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer } from '../server/test-server.ts';

it('the page of the API lists its operations, and breaks no policy', async () => {
  const { server } = await startTestServer();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${server.url}api/docs/`);
    await page.waitForSelector('.opblock-tag');
    const tags = await page.locator('.opblock-tag').allTextContents();
    expect(tags.join(' ')).toContain('Jobs');
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});
