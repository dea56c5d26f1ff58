import { PolyadError } from '#errors/polyad-error.ts';

const PAGE = 65_536;
/** WebAssembly's 32-bit address space but its last page, so that its end has an address. */
const MOST_PAGES = 65_535;
/** Addresses below this are never given out: the control block of `threads.as.ts`, and 0 for none. */
const FIRST = 1024;
/** Word in which all threads see where the next block starts. */
const TOP = 448 / 4;
const ALIGNMENT = 16;

/**
 * The linear memory of the kernels with a stack of blocks: take what a kernel
 * needs, then go back to where it began.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;

  constructor() {
    this.memory = new WebAssembly.Memory({
      initial: 1,
      maximum: MOST_PAGES,
      shared: true,
    });
    this.release(FIRST);
  }

  get byteLength(): number {
    return this.memory.buffer.byteLength;
  }

  /** Where the next block starts; pass it to {@link release} to free what follows. */
  get top(): number {
    return this.uint32(0, TOP + 1)[TOP] ?? FIRST;
  }

  /** Frees every block taken since `top` was read, or since an address within the last block. */
  release(top: number): void {
    this.uint32(0, TOP + 1)[TOP] = align(top);
  }

  /** Sees what other threads have grown the memory to. */
  refresh(): void {
    this.memory.grow(0);
  }

  /**
   * A block of `bytes` bytes; its contents are undefined.
   * @returns Its byte address.
   * @throws PolyadError LIMIT_EXCEEDED beyond 4 GiB or what the host grants.
   */
  take(bytes: number): number {
    const address = this.top;
    const end = align(address + bytes);
    if (end > this.byteLength) this.#grow(end);
    this.release(end);
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

  /** A view as {@link uint32}; reads and writes doubles. */
  float64(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  /** One 64-bit word as a number; exact below 2⁵³. */
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
      throw outOfMemory(end, cause);
    }
  }
}

/** The error for a computation that needs more than `bytes` bytes of kernel memory, or just that. */
export function outOfMemory(bytes: number, cause?: unknown): PolyadError {
  return new PolyadError(
    'LIMIT_EXCEEDED',
    `The computation needs ${Math.ceil(bytes / 2 ** 20)} MiB of kernel memory or more; at most 4096 MiB can be had. Ask for counts only, raise s, or take a part of the data.`,
    { bytes },
    { cause },
  );
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
