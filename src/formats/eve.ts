import { peekSource } from './byte-source.ts';
import type {
  ByteSource,
  FormatReader,
  ReadOptions,
  ReadResult,
} from './format.ts';
import { jsonlReader } from './jsonl.ts';
import { jsonRecords, JSON_HEAD_BYTES } from './json-head.ts';
import { cellOf } from './json-row.ts';
import { isUnmapped, type TableMapping } from './table-mapping.ts';

/** What takes part in an event, as far as the file has it. */
const members = [
  'src_ip',
  'dest_ip',
  'dest_port',
  'alert.signature',
  'dns.rrname',
  'http.hostname',
  'tls.sni',
];
const kept = [
  'event_type',
  'flow_id',
  'proto',
  'app_proto',
  'in_iface',
  'alert.category',
  'alert.severity',
  'http.http_user_agent',
  'tls.ja3.hash',
];

/**
 * Suricata's EVE: a JSON line an event. Unmapped, its members are both
 * addresses, the port and what the event is about; `flow_id` is kept, which
 * joins the events of one connection.
 */
export const eveReader: FormatReader = {
  name: 'eve',
  title: 'Suricata events (EVE)',
  extensions: [],
  detect(head) {
    const [record] = jsonRecords(head);
    if (record === undefined || !('event_type' in record)) return 0;
    return 'timestamp' in record && ('src_ip' in record || 'flow_id' in record)
      ? 0.97
      : 0;
  },
  read,
};

async function read(
  input: ByteSource,
  options: ReadOptions,
): Promise<ReadResult> {
  if (!isUnmapped(options.mapping)) {
    return { ...(await jsonlReader.read(input, options)), format: 'eve' };
  }
  const { head, source } = await peekSource(input, JSON_HEAD_BYTES);
  const records = jsonRecords(head);
  const has = (name: string): boolean =>
    records.some((record) => cellOf(record, name) !== null);
  const mapping: TableMapping = {
    node: members.filter(has),
    keep: kept.filter(has),
    ...(has('timestamp') && { time: 'timestamp' }),
  };
  const result = await jsonlReader.read(source, { ...options, mapping });
  const note = `EVE: members are ${members.filter(has).join(', ')}.`;
  return { ...result, format: 'eve', notes: [note, ...result.notes] };
}
