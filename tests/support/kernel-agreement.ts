import type { Hypergraph } from '#hypergraph/hypergraph.ts';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gpuKernels } from '../compute/page/run-kernel.ts';
import { readGoldenSet } from '../golden/golden-set.ts';
import { arbitraryHypergraph } from './arbitrary-hypergraph.ts';
import { openTestDevice } from './gpu-device.ts';
import { kernelCases, type KernelCase } from './kernel-cases.ts';
import { openKernelPage } from './kernel-page.ts';
import { withKernelThreads } from './kernel-threads.ts';
import { lumpyHypergraph } from './lumpy-hypergraph.ts';
import { describeShared } from './shared.ts';

type AnyKernel = (on: unknown, ...args: readonly unknown[]) => Promise<unknown>;

/** How much {@link describeAgreement} tries. */
export interface AgreementSize {
  /** Random hypergraphs. */
  readonly runs: number;
  /** Golden sets by name. */
  readonly golden: readonly string[];
  /** Most that a test may take, ms; as the project says where not given. */
  readonly timeout?: number;
}

/**
 * Every kernel on plain JavaScript, on WebAssembly with one thread and with two, and on WebGPU in
 * Node and in Chromium, both on the software adapter: one answer. Await it at a test file's top.
 */
export async function describeAgreement({
  runs,
  golden,
  timeout,
}: AgreementSize): Promise<void> {
  withKernelThreads(2);
  const device = await openTestDevice();
  const page = await openKernelPage();
  afterAll(async () => {
    await page.close();
    await device?.close();
  });
  const onGpus = async (
    name: keyof typeof gpuKernels,
    args: readonly unknown[],
  ) => [
    await (gpuKernels[name] as AnyKernel)(device, ...args),
    await page.run(name, args),
  ];
  const agree = async (hypergraph: Hypergraph): Promise<void> => {
    for (const kernel of kernelCases(hypergraph)) {
      const answers = kernel.gpu ? await onGpus(...kernel.gpu) : [];
      expectOneAnswer(kernel, answers);
    }
  };
  const without = !device || !page.hasAdapter;

  describe('js, wasm on one and two threads, and the GPU in Node and Chromium', () => {
    const patience = timeout === undefined ? {} : { timeout };
    it.skipIf(without)(
      `agree on ${runs} random hypergraphs`,
      patience,
      async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.oneof(arbitraryHypergraph(), lumpyHypergraph),
            agree,
          ),
          { numRuns: runs },
        );
      },
    );

    describeShared('on the golden sets', 'golden', () => {
      it.skipIf(without).each(golden)('agree on %s', patience, (name) =>
        agree(readGoldenSet(name).hypergraph),
      );
    });
  });
}

function expectOneAnswer(
  { gpu, host, isRounded = false, read, near }: KernelCase,
  answers: readonly unknown[],
): void {
  if (near !== undefined) {
    for (const answer of answers) near(answer as never);
    return;
  }
  const name = gpu?.[0];
  const onOne = host?.({ backend: 'wasm', threads: 1 });
  const onTwo = host?.({ backend: 'wasm', threads: 2 });
  expect(onTwo, name).toEqual(onOne);
  const expected = host?.({ backend: 'js' });
  if (isRounded) expectNear(onOne as Float64Array, expected as Float64Array);
  else expect(onOne, name).toEqual(expected);
  for (const answer of answers) {
    expect(read ? read(answer as never) : answer, name).toEqual(expected);
  }
}

function expectNear(values: Float64Array, expected: Float64Array): void {
  expect(values.length).toBe(expected.length);
  values.forEach((value, i) => {
    const bound = 1e-9 * Math.max(1, Math.abs(expected[i]!));
    expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(bound);
  });
}
