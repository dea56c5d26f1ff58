import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DatasetCatalog } from '#pipeline/dataset-catalog.ts';
import {
  fillCatalog,
  openServedWorkspace,
  type ServedWorkspace,
} from '#pipeline/operations/serve-catalog.ts';
import type { OpenWorkspace } from '#pipeline/workspace/open-workspace.ts';
import { startServer, type RunningServer } from '#server/start-server.ts';
import { launchBrowser } from '../support/browser.ts';
import { projectRoot } from '../support/shared.ts';

export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
  /** Opens the address without its token. */
  readonly anonymous?: boolean;
  /** Lets test code change answers before the page loads. */
  readonly before?: (page: Page) => Promise<unknown>;
}

/** An open page with what went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Requests to other origins, errors, and breaches of the content security policy. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

/** The built page on the real server, with the demo or with nothing in it. */
export class PageUnderTest {
  readonly #server: RunningServer;
  readonly #browser: Browser;
  readonly #served: ServedWorkspace;

  private constructor(
    server: RunningServer,
    browser: Browser,
    served: ServedWorkspace,
  ) {
    this.#server = server;
    this.#browser = browser;
    this.#served = served;
  }

  static async start(data: 'demo' | 'nothing'): Promise<PageUnderTest> {
    const pageRoot = join(projectRoot, 'dist', 'web');
    if (!existsSync(join(pageRoot, 'index.html'))) {
      throw new Error('The page is not built: run npm run build:web first.');
    }
    const root = await mkdtemp(join(tmpdir(), 'polyad-page-'));
    const served = await openServedWorkspace(root, true);
    const { workspace } = served;
    const catalog =
      data === 'nothing'
        ? new DatasetCatalog({ maxBytes: 2 ** 28 })
        : await filledCatalog(workspace);
    const server = await startServer({
      catalog,
      workspace,
      port: 0,
      pageRoot,
      limits: { requestsPerMinute: 100_000 },
    });
    const close = async () => {
      await served.close();
      await rm(root, { recursive: true, force: true });
    };
    return new PageUnderTest(server, await launchBrowser(), {
      ...served,
      close,
    });
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await this.#served.close();
  }

  get url(): string {
    return this.#server.url;
  }

  get token(): string {
    return this.#server.token ?? '';
  }

  /** A fresh browser profile with the page open in it. */
  async open(options: OpenOptions = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      viewport: options.viewport ?? WIDE,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const faults = watchFaults(page, this.#server.url);
    await options.before?.(page);
    const address = new URL(
      options.anonymous ? this.#server.url : this.#server.signInUrl,
    );
    address.searchParams.set('theme', options.theme ?? 'light');
    await page.goto(address.href);
    return { page, faults, close: () => closeContext(context) };
  }
}

async function filledCatalog(
  workspace: OpenWorkspace,
): Promise<DatasetCatalog> {
  const choice = { mapping: {}, strict: false };
  return (await fillCatalog(undefined, choice, { workspace })).catalog;
}

async function closeContext(context: BrowserContext): Promise<void> {
  await context.close();
}

function watchFaults(page: Page, url: string): string[] {
  const { origin } = new URL(url);
  const faults: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) {
      faults.push(`request to ${request.url()}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A 4xx that a test asks for is logged by the browser itself.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) faults.push(message.text());
  });
  return faults;
}

/** Waits until the picture of the open relation has its places. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.bands[aria-busy="false"] .node').first().waitFor();
}

/** Drops a file on the middle of the page, as a person would. */
export async function dropFile(
  page: Page,
  name: string,
  content: string,
): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], fileName));
      return data;
    },
    [name, content] as const,
  );
  const body = page.locator('body');
  await body.dispatchEvent('dragover', { dataTransfer: transfer });
  await page.locator('.drop-veil').waitFor();
  await body.dispatchEvent('drop', { dataTransfer: transfer });
}
