import stringWidth from 'string-width';

/** A cell for people: numbers go to the right, everything else to the left. */
export type Cell = string | number | boolean | null;

/**
 * Columns lined up by display width, two spaces between them.
 * @param header - Column titles, or none.
 */
export function formatTable(
  rows: readonly (readonly Cell[])[],
  header: readonly string[] = [],
): string {
  const cells = rows.map((row) => row.map(formatCell));
  const all = header.length > 0 ? [header, ...cells] : cells;
  const widths: number[] = [];
  for (const row of all) {
    row.forEach((text, column) => {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(text));
    });
  }
  const numeric = widths.map((_, column) =>
    rows.every((row) => typeof row[column] === 'number' || !row[column]),
  );
  return all
    .map((row) =>
      row
        .map((text, column) => {
          const padding = ' '.repeat((widths[column] ?? 0) - stringWidth(text));
          return numeric[column] ? padding + text : text + padding;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Numbers with thin grouping and at most six significant digits after the point. */
export function formatCell(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell !== 'number') return String(cell);
  if (Number.isInteger(cell)) return cell.toLocaleString('en-US');
  const size = Math.abs(cell);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return cell.toExponential(3);
  return cell.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}
