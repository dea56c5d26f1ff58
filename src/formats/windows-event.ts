import type { JsonValue } from '#hypergraph/property-column.ts';
import { isObject } from './json-words.ts';

/** A Windows event whatever wrote it: its fields under the names of the event log. */
export interface WindowsEvent {
  /** Number of the event, such as 1 for a process of Sysmon. */
  readonly id: number;
  readonly host: string;
  /** ISO 8601. */
  readonly time: string;
  readonly fields: Readonly<Record<string, JsonValue>>;
}

/**
 * Reads a record of `evtx_dump -o jsonl`, of Winlogbeat, or flat as NXLog and
 * the OTRF data sets have it; undefined for anything else.
 */
export function windowsEvent(record: JsonValue): WindowsEvent | undefined {
  if (!isObject(record)) return undefined;
  return dumped(record) ?? beat(record) ?? flat(record);
}

function dumped(record: Record<string, JsonValue>): WindowsEvent | undefined {
  const event = part(record, 'Event');
  const system = part(event, 'System');
  const id = numberOf(system?.['EventID']);
  if (system === undefined || id === undefined) return undefined;
  const created = part(system, 'TimeCreated');
  const attributes = part(created, '#attributes') ?? created;
  return {
    id,
    host: textOf(system['Computer']),
    time: textOf(attributes?.['SystemTime']),
    fields: part(event, 'EventData') ?? part(event, 'UserData') ?? {},
  };
}

function beat(record: Record<string, JsonValue>): WindowsEvent | undefined {
  const log = part(record, 'winlog');
  const id = numberOf(log?.['event_id']);
  if (log === undefined || id === undefined) return undefined;
  return {
    id,
    host: textOf(log['computer_name']),
    time: textOf(record['@timestamp']),
    fields: part(log, 'event_data') ?? {},
  };
}

function flat(record: Record<string, JsonValue>): WindowsEvent | undefined {
  const id = numberOf(record['EventID']);
  if (id === undefined) return undefined;
  const host = record['Hostname'] ?? record['Computer'] ?? record['host'];
  if (host === undefined) return undefined;
  // Sysmon's own time is in UTC; EventTime of a collector is in its zone.
  const time =
    record['UtcTime'] ?? record['@timestamp'] ?? record['EventTime'] ?? null;
  return { id, host: textOf(host), time: textOf(time), fields: record };
}

function part(
  of: Record<string, JsonValue> | undefined,
  key: string,
): Record<string, JsonValue> | undefined {
  const value = of?.[key] ?? null;
  return isObject(value) ? value : undefined;
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value === '-' ? '' : value;
  return typeof value === 'number' ? String(value) : '';
}

/** `{"#text": 1}` and `"1"` are 1. */
function numberOf(value: JsonValue | undefined): number | undefined {
  const plain = isObject(value ?? null)
    ? (value as Record<string, JsonValue>)['#text']
    : value;
  if (typeof plain !== 'string' && typeof plain !== 'number') return undefined;
  const number = plain === '' ? NaN : Number(plain);
  return Number.isInteger(number) ? number : undefined;
}

/** The columns that every event has, in order. */
export const windowsColumns = [
  { name: 'time', type: 'string' },
  { name: 'host', type: 'string' },
  { name: 'user', type: 'string' },
  { name: 'process', type: 'string' },
  { name: 'parent', type: 'string' },
  { name: 'target', type: 'string' },
  { name: 'event', type: 'integer' },
  { name: 'logonType', type: 'string' },
  { name: 'processGuid', type: 'string' },
  { name: 'commandLine', type: 'string' },
] as const;

/** The cells of an event under {@link windowsColumns}; null where it has none. */
export function windowsCells(event: WindowsEvent): (string | number | null)[] {
  const { id, host, time, fields } = event;
  const first = (...names: readonly string[]): string => {
    for (const name of names) {
      const text = textOf(fields[name]);
      if (text !== '') return text;
    }
    return '';
  };
  const user = first(
    'User',
    'TargetUserName',
    'SubjectUserName',
    'AccountName',
  );
  const cells = [
    time,
    host.toLowerCase(),
    user.toLowerCase(),
    programName(first('Image', 'NewProcessName', 'ProcessName', 'SourceImage')),
    programName(first('ParentImage', 'ParentProcessName')),
    targetOf(id, first),
    id,
    first('LogonType'),
    first('ProcessGuid', 'SourceProcessGUID', 'SourceProcessGuid'),
    first('CommandLine'),
  ];
  return cells.map((cell) => (cell === '' ? null : cell));
}

/** What the event is done to: an address and port, a process, a file, a key, a name. */
function targetOf(
  id: number,
  first: (...names: readonly string[]) => string,
): string {
  const address = first('DestinationIp', 'DestAddress', 'IpAddress');
  const port = first('DestinationPort', 'DestPort');
  if (address !== '') {
    return id === 4624 || port === '' ? address : `${address}:${port}`;
  }
  const program = first('TargetImage', 'ImageLoaded');
  if (program !== '') return programName(program);
  return first(
    'QueryName',
    'TargetFilename',
    'TargetObject',
    'PipeName',
    'ObjectName',
    'ServiceName',
  ).toLowerCase();
}

/** `powershell.exe` of a path; paths differ from machine to machine. */
function programName(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1).toLowerCase();
}
