/** The decoded beginning of a file. */
export interface FileHead {
  /** Null where it is not text, or not readable here (zstd). */
  readonly text: string | null;
  readonly cut: boolean;
}

const HEAD_BYTES = 256 * 1024;

/**
 * Reads at most 256 KiB of a file's text, through gzip if need be.
 * @throws DOMException if the file cannot be read (gone, or no permission).
 */
export async function readHead(file: File): Promise<FileHead> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isGzip ? await inflateHead(bytes) : bytes;
  const cut = isGzip
    ? plain.length >= HEAD_BYTES || file.size > HEAD_BYTES
    : file.size > HEAD_BYTES;
  return { text: decode(plain), cut };
}

/** Inflates as much as the bytes give; a cut gzip stream ends in an error that is no error here. */
async function inflateHead(bytes: Uint8Array<ArrayBuffer>) {
  const stream = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.length;
    }
  } catch {
    // The slice ended inside the stream: what came before is what we wanted.
  }
  await reader.cancel().catch(() => undefined);
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}

/** UTF-8 text, or null if a NUL byte says that it is none. */
function decode(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  return new TextDecoder('utf-8').decode(bytes);
}
