/** Words of 32 bits on the device: u32 or f32, as the shader declares them. */
export interface DeviceArray {
  readonly buffer: GPUBuffer;
  /** Where it starts in the buffer, bytes; a multiple of 256. */
  readonly offset: number;
  /** Its length in words. */
  readonly length: number;
}

/** Host arrays that go to the device as they are. */
export type HostWords = Uint32Array | Float32Array | Int32Array;

const BYTES = 4;

/** Shaders may read the last vec4 whole, and an empty binding is not allowed. */
const PADDING = 16;

/** Bytes of a binding of `length` words. */
export function paddedBytes(length: number): number {
  return Math.max(1, Math.ceil((length * BYTES) / PADDING)) * PADDING;
}

/** Bytes of shared memory copied at a time. */
const PIECE_WORDS = 4 * 1024 * 1024;

/**
 * Writes host words to a buffer, as part of the queue.
 * @remarks Shared memory goes through a private copy: a page may refuse it, and npm's `webgpu`
 * crashes on it.
 */
export function writeWords(
  queue: GPUQueue,
  target: DeviceArray,
  data: HostWords,
): void {
  if (data.buffer instanceof ArrayBuffer) {
    queue.writeBuffer(
      target.buffer,
      target.offset,
      data.buffer,
      data.byteOffset,
      data.byteLength,
    );
    return;
  }
  const words = new Uint32Array(
    data.buffer,
    data.byteOffset,
    data.byteLength / BYTES,
  );
  for (let start = 0; start < words.length; start += PIECE_WORDS) {
    const piece = words.slice(start, start + PIECE_WORDS);
    queue.writeBuffer(target.buffer, target.offset + start * BYTES, piece);
  }
}
