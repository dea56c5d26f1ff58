import { defaultClientConditions, createServer } from 'vite';
import type { AddressInfo } from 'node:net';
import { fromJson, toJson } from '../compute/page/plain-data.ts';
import type { gpuKernels, KernelPage } from '../compute/page/run-kernel.ts';
import { launchBrowser } from './browser.ts';
import { projectRoot } from './shared.ts';

/** A page in headless Chromium that runs kernels on its own WebGPU. */
export interface OpenKernelPage {
  readonly hasAdapter: boolean;
  run(
    name: keyof typeof gpuKernels,
    args: readonly unknown[],
  ): Promise<unknown>;
  close(): Promise<void>;
}

/** Vite serves the page straight from the sources, shaders included. */
export async function openKernelPage(): Promise<OpenKernelPage> {
  const server = await createServer({
    root: projectRoot,
    configFile: false,
    appType: 'mpa',
    logLevel: 'error',
    resolve: { conditions: ['source', ...defaultClientConditions] },
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, hmr: false, ws: false, watch: null },
  });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  const browser = await launchBrowser();
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://localhost:${port}/tests/compute/page/index.html`);
  await page.waitForFunction(() => 'kernelPage' in globalThis);
  const hasAdapter = await page.evaluate(() =>
    (globalThis as unknown as { kernelPage: KernelPage }).kernelPage
      .hasAdapter()
      .catch(() => false),
  );
  return {
    hasAdapter,
    run: async (name, args) =>
      fromJson(
        await page.evaluate(
          ([kernel, json]) =>
            (
              globalThis as unknown as { kernelPage: KernelPage }
            ).kernelPage.run(kernel, json),
          [name, toJson(args)] as const,
        ),
      ),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
