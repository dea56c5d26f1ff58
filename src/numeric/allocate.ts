/**
 * Whether arrays can be shared between threads without a copy: always in Node,
 * in a page only under cross-origin isolation.
 */
export const sharesMemory: boolean =
  typeof SharedArrayBuffer === 'function' &&
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !==
    false;

/** Zeroed Uint32 array of `length`, in shared memory where there is any. */
export function allocateUint32(length: number): Uint32Array {
  return new Uint32Array(allocate(length * 4));
}

/** Zeroed byte array of `length`, in shared memory where there is any. */
export function allocateUint8(length: number): Uint8Array {
  return new Uint8Array(allocate(length));
}

function allocate(bytes: number): ArrayBufferLike {
  return sharesMemory ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}
