/** Text is handed on in pieces of about this many characters. */
const CHUNK_CHARACTERS = 65_536;

/**
 * CSV text (RFC 4180, lines ended by LF) for a header and rows, in chunks.
 * @remarks Time and output O(characters); memory one chunk.
 */
export function* csvChunks(
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): Generator<string> {
  let chunk = csvLine(header);
  for (const row of rows) {
    chunk += csvLine(row);
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
