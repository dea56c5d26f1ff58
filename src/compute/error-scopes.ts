import { PolyadError } from '#errors/polyad-error.ts';

const ALL = ['internal', 'validation', 'out-of-memory'] as const;
const LEAST = ['out-of-memory'] as const;

/**
 * Error scopes round a plan. Scopes are a stack of the device, so plans take turns.
 *
 * In tests every kind of error is watched; otherwise only out-of-memory, which an input can cause.
 * The other kinds are bugs, and reach the device's listener.
 */
export class ErrorScopes {
  readonly #device: GPUDevice;
  readonly #filters: readonly GPUErrorFilter[];
  #open = false;

  constructor(device: GPUDevice, all: boolean) {
    this.#device = device;
    this.#filters = all ? ALL : LEAST;
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
    const memory = errors.find(({ filter }) => filter === 'out-of-memory');
    if (memory !== undefined) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `The GPU is out of memory: ${memory.message}. Use another backend or a smaller input.`,
      );
    }
    if (errors.length > 0) {
      const messages = errors.map(({ message }) => message).join('; ');
      throw new PolyadError('INTERNAL', `The GPU refused work: ${messages}`);
    }
  }

  /** Ends the scopes; what they caught since the last check is of no more use. */
  async leave(): Promise<void> {
    if (this.#open) await this.#pop().catch(() => undefined);
  }

  #enter(): void {
    for (const filter of this.#filters) this.#device.pushErrorScope(filter);
    this.#open = true;
  }

  /** All scopes are popped at once, before anything else can push. */
  async #pop(): Promise<{ filter: GPUErrorFilter; message: string }[]> {
    this.#open = false;
    const popped = [...this.#filters].reverse().map(async (filter) => {
      const error = await this.#device.popErrorScope();
      return error === null ? [] : [{ filter, message: error.message }];
    });
    return (await Promise.all(popped)).flat();
  }
}
