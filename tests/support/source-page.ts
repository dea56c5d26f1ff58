import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { createServer, defaultClientConditions } from 'vite';
import { launchBrowser } from './browser.ts';
import { projectRoot } from './shared.ts';

/** A page in headless Chromium whose scripts are the sources. */
export interface SourcePage {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** What isolates a page from other origins, so that it may share memory with its workers. */
export const ISOLATING_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * Opens a page that Vite serves straight from the sources, shaders included.
 * @param path - From the project's root.
 */
export async function openSourcePage(
  path: string,
  headers: Record<string, string> = {},
): Promise<SourcePage> {
  const server = await createServer({
    root: projectRoot,
    configFile: false,
    appType: 'mpa',
    logLevel: 'error',
    resolve: { conditions: ['source', ...defaultClientConditions] },
    optimizeDeps: { noDiscovery: true },
    server: {
      host: '127.0.0.1',
      port: 0,
      hmr: false,
      ws: false,
      watch: null,
      headers,
    },
  });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  const browser = await launchBrowser();
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://localhost:${port}/${path}`);
  return {
    page,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
