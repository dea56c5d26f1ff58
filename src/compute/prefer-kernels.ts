import { PolyadError } from '#errors/polyad-error.ts';
import { ranOnJs, type ComputeOptions } from './backend.ts';
import { hasKernels } from './wasm/kernels.ts';

/**
 * Runs the WebAssembly form of a kernel where there is one, else the plain one:
 * where `js` is asked for, where the host lacks what the kernels need, or where
 * their 4 GiB do not suffice.
 * @throws PolyadError LIMIT_EXCEEDED if `wasm` is asked for by name and does not suffice.
 */
export function preferKernels<Result>(
  options: ComputeOptions,
  onWasm: () => Result,
  onJs: () => Result,
): Result {
  if (options.backend !== 'js' && hasKernels()) {
    try {
      return onWasm();
    } catch (error) {
      const isTooLarge =
        error instanceof PolyadError && error.code === 'LIMIT_EXCEEDED';
      if (!isTooLarge || options.backend === 'wasm') throw error;
    }
  }
  return ranOnJs(options, onJs());
}
