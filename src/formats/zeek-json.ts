import type { FormatReader } from './format.ts';
import { jsonRecords } from './json-head.ts';
import { readMappedJsonl } from './mapped-jsonl.ts';
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
  read: (source, options) =>
    readMappedJsonl(source, options, 'zeek-json', (records) => {
      const columns = new Set(records.flatMap((one) => Object.keys(one)));
      const [first] = records;
      const path = typeof first?.['_path'] === 'string' ? first['_path'] : '';
      const mapping = zeekMapping(path, [...columns]);
      return { mapping, note: zeekNote(path, mapping) };
    }),
};
