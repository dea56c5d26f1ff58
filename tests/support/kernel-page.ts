import { fromJson, toJson } from '../compute/page/plain-data.ts';
import type { gpuKernels, KernelPage } from '../compute/page/run-kernel.ts';
import { openSourcePage } from './source-page.ts';

/** A page in headless Chromium that runs kernels on its own WebGPU. */
export interface OpenKernelPage {
  readonly hasAdapter: boolean;
  run(
    name: keyof typeof gpuKernels,
    args: readonly unknown[],
  ): Promise<unknown>;
  close(): Promise<void>;
}

export async function openKernelPage(): Promise<OpenKernelPage> {
  const { page, close } = await openSourcePage('tests/compute/page/index.html');
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
    close,
  };
}
