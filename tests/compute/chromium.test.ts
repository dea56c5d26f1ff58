import { afterAll, describe } from 'vitest';
import type { Backend } from '../support/describe-backends.ts';
import { openKernelPage } from '../support/kernel-page.ts';
import type { gpuKernels } from './page/run-kernel.ts';
import { describePrefixSum } from './suites/prefix-sum.ts';

// The suites that Node passes, on the same shaders, in a page.
const page = await openKernelPage();
afterAll(() => page.close());

function backend<Args extends readonly unknown[], Result>(
  name: keyof typeof gpuKernels,
): Backend<Args, Result> {
  return {
    run: async (...args) => (await page.run(name, args)) as Result,
    runs: 5,
    isTwin: false,
  };
}

describe.skipIf(!page.hasAdapter)('gpu in Chromium', () => {
  describe('prefix sum', () => {
    describePrefixSum(backend('prefixSum'));
  });
});
