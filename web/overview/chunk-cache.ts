import { signal } from '@preact/signals';
import type { MatrixChunk } from '#protocol/matrix.ts';
import { CHUNK } from './viewport.ts';

/** More chunks than any view needs; the least recently used go first. */
const MOST = 160;

/** A chunk as typed arrays, and its picture for one colouring. */
export interface LoadedChunk {
  readonly cells: Uint16Array;
  readonly counts: Uint32Array;
  readonly tops: Float32Array;
  readonly flagged: Uint16Array;
  readonly most: number;
  picture: { readonly key: string; readonly image: HTMLCanvasElement } | null;
}

/** Chunks of the matrix by name, asked for once; who reads one is told when another arrives. */
export class ChunkCache {
  readonly #chunks = signal(new Map<string, LoadedChunk>());
  readonly #asked = new Map<string, AbortController>();

  get(key: string): LoadedChunk | null {
    const chunks = this.#chunks.value;
    const chunk = chunks.get(key);
    if (!chunk) return null;
    // A Map iterates in order of insertion: inserting again marks it as used.
    chunks.delete(key);
    chunks.set(key, chunk);
    return chunk;
  }

  /** Gives up what is on its way and not wanted, and asks for what is missing. */
  want(
    keys: ReadonlyMap<string, (signal: AbortSignal) => Promise<MatrixChunk>>,
  ): void {
    for (const [key, controller] of this.#asked) {
      if (keys.has(key)) continue;
      controller.abort();
      this.#asked.delete(key);
    }
    for (const [key, fetchOne] of keys) {
      if (this.#chunks.peek().has(key) || this.#asked.has(key)) continue;
      const controller = new AbortController();
      this.#asked.set(key, controller);
      void this.#load(key, fetchOne, controller);
    }
  }

  clear(): void {
    for (const controller of this.#asked.values()) controller.abort();
    this.#asked.clear();
    this.#chunks.value = new Map();
  }

  async #load(
    key: string,
    fetchOne: (signal: AbortSignal) => Promise<MatrixChunk>,
    controller: AbortController,
  ): Promise<void> {
    try {
      const chunk = await fetchOne(controller.signal);
      if (controller.signal.aborted) return;
      const chunks = new Map(this.#chunks.peek()).set(key, loaded(chunk));
      for (const old of chunks.keys()) {
        if (chunks.size <= MOST) break;
        chunks.delete(old);
      }
      this.#chunks.value = chunks;
    } catch {
      // A chunk that failed stays blank; the next move of the view asks again.
    } finally {
      if (this.#asked.get(key) === controller) this.#asked.delete(key);
    }
  }
}

function loaded({ cells, counts, tops, flagged }: MatrixChunk): LoadedChunk {
  return {
    cells: Uint16Array.from(cells),
    counts: Uint32Array.from(counts),
    tops: Float32Array.from(tops),
    flagged: Uint16Array.from(flagged),
    most: counts.reduce((most, count) => Math.max(most, count), 0),
    picture: null,
  };
}

/**
 * A chunk as a picture of one pixel a tile, made once for a colouring.
 * @param levels - Colour step of the tile at a place of `cells`.
 * @param palette - Seven colours: red, green, blue.
 */
export function pictureOf(
  chunk: LoadedChunk,
  key: string,
  levels: (at: number) => number,
  palette: () => readonly (readonly [number, number, number])[],
): HTMLCanvasElement {
  if (chunk.picture?.key === key) return chunk.picture.image;
  const image = chunk.picture?.image ?? document.createElement('canvas');
  image.width = CHUNK;
  image.height = CHUNK;
  const context = image.getContext('2d');
  const colours = palette();
  const pixels = new ImageData(CHUNK, CHUNK);
  chunk.cells.forEach((cell, at) => {
    const [red, green, blue] = colours[levels(at)] ?? [0, 0, 0];
    pixels.data.set([red, green, blue, 255], cell * 4);
  });
  context?.putImageData(pixels, 0, 0);
  chunk.picture = { key, image };
  return image;
}
