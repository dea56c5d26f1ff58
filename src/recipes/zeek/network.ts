import type { Random } from '#numeric/random.ts';
import { logNormal, pickZipf, sample, seededStream } from '../seeded-stream.ts';

/** A desk computer or telephone of somebody's. */
export interface Workstation {
  readonly address: string;
  /** Outside addresses usually gone to, the most usual first. */
  readonly sites: readonly string[];
  /** Files are kept on this server. */
  readonly fileServer: string;
  readonly printer: string;
  /** Whether its user administers servers. */
  readonly isAdmin: boolean;
  /** Connections on a working day. */
  readonly rate: number;
}

/** A firm's network and what it talks to. */
export interface Network {
  readonly workstations: readonly Workstation[];
  /** Addresses of servers by what they do. */
  readonly servers: Readonly<Record<ServerRole, string>>;
  readonly fileServers: readonly string[];
  readonly applications: readonly string[];
  readonly printers: readonly string[];
  /** Every machine inside. */
  readonly inside: readonly string[];
  /** Outside addresses, the most visited first. */
  readonly sites: readonly string[];
}

export type ServerRole =
  | 'names'
  | 'domain'
  | 'mail'
  | 'backup'
  | 'monitoring'
  | 'scanner'
  | 'updates'
  | 'web';

const servers: Network['servers'] = {
  names: '10.0.0.53',
  domain: '10.0.0.10',
  mail: '10.0.0.25',
  backup: '10.0.0.70',
  monitoring: '10.0.0.80',
  scanner: '10.0.0.99',
  updates: '10.0.0.40',
  web: '198.51.100.10',
};

/** Outside addresses that people come back to. */
const SITES = 700;
/** Connections of a workstation on a working day, at the median. */
export const RATE = 26;

/** A network of `size` workstations, the same for the same seed. */
export function buildNetwork(size: number, seed: number): Network {
  const random = seededStream(seed, 'network');
  const fileServers = addresses('10.0.1', Math.max(2, Math.ceil(size / 25)));
  const applications = addresses('10.0.2', 4 + Math.ceil(size / 40));
  const printers = addresses('10.0.3', Math.max(2, Math.ceil(size / 15)));
  const sites = Array.from({ length: SITES }, () => outsideAddress(random));
  const workstations = Array.from({ length: size }, (_, number) => {
    const floor = Math.floor(number / 200);
    const office = Math.floor(number / 20);
    const usual = new Set<string>();
    while (usual.size < 22) usual.add(pickZipf(random, sites));
    return {
      address: `10.1.${String(floor)}.${String(10 + (number % 200))}`,
      sites: [...usual],
      fileServer: fileServers[office % fileServers.length] ?? servers.domain,
      printer: printers[office % printers.length] ?? servers.domain,
      isAdmin: number % 25 === 7,
      rate: logNormal(random, RATE, 0.4),
    };
  });
  const inside = [
    ...workstations.map(({ address }) => address),
    ...fileServers,
    ...applications,
    ...printers,
    ...Object.values(servers).filter((address) => address.startsWith('10.')),
  ];
  return {
    workstations,
    servers,
    fileServers,
    applications,
    printers,
    inside,
    sites,
  };
}

/** An address of the internet nobody inside has been to. */
export function outsideAddress(random: Random): string {
  const first = 11 + random.int(200);
  // Neither a private nor a reserved range.
  const safe = [127, 169, 172, 192, 198, 203].includes(first) ? 45 : first;
  return [safe, random.int(256), random.int(256), 1 + random.int(254)].join(
    '.',
  );
}

/** Some other workstations. */
export function someWorkstations(
  random: Random,
  { workstations }: Network,
  count: number,
): Workstation[] {
  return sample(random, workstations, count);
}

function addresses(prefix: string, count: number): string[] {
  return Array.from(
    { length: count },
    (_, number) => `${prefix}.${String(number + 10)}`,
  );
}
