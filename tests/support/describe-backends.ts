import type { ComputeDevice } from '#compute/compute-device.ts';
import { afterAll, describe } from 'vitest';
import { openTestDevice } from './gpu-device.ts';

/** One implementation of a kernel, as its suite sees it. */
export interface Backend<Args extends readonly unknown[], Result> {
  readonly run: (...args: Args) => Promise<Result>;
  /** Random inputs a property should try: a software GPU is slow. */
  readonly runs: number;
  /** The oracle itself, of which only worked examples and laws can tell anything. */
  readonly isTwin: boolean;
}

/** The tests of a kernel, for whatever implementation. */
export type Suite<Args extends readonly unknown[], Result> = (
  backend: Backend<Args, Result>,
) => void;

/** A kernel's two implementations that run in this process. */
export interface Implementations<Args extends readonly unknown[], Result> {
  readonly js: (...args: Args) => Result;
  readonly gpu: (device: ComputeDevice, ...args: Args) => Promise<Result>;
}

/** Small limits, so that tiny inputs are cut into parts and grids have two dimensions. */
const TIGHT = { bindingBytes: 65_536, groupsPerDimension: 9 };

const device = await openTestDevice();
const tightDevice = await openTestDevice({ limits: TIGHT });

// Imported once a test file: this is after all its tests.
afterAll(async () => {
  await device?.close();
  await tightDevice?.close();
});

/** Runs a suite on the twin, on the GPU, and on a GPU of tight limits where `parts` is set. */
export function describeBackends<Args extends readonly unknown[], Result>(
  suite: Suite<Args, Result>,
  { js, gpu }: Implementations<Args, Result>,
  { parts = false } = {},
): void {
  describe('js', () => {
    suite({ run: async (...args) => js(...args), runs: 100, isTwin: true });
  });
  const onGpu = (title: string, on: ComputeDevice | undefined): void => {
    describe.skipIf(on === undefined)(
      on === undefined ? `${title} (skipped: no adapter here)` : title,
      () => {
        suite({
          run: (...args) => gpu(on!, ...args),
          runs: 15,
          isTwin: false,
        });
      },
    );
  };
  onGpu('gpu in Node', device);
  if (parts) onGpu('gpu in Node, tight limits', tightDevice);
}
