import { peekSource } from './byte-source.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { jsonlReader } from './jsonl.ts';
import { jsonRecords, JSON_HEAD_BYTES } from './json-head.ts';
import { isUnmapped } from './table-mapping.ts';
import { zeekMapping, zeekNote } from './zeek-mapping.ts';

/**
 * Logs that Zeek writes as JSON lines: `ts` is a number or an ISO time, keys
 * such as `id.orig_h` are flat. Where `_path` names the log (JSON streaming) it
 * decides the members, as in {@link zeekMapping}.
 */
export const zeekJsonReader: FormatReader = {
  name: 'zeek-json',
  title: 'Zeek log (JSON lines)',
  extensions: [],
  detect(head) {
    const [record] = jsonRecords(head);
    if (record === undefined || !('ts' in record)) return 0;
    return 'id.orig_h' in record || '_path' in record ? 0.97 : 0;
  },
  read,
};

async function read(
  input: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  if (!isUnmapped(options.mapping)) {
    return { ...(await jsonlReader.read(input, options)), format: 'zeek-json' };
  }
  const { head, source } = await peekSource(input, JSON_HEAD_BYTES);
  const found = jsonRecords(head);
  const columns = new Set(found.flatMap((record) => Object.keys(record)));
  const [first] = found;
  const path = typeof first?.['_path'] === 'string' ? first['_path'] : '';
  const mapping = zeekMapping(path, [...columns]);
  const result = await jsonlReader.read(source, { ...options, mapping });
  const notes = [zeekNote(path, mapping), ...result.notes];
  return { ...result, format: 'zeek-json', notes };
}
