import { PolyadError } from '#errors/polyad-error.ts';
import { SAMPLE_ROWS } from '#formats/column-sample.ts';
import { sampleDelimited } from '#formats/delimited-sample.ts';
import { detectDelimiter, fit, tab } from '#formats/delimiter.ts';
import { sampleJsonTable } from '#formats/json-table-sample.ts';
import { looksLikeRelation } from '#formats/parse-relation.ts';
import { planTable } from '#formats/plan-table.ts';
import { defaultReadLimits } from '#formats/read-limits.ts';
import type { TableMapping } from '#formats/table-mapping.ts';
import type { TablePlan } from '#formats/table-plan.ts';
import { byteOrderMarkLength } from '#formats/utf8.ts';
import { zeekReader } from '#formats/zeek.ts';
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
  const told =
    format ?? (zeekReader.detect(head, file) > 0 ? zeekReader.name : undefined);
  if (told !== undefined && !['csv', 'tsv', 'jsonl'].includes(told)) {
    throw new PolyadError(
      'INVALID_ARGUMENT',
      `A stream of the format ${told} cannot be monitored; csv, tsv and jsonl can. Convert it first.`,
      { format: told },
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
  const sample = sampleDelimited({
    file,
    bytes: head,
    isWhole,
    delimiter: found.byte,
    limits: defaultReadLimits,
  });
  const plan = planTable(sample, { file, mapping, notes });
  return { kind: 'delimited', delimiter: found.byte, plan };
}
