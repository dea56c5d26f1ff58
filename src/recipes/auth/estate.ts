import type { Person } from './person.ts';

/** What a shared machine is for. */
export type ServerRole =
  | 'domain'
  | 'mail'
  | 'intranet'
  | 'vpn'
  | 'jump'
  | 'erp'
  | 'ledger'
  | 'crm'
  | 'git'
  | 'build'
  | 'registry'
  | 'plant'
  | 'backup'
  | 'monitor'
  | 'deploy'
  | FileRole;

/** File servers, one role for each group that keeps files. */
export type FileRole =
  | 'files-finance'
  | 'files-engineering'
  | 'files-sales'
  | 'files-people'
  | 'files-legal'
  | 'files-board'
  | 'files-plant';

/** Host-name stem of a role, hosts in the smallest firm, staff for one more. */
const ROLE_TABLE: Record<ServerRole, readonly [string, number, number]> = {
  domain: ['dc', 2, 400],
  mail: ['mail', 1, 300],
  intranet: ['web', 1, 500],
  vpn: ['vpn', 1, 600],
  jump: ['jump', 1, 500],
  erp: ['erp', 1, 800],
  ledger: ['db-led', 1, 800],
  crm: ['crm', 1, 800],
  git: ['git', 1, 900],
  build: ['bld', 2, 60],
  registry: ['reg', 1, 900],
  plant: ['mes', 1, 300],
  backup: ['bkp', 1, 900],
  monitor: ['mon', 1, 900],
  deploy: ['dep', 1, 900],
  'files-finance': ['fs-fin', 1, 700],
  'files-engineering': ['fs-eng', 1, 400],
  'files-sales': ['fs-sal', 1, 500],
  'files-people': ['fs-ppl', 1, 900],
  'files-legal': ['fs-leg', 1, 900],
  'files-board': ['fs-brd', 1, 2000],
  'files-plant': ['fs-plt', 1, 500],
};

/** Roles of the file servers, a target of insiders. */
export const FILE_ROLES: readonly FileRole[] = [
  'files-finance',
  'files-engineering',
  'files-sales',
  'files-people',
  'files-legal',
  'files-board',
  'files-plant',
];

/** The firm's shared machines. */
export class Estate {
  readonly #byRole = new Map<string, readonly string[]>();
  /** All servers, in order of role. */
  readonly servers: readonly string[];

  /** @param staff - Number of people the machines serve. */
  constructor(staff: number) {
    for (const [role, [stem, least, staffForOneMore]] of Object.entries(
      ROLE_TABLE,
    )) {
      const count = least + Math.floor(staff / staffForOneMore);
      this.#byRole.set(role, numberedHosts(stem, count));
    }
    this.servers = [...this.#byRole.values()].flat();
  }

  /** Hosts of a role; at least one. */
  hosts(role: ServerRole): readonly string[] {
    return this.#byRole.get(role) ?? [];
  }

  /** The host of a role that serves the `index`-th person. */
  host(role: ServerRole, index: number): string {
    const hosts = this.hosts(role);
    return hosts[index % hosts.length] ?? role;
  }
}

/** Machines on people's desks, each once; shared terminals included. */
export function workstationsOf(people: readonly Person[]): string[] {
  return [...new Set(people.map((person) => person.machine))];
}

function numberedHosts(stem: string, count: number): string[] {
  return Array.from(
    { length: count },
    (_, i) => `${stem}-${String(i + 1).padStart(2, '0')}`,
  );
}
