import type { JsonValue } from '#hypergraph/property-column.ts';
import { peekSource } from './byte-source.ts';
import type { ByteSource, ReadOptions, ReadResult } from './format.ts';
import { jsonlReader } from './jsonl.ts';
import { jsonRecords, JSON_HEAD_BYTES } from './json-head.ts';
import { isUnmapped, type TableMapping } from './table-mapping.ts';

/** How a dialect of JSON lines is read, and a note that says so. */
export interface DialectMapping {
  readonly mapping: TableMapping;
  readonly note: string;
}

/**
 * Reads JSON lines of a known kind: as asked where members are named, else by
 * the mapping that suits its first records.
 */
export async function readMappedJsonl(
  input: ByteSource,
  options: ReadOptions,
  format: string,
  mappingOf: (records: readonly Record<string, JsonValue>[]) => DialectMapping,
): Promise<ReadResult> {
  if (!isUnmapped(options.mapping)) {
    return { ...(await jsonlReader.read(input, options)), format };
  }
  const { head, source } = await peekSource(input, JSON_HEAD_BYTES);
  const { mapping, note } = mappingOf(jsonRecords(head));
  const result = await jsonlReader.read(source, { ...options, mapping });
  return { ...result, format, notes: [note, ...result.notes] };
}
