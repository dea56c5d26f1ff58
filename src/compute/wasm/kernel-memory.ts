import { PolyadError } from '#errors/polyad-error.ts';

const PAGE = 65_536;
/** WebAssembly's 32-bit address space. */
const MOST_PAGES = 65_536;
/** Addresses below this are never given out, so that 0 can mean none. */
const FIRST = 1024;
const ALIGNMENT = 16;

/**
 * The linear memory of the kernels with a stack of blocks: take what a kernel
 * needs, then go back to where it began.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  #top = FIRST;

  constructor() {
    this.memory = new WebAssembly.Memory({
      initial: 1,
      maximum: MOST_PAGES,
      shared: true,
    });
  }

  get byteLength(): number {
    return this.memory.buffer.byteLength;
  }

  /** Where the next block starts; pass it to {@link release} to free what follows. */
  get top(): number {
    return this.#top;
  }

  /** Frees every block taken since `top` was read, or since an address within the last block. */
  release(top: number): void {
    this.#top = align(top);
  }

  /**
   * A block of `bytes` bytes; its contents are undefined.
   * @returns Its byte address.
   * @throws PolyadError LIMIT_EXCEEDED beyond 4 GiB or what the host grants.
   */
  take(bytes: number): number {
    const address = this.#top;
    const end = align(address + bytes);
    if (end > this.byteLength) this.#grow(end);
    this.#top = end;
    return address;
  }

  /** A block of `length` Uint32 values, all zero. */
  zeros(length: number): number {
    const address = this.take(length * 4);
    this.uint32(address, length).fill(0);
    return address;
  }

  /** A block of `length` bytes, all zero. */
  zeroBytes(length: number): number {
    const address = this.take(length);
    this.bytes(address, length).fill(0);
    return address;
  }

  /** A block of `length` Uint32 values that a kernel will write. */
  words(length: number): number {
    return this.take(length * 4);
  }

  /** A block that holds a copy of `values`. */
  put(values: Uint32Array): number {
    const address = this.take(values.length * 4);
    this.uint32(address, values.length).set(values);
    return address;
  }

  /** Fields of a kernel's struct, 32 bits each. */
  struct(...fields: number[]): number {
    return this.put(Uint32Array.from(fields));
  }

  /** A view that the next growth makes stale; read it at once. */
  uint32(address: number, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  /** The same in 64-bit words, as numbers; exact below 2⁵³. */
  uint64(address: number): number {
    return Number(new BigUint64Array(this.memory.buffer, address, 1)[0]);
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  #grow(end: number): void {
    const pages = Math.ceil((end - this.byteLength) / PAGE);
    try {
      this.memory.grow(pages);
    } catch (cause) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `The computation needs ${Math.ceil(end / 2 ** 20)} MiB of kernel memory; at most 4096 MiB can be had. Ask for counts only, raise s, or take a part of the data.`,
        { bytes: end },
        { cause },
      );
    }
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
