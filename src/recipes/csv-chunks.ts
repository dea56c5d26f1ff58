import { textChunks } from './text-chunks.ts';

/**
 * CSV text (RFC 4180, lines ended by LF) for a header and rows, in chunks.
 * @remarks Time and output O(characters); memory one chunk.
 */
export function csvChunks(
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): Generator<string> {
  return textChunks(csvLines(header, rows));
}

function* csvLines(
  header: readonly string[],
  rows: Iterable<readonly string[]>,
): Generator<string> {
  yield csvLine(header);
  for (const row of rows) yield csvLine(row);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
