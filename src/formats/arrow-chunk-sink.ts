import { AsyncByteQueue } from 'apache-arrow';

/** Holds what an Arrow writer wrote until it is handed on. */
export class ArrowChunkSink extends AsyncByteQueue {
  #chunks: Uint8Array[] = [];

  override write(chunk: Uint8Array): void {
    // Copied, because pages refuse to send shared memory anywhere.
    this.#chunks.push(chunk.slice());
  }

  taken(): Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }
}
