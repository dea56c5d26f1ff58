/** One line of `conn.log`, before it is written. */
export interface Connection {
  /** Seconds since the epoch, with a fraction. */
  readonly seconds: number;
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** Bytes sent by either side. */
  readonly sent: number;
  readonly received: number;
  /** Whether nobody answered. */
  readonly isRefused?: boolean;
  readonly scenario?: string | undefined;
}

/** Fields after `ts`, with the types that Zeek gives them. */
const fields = [
  ['uid', 'string'],
  ['id.orig_h', 'addr'],
  ['id.orig_p', 'port'],
  ['id.resp_h', 'addr'],
  ['id.resp_p', 'port'],
  ['proto', 'enum'],
  ['service', 'string'],
  ['duration', 'interval'],
  ['orig_bytes', 'count'],
  ['resp_bytes', 'count'],
  ['conn_state', 'string'],
] as const;

/** What Zeek calls the protocol of a port; others have none. */
const services: Readonly<Record<number, string>> = {
  22: 'ssh',
  53: 'dns',
  80: 'http',
  88: 'krb_tcp',
  123: 'ntp',
  135: 'dce_rpc',
  161: 'snmp',
  389: 'ldap',
  443: 'ssl',
  445: 'smb',
  993: 'ssl',
  3389: 'rdp',
};
const datagrams = new Set([53, 123, 161]);

/** The lines of a `conn.log` in Zeek's text format. */
export function* connectionLog(
  connections: Iterable<Connection>,
): Generator<string> {
  yield [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    '#path\tconn',
    ['#fields', 'ts', ...fields.map(([name]) => name)].join('\t'),
    ['#types', 'time', ...fields.map(([, type]) => type)].join('\t'),
    '',
  ].join('\n');
  let row = 0;
  for (const connection of connections) yield line(connection, row++);
}

function line(connection: Connection, row: number): string {
  const { seconds, from, to, port, sent, received } = connection;
  const refused = connection.isRefused === true;
  // Numbers that Zeek makes up; spread so that they look it.
  const mixed = Math.imul(row + 1, 0x9e3779b1) >>> 0;
  const cells = [
    seconds.toFixed(6),
    `C${mixed.toString(36)}${row.toString(36)}`,
    from,
    String(49_152 + (mixed % 16_384)),
    to,
    String(port),
    datagrams.has(port) ? 'udp' : 'tcp',
    refused ? '-' : (services[port] ?? '-'),
    refused ? '-' : (0.02 + (sent + received) / 2e6).toFixed(6),
    refused ? '-' : sent.toFixed(0),
    refused ? '-' : received.toFixed(0),
    refused ? (mixed % 3 === 0 ? 'REJ' : 'S0') : 'SF',
  ];
  return `${cells.join('\t')}\n`;
}
