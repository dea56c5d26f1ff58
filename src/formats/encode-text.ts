import { throwIfStopped } from '#numeric/cancellation.ts';
import type { WriteOptions } from './format.ts';

const CHUNK_CHARACTERS = 1 << 16;

/**
 * Pieces of text as UTF-8 chunks of about 64 KiB.
 * @throws PolyadError CANCELLED
 */
export async function* encodeText(
  pieces: Iterable<string>,
  options: WriteOptions,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK_CHARACTERS) continue;
    throwIfStopped(options.signal);
    yield encoder.encode(text);
    text = '';
  }
  if (text !== '') yield encoder.encode(text);
}
