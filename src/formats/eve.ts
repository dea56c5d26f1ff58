import type { FormatReader } from './format.ts';
import { jsonRecords } from './json-head.ts';
import { cellOf } from './json-row.ts';
import { readMappedJsonl } from './mapped-jsonl.ts';

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
  read: (source, options) =>
    readMappedJsonl(source, options, 'eve', (records) => {
      const has = (name: string): boolean =>
        records.some((record) => cellOf(record, name) !== null);
      const node = members.filter(has);
      return {
        mapping: {
          node,
          keep: kept.filter(has),
          ...(has('timestamp') && { time: 'timestamp' }),
        },
        note: `EVE: members are ${node.join(', ')}.`,
      };
    }),
};
