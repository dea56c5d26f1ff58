/** The number a cell writes in decimal digits, or NaN; `Infinity` and hexadecimal are none. */
export function decimalNumber(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text)
    ? Number(text)
    : NaN;
}

/** Whether no byte is above 0x7f; four bytes a step. */
export function isAscii(bytes: Uint8Array): boolean {
  const aligned = (4 - (bytes.byteOffset & 3)) & 3;
  const words = Math.max(0, bytes.length - aligned) >>> 2;
  let seen = 0;
  if (words > 0) {
    const view = new Uint32Array(
      bytes.buffer,
      bytes.byteOffset + aligned,
      words,
    );
    for (const word of view) seen |= word;
  }
  for (let at = 0; at < aligned && at < bytes.length; at++) {
    seen |= bytes[at] ?? 0;
  }
  for (let at = aligned + words * 4; at < bytes.length; at++) {
    seen |= bytes[at] ?? 0;
  }
  return (seen & 0x80808080) === 0;
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** Whether the bytes are valid UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  if (isAscii(bytes)) return true;
  try {
    strictDecoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
