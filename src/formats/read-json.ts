import { throwIfStopped } from '#numeric/cancellation.ts';
import type { ByteSource, ReadOptions } from './format.ts';
import { JsonFrameValues } from './json-frame-values.ts';
import { JsonFramer, type JsonFrame } from './json-framer.ts';

/** Whole values of one level of a document, in file order. */
export interface JsonPiece {
  /**
   * `entries` alternates keys and values of the top object; `elements` are those
   * of the top array or of a streamed one. The first piece is empty and says
   * what the top is; an empty piece also opens each streamed array, and `end`
   * closes the document.
   */
  readonly kind: 'entries' | 'elements' | 'end';
  /** Key of the streamed array; null for the top. */
  readonly key: string | null;
  readonly values: JsonFrameValues;
}

export interface ReadJsonOptions extends Pick<
  ReadOptions,
  'limits' | 'signal'
> {
  /** Keys of the top object whose arrays come element by element. */
  readonly streams?: readonly string[];
  /** What may stand at the top, for errors. */
  readonly top?: string;
  /** Called with the bytes read so far. */
  readonly onBytes?: (bytes: number) => void;
}

/** Bytes of a chunk looked at in one go: a source may hand over a whole file. */
const SLICE_BYTES = 1 << 20;

/**
 * Reads a JSON document of any size piece by piece.
 * @throws PolyadError INVALID_DATA with file, line, column and what was expected.
 * @remarks Time O(bytes); memory a chunk and the longest value outside streams.
 */
export async function* readJson(
  source: ByteSource,
  options: ReadJsonOptions,
): AsyncGenerator<JsonPiece> {
  const framer = new JsonFramer({ ...options, file: source.name });
  const piece = (frame: JsonFrame): JsonPiece => ({
    kind: frame.kind,
    key: frame.key,
    values: new JsonFrameValues(frame, source.name),
  });
  let bytes = 0;
  for await (const chunk of source.open()) {
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
      throwIfStopped(options.signal);
      framer.push(chunk.subarray(at, at + SLICE_BYTES));
      for (let f = framer.next(); f; f = framer.next()) yield piece(f);
    }
    bytes += chunk.length;
    options.onBytes?.(bytes);
  }
  framer.end();
  for (let f = framer.next(); f; f = framer.next()) yield piece(f);
  yield piece(framer.finish());
}
