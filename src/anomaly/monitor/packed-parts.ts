import { PolyadError } from '#errors/polyad-error.ts';

/** `PPK1`: a changed layout changes it. */
const MAGIC = 0x314b5050;
const HEADER = 8;

/** Byte strings end to end, each behind its length: what {@link unpackParts} takes. */
export function packParts(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = parts.reduce((sum, part) => sum + 4 + part.length, HEADER);
  const packed = new Uint8Array(bytes);
  const view = new DataView(packed.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, parts.length, true);
  let at = HEADER;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    packed.set(part, at + 4);
    at += 4 + part.length;
  }
  return packed;
}

/** @throws PolyadError INVALID_DATA if the bytes are cut or something else. */
export function unpackParts(packed: Uint8Array): Uint8Array[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  if (packed.length < HEADER || view.getUint32(0, true) !== MAGIC) {
    throw broken();
  }
  // plain bytes also where a Node buffer came, whose slices are no copies
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const parts: Uint8Array[] = [];
  let at = HEADER;
  for (let left = view.getUint32(4, true); left > 0; left--) {
    if (at + 4 > packed.length) throw broken();
    const end = at + 4 + view.getUint32(at, true);
    if (end > packed.length) throw broken();
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

function broken(): PolyadError {
  return new PolyadError(
    'INVALID_DATA',
    'These bytes are no checkpoint of a monitor, or are cut short. Begin anew.',
  );
}

/** Numbers as bytes. */
export function numberBytes(numbers: Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** The numbers that {@link numberBytes} made bytes of. */
export function numbersOf(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  return new Float64Array(bytes.slice().buffer);
}
