import type { TableMapping } from './table-mapping.ts';

/** Who talks to whom; in nearly every log. */
const hosts = ['id.orig_h', 'id.resp_h'];

/** What else takes part, by the log's path. */
const parts: Readonly<Record<string, readonly string[]>> = {
  conn: ['id.resp_p'],
  dce_rpc: ['endpoint', 'operation'],
  dhcp: ['mac', 'host_name', 'assigned_addr'],
  dns: ['query'],
  files: ['tx_hosts', 'rx_hosts', 'mime_type', 'sha256', 'md5'],
  ftp: ['user', 'command'],
  http: ['host', 'user_agent'],
  kerberos: ['client', 'service'],
  notice: ['note', 'src', 'dst'],
  ntlm: ['username', 'hostname', 'domainname'],
  rdp: ['cookie', 'client_name'],
  smb_files: ['path', 'name'],
  smb_mapping: ['path', 'service'],
  smtp: ['mailfrom', 'rcptto'],
  ssh: ['client', 'server'],
  ssl: ['server_name', 'ja3'],
  weird: ['name'],
  x509: ['certificate.subject', 'certificate.issuer'],
};

/**
 * How a log of Zeek is read where nobody says otherwise: the hosts and what the
 * log is about are the members, `ts` the time, the rest is kept.
 * @param path - Zeek's name of the log, such as `dns`.
 * @param columns - The columns it has.
 */
export function zeekMapping(
  path: string,
  columns: readonly string[],
): TableMapping {
  const wanted = [...hosts, ...(parts[path] ?? ['id.resp_p'])];
  const node = wanted.filter((name) => columns.includes(name));
  const hasTime = columns.includes('ts');
  const keep = columns.filter(
    (name) => !node.includes(name) && name !== 'ts' && !reserved.has(name),
  );
  return {
    ...(node.length > 0 && { node }),
    ...(hasTime && { time: 'ts' }),
    keep,
  };
}

/** Names that mean something else as properties of hyperedges, and bookkeeping. */
const reserved = new Set(['time', 'end', 'row', '_path', '_write_ts']);

/** What a note says about a mapping that nobody asked for. */
export function zeekNote(path: string, { node = [] }: TableMapping): string {
  return `Zeek log ${path === '' ? 'of no name' : path}: members are ${node.join(', ')}; the other columns are kept.`;
}
