import { peekSource } from './byte-source.ts';
import { SAMPLE_ROWS, type TableSample } from './column-sample.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { planTable } from './plan-table.ts';
import { LineBlock, readLines } from './read-lines.ts';
import { RejectionLog, rejectionError } from './rejection-log.ts';
import { TableAssembler } from './table-assembler.ts';
import { byteOrderMarkLength } from './utf8.ts';
import { ZeekHeader, type ZeekColumn } from './zeek-header.ts';
import { isUnmapped } from './table-mapping.ts';
import { zeekMapping, zeekNote } from './zeek-mapping.ts';
import { ZeekRow } from './zeek-row.ts';

/** First bytes from which the header and a sample of rows are told. */
const HEAD_BYTES = 1 << 18;

const decoder = new TextDecoder();

/**
 * Logs in Zeek's own text format: `#separator`, `#fields` and `#types` say what
 * the columns are, `-` stands for no value, `(empty)` for an empty set. Rows are
 * counted without the `#` lines. Unless mapped, hosts and what the log is about
 * are the members (see {@link zeekMapping}). Source: Zeek, "Log Formats".
 */
export const zeekReader: FormatReader = {
  name: 'zeek',
  title: 'Zeek log',
  extensions: ['log'],
  detect,
  read,
};

function detect(head: Uint8Array, name: string): number {
  const text = new TextDecoder().decode(head.subarray(0, 4096));
  const line = text.replace(/^\uFEFF/, '');
  if (/^#separator \S/.test(line) && line.includes('#fields')) return 0.99;
  return /\.log$/i.test(name) && line.startsWith('#separator') ? 0.9 : 0;
}

async function read(
  input: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  const { head, source } = await peekSource(input, HEAD_BYTES);
  const file = source.name;
  const notes: string[] = [];
  const rejected = new RejectionLog(options.strict);
  const { header, sample } = sampleLog(head, file);
  const columns = header.columns;
  const names = columns.map(({ name }) => name);
  const mapping = isUnmapped(options.mapping)
    ? zeekMapping(header.path, names)
    : options.mapping;
  if (mapping !== options.mapping) notes.push(zeekNote(header.path, mapping));
  const plan = planTable(sample, { file, mapping, notes });
  const assembler = new TableAssembler({ file, plan, rejected });
  const row = new ZeekRow(header, columns);
  const incidences = (): number => assembler.incidenceCount;
  for await (const block of readLines(source, { ...options, incidences })) {
    while (block.next())
      addLine(block, { file, header, row, assembler, columns });
  }
  return { hypergraph: assembler.finish(), format: 'zeek', rejected, notes };
}

interface LogParts {
  readonly file: string;
  readonly header: ZeekHeader;
  readonly row: ZeekRow;
  readonly assembler: TableAssembler;
  readonly columns: readonly ZeekColumn[];
}

/** Adds or rejects a line; a `#` line only has to agree with the header. */
function addLine(block: LineBlock, parts: LogParts): void {
  const { file, header, row, assembler, columns } = parts;
  const { line } = block;
  const fault = block.fault();
  if (fault) {
    assembler.reject({ file, line, ...fault });
    return;
  }
  const text = lineText(block);
  if (text === '') return;
  if (text.startsWith('#')) {
    const wrong = header.take(text);
    if (wrong !== undefined) throw headerError(file, line, wrong);
    return;
  }
  const cells = text.split(header.separator);
  if (cells.length === columns.length) {
    row.moveTo(cells, line);
    assembler.add(row);
    return;
  }
  assembler.reject({
    file,
    line,
    column: 1,
    reason: `${cells.length} cells`,
    expected: `${columns.length}, as in #fields`,
  });
}

/** The header and the first rows. */
function sampleLog(
  head: Uint8Array,
  file: string,
): { header: ZeekHeader; sample: TableSample } {
  const header = new ZeekHeader();
  const block = new LineBlock(head.subarray(byteOrderMarkLength(head)));
  const rows: string[][] = [];
  while (rows.length < SAMPLE_ROWS && block.next()) {
    const text = lineText(block);
    if (text.startsWith('#')) {
      const wrong = header.take(text);
      if (wrong !== undefined) throw headerError(file, block.line, wrong);
    } else if (!header.isComplete) {
      throw headerError(file, block.line, 'a row before #fields and #types');
    } else {
      rows.push(text.split(header.separator));
    }
  }
  if (!header.isComplete) {
    throw headerError(file, block.line, 'no #fields and #types');
  }
  const { columns } = header;
  const row = new ZeekRow(header, columns);
  const texts: string[][] = columns.map(() => []);
  for (const cells of rows) {
    if (cells.length !== columns.length) continue;
    row.moveTo(cells, 0);
    for (const [column, list] of texts.entries()) {
      if (row.select(column)) list.push(row.text(column));
    }
  }
  return { header, sample: { columns, texts } };
}

function lineText(block: LineBlock): string {
  return decoder.decode(block.view);
}

function headerError(file: string, line: number, reason: string): Error {
  return rejectionError({
    file,
    line,
    column: 1,
    reason,
    expected:
      'the header that Zeek writes, with one name and one type a column',
  });
}
