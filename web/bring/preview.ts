/** The first rows of a table, as text cells. */
export interface TablePreview {
  readonly format: 'csv' | 'tsv' | 'jsonl';
  /** The separator between cells; null for JSON lines. */
  readonly separator: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const MOST_ROWS = 200;
const SEPARATORS = [',', '\t', ';', '|'] as const;
/** These say themselves what their relations are. */
const SELF_DESCRIBING =
  /\.(hif|hif\.json|gmt|graphml|gexf|json)(\.gz|\.zst)?$/i;

/**
 * Looks at a file's beginning and tells whether it is a table whose columns
 * must be given a meaning.
 * @param name - The file's name; its ending counts where content is ambiguous.
 * @param head - Decoded text of the beginning, perhaps cut off in a row.
 * @param cut - Whether there is more than `head`.
 * @returns Null for files that need no mapping.
 */
export function previewTable(
  name: string,
  head: string,
  cut: boolean,
): TablePreview | null {
  const text = head.replace(/^\uFEFF/, '');
  if (SELF_DESCRIBING.test(name)) return null;
  if (/^\s*[[{]/.test(text)) return previewJsonLines(text, cut);
  const separator = findSeparator(text, cut);
  if (separator === null) return null;
  const [columns = [], ...rows] = completeRows(text, separator, cut);
  if (!looksLikeNames(columns)) return null;
  return {
    format: separator === '\t' ? 'tsv' : 'csv',
    separator,
    columns,
    rows: rows.filter((row) => row.some((cell) => cell !== '')),
  };
}

function previewJsonLines(text: string, cut: boolean): TablePreview | null {
  const lines = text.split('\n');
  if (cut) lines.pop();
  const records: Record<string, unknown>[] = [];
  for (const line of lines.slice(0, MOST_ROWS)) {
    if (line.trim() === '') continue;
    const record = parseRecord(line);
    if (!record) return null;
    records.push(record);
  }
  const columns = [
    ...new Set(records.flatMap((record) => Object.keys(record))),
  ];
  if (columns.length === 0 || 'incidences' in (records[0] ?? {})) return null;
  const rows = records.map((record) =>
    columns.map((column) => cellText(record[column])),
  );
  return { format: 'jsonl', separator: null, columns, rows };
}

function parseRecord(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The separator that splits the first lines into the same number of cells, two or more. */
function findSeparator(text: string, cut: boolean): string | null {
  let best: { separator: string; cells: number } | null = null;
  for (const separator of SEPARATORS) {
    const rows = completeRows(text, separator, cut).slice(0, 10);
    const cells = rows[0]?.length ?? 0;
    const even = rows.every((row) => row.length === cells);
    if (even && cells > 1 && cells > (best?.cells ?? 0)) {
      best = { separator, cells };
    }
  }
  return best?.separator ?? null;
}

function completeRows(text: string, separator: string, cut: boolean) {
  const rows = splitRows(text, separator, MOST_ROWS + 2);
  return cut && rows.length <= MOST_ROWS + 1 ? rows.slice(0, -1) : rows;
}

/** Cells by RFC 4180: quotes may hold separators, line ends and doubled quotes. */
function splitRows(text: string, separator: string, most: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length && rows.length < most; at++) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at);
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === separator) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  if (rows.length < most && (cell !== '' || row.length > 0)) endRow();
  return rows;
}

/** Column names are filled, differ, and are not numbers. */
function looksLikeNames(cells: readonly string[]): boolean {
  return (
    new Set(cells).size === cells.length &&
    cells.every((cell) => cell.trim() !== '' && Number.isNaN(Number(cell)))
  );
}
