/** Text is handed on in pieces of about this many characters. */
const CHUNK_CHARACTERS = 65_536;

/**
 * Pieces of text joined to chunks of about 64 KiB.
 * @remarks Time and output O(characters); memory one chunk.
 */
export function* textChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
