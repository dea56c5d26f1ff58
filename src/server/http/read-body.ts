import type { Request } from 'express';
import { PolyadError } from '#errors/polyad-error.ts';

/**
 * The whole body of a request.
 * @param limit - Most bytes to take.
 * @throws PolyadError LIMIT_EXCEEDED
 */
export async function readBody(
  request: Request,
  limit: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Refusing the rest of a body must leave the connection for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > limit) {
      throw new PolyadError(
        'LIMIT_EXCEEDED',
        `The body is over ${limit} bytes. Send it in smaller chunks.`,
        { limit },
      );
    }
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}
