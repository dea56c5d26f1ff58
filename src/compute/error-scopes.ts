import { PolyadError } from '#errors/polyad-error.ts';

const FILTERS = ['internal', 'validation', 'out-of-memory'] as const;

/**
 * Error scopes round a plan, in tests: they name the plan at fault. Scopes are a stack of the
 * device, so plans take turns.
 */
export class ErrorScopes {
  readonly #device: GPUDevice;
  #open = false;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#enter();
  }

  /**
   * Ends the scopes, opens the next and throws what was caught.
   * @throws PolyadError LIMIT_EXCEEDED if the device is out of memory, else INTERNAL.
   */
  async check(): Promise<void> {
    const caught = this.#pop();
    this.#enter();
    const errors = await caught;
    throwGpuErrors(errors);
  }

  /** Ends the scopes; what they caught since the last check is of no more use. */
  async leave(): Promise<void> {
    if (this.#open) await this.#pop().catch(() => undefined);
  }

  #enter(): void {
    for (const filter of FILTERS) this.#device.pushErrorScope(filter);
    this.#open = true;
  }

  /** All scopes are popped at once, before anything else can push. */
  async #pop(): Promise<{ filter: GPUErrorFilter; message: string }[]> {
    this.#open = false;
    const popped = FILTERS.toReversed().map(async (filter) => {
      const error = await this.#device.popErrorScope();
      return error === null ? [] : [{ filter, message: error.message }];
    });
    return (await Promise.all(popped)).flat();
  }
}

/**
 * @throws PolyadError LIMIT_EXCEEDED if the device is out of memory, INTERNAL for other errors.
 */
export function throwGpuErrors(
  errors: readonly { filter: GPUErrorFilter; message: string }[],
): void {
  if (errors.length === 0) return;
  const messages = errors.map(({ message }) => message).join('; ');
  if (errors.some(({ filter }) => filter === 'out-of-memory')) {
    throw new PolyadError(
      'LIMIT_EXCEEDED',
      `The GPU is out of memory: ${messages}. Use another backend or a smaller input.`,
    );
  }
  throw new PolyadError('INTERNAL', `The GPU refused work: ${messages}`);
}
