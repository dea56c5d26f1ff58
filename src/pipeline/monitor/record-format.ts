import { PolyadError } from '#errors/polyad-error.ts';
import { SAMPLE_ROWS, type TableSample } from '#formats/column-sample.ts';
import { DelimitedScanner } from '#formats/delimited-scanner.ts';
import { detectDelimiter, fit, tab } from '#formats/delimiter.ts';
import { sampleJsonTable } from '#formats/json-table-sample.ts';
import { looksLikeRelation } from '#formats/parse-relation.ts';
import { planTable } from '#formats/plan-table.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import type { TableMapping } from '#formats/table-mapping.ts';
import type { TablePlan } from '#formats/table-plan.ts';
import { byteOrderMarkLength } from '#formats/utf8.ts';
import type { JsonValue } from '#hypergraph/property-column.ts';

/** How records stand in a stream of bytes, and how they become relations. Plain JSON. */
export interface RecordFormat {
  readonly kind: 'delimited' | 'json lines';
  /** The byte between cells. */
  readonly delimiter: number;
  readonly plan: TablePlan;
}

/** What is known before the first record. */
export interface FormatQuestion {
  readonly file: string;
  /** The first bytes. */
  readonly head: Uint8Array;
  /** Whether they are all there is. */
  readonly isWhole: boolean;
  readonly format: string | undefined;
  readonly mapping: TableMapping;
  readonly notes: string[];
}

/**
 * Finds out what a stream of records is, from its first bytes.
 * @throws PolyadError INVALID_ARGUMENT for a format that no stream can have,
 * INVALID_DATA where the mapping does not fit.
 */
export function findRecordFormat(question: FormatQuestion): RecordFormat {
  const { head, format, file } = question;
  if (head[0] === 0x1f && head[1] === 0x8b) throw packed(file);
  if (format !== undefined && !['csv', 'tsv', 'jsonl'].includes(format)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A stream of the format ${format} cannot be monitored; csv, tsv and jsonl can. Convert it first.`,
      { format },
    );
  }
  const start = head[byteOrderMarkLength(head)];
  const isJson =
    format === 'jsonl' ||
    (format === undefined && (start === 0x7b || start === 0x5b));
  return isJson ? jsonFormat(question) : delimitedFormat(question);
}

function packed(file: string): PolyadError {
  return new PolyadError(
    'INVALID_ARGUMENT',
    `${file} is packed with gzip, which does not grow line by line. Unpack it, or pipe it: gunzip -c ${file} | polyad monitor -.`,
    { file },
  );
}

function jsonFormat({
  head,
  isWhole,
  mapping,
  file,
  notes,
}: FormatQuestion): RecordFormat {
  const records = sampleRecords(head, isWhole);
  const sample = sampleJsonTable(records, {});
  const full = sampleJsonTable(records, mapping);
  const known = new Set(sample.columns.map(({ name }) => name));
  const isMapped = mapping.edge !== undefined || mapping.node !== undefined;
  const relations = !isMapped && records.some(looksLikeRelation);
  const plan = planTable(full, {
    file,
    mapping: relations ? { ...relationMapping(known), ...mapping } : mapping,
    notes,
  });
  return { kind: 'json lines', delimiter: 0, plan };
}

/** Records that name their members and perhaps themselves and their time. */
function relationMapping(known: ReadonlySet<string>): TableMapping {
  const members = ['members', 'nodes', 'node'].find((name) => known.has(name));
  const edge = ['edge', 'id'].find((name) => known.has(name));
  return {
    node: [members ?? 'members'],
    ...(edge !== undefined && { edge: [edge] }),
    ...(known.has('time') && { time: 'time' }),
  };
}

/** The first records; those that are cut or broken are left out. */
function sampleRecords(head: Uint8Array, isWhole: boolean): JsonValue[] {
  const text = new TextDecoder().decode(head);
  const lines = text.split('\n');
  if (!isWhole) lines.pop();
  return lines.slice(0, SAMPLE_ROWS).flatMap((line): JsonValue[] => {
    try {
      return line.trim() === ''
        ? []
        : [JSON.parse(wrappedList(line)) as JsonValue];
    } catch {
      return [];
    }
  });
}

/** A line that is a list is a relation of its items. */
export function wrappedList(line: string): string {
  return line.trimStart().startsWith('[') ? `{"members":${line}}` : line;
}

function delimitedFormat({
  head,
  isWhole,
  format,
  mapping,
  file,
  notes,
}: FormatQuestion): RecordFormat {
  const found =
    format === 'tsv' ? fit(head, isWhole, tab) : detectDelimiter(head, isWhole);
  const sample = sampleTable(head, isWhole, found.byte, file);
  const plan = planTable(sample, { file, mapping, notes });
  return { kind: 'delimited', delimiter: found.byte, plan };
}

function sampleTable(
  head: Uint8Array,
  isWhole: boolean,
  delimiter: number,
  file: string,
): TableSample {
  const limits = defaultReadLimits;
  const scanner = new DelimitedScanner({ file, delimiter, limits });
  scanner.push(head.subarray(byteOrderMarkLength(head)));
  if (isWhole) scanner.finish();
  if (!scanner.next()) {
    throw new PolyadError(
      'INVALID_DATA',
      `${file}: there is no header line; expected the names of the columns in the first line.`,
      { file, line: 1 },
    );
  }
  const names = Array.from({ length: scanner.cellCount }, (_, column) =>
    scanner.text(column).trim(),
  );
  const texts: string[][] = names.map(() => []);
  for (let row = 0; row < SAMPLE_ROWS && scanner.next(); row++) {
    for (const [column, cells] of texts.entries()) {
      if (scanner.select(column)) cells.push(scanner.text(column));
    }
  }
  return { columns: names.map((name) => ({ name })), texts };
}
