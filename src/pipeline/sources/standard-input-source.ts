import type { Readable } from 'node:stream';
import { PolyadError } from '#errors/polyad-error.ts';
import type { ByteSource } from '#formats/format.ts';

/**
 * Standard input, `-` on the command line. It can be read once.
 * @param input - The stream; the process's own unless told otherwise.
 */
export function standardInputSource(
  input: Readable = process.stdin,
): ByteSource {
  let opened = false;
  return {
    name: '-',
    open() {
      if (opened) {
        throw new PolyadError(
          'INVALID_ARGUMENT',
          'Standard input can be read only once. Give the path of a file instead.',
        );
      }
      opened = true;
      return input as AsyncIterable<Uint8Array>;
    },
  };
}
