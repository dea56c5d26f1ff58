import { seededStream } from '../seeded-stream.ts';
import { DAY, HOUR, MONTH_START, isWeekend } from './calendar.ts';
import { FILE_ROLES, workstationsOf, type ServerRole } from './estate.ts';
import type { Emit } from './log-on.ts';
import type { Organisation } from './organisation.ts';
import { beginSitting, logOn } from './sitting.ts';

/** An account that a program uses on a schedule. */
export interface Service {
  readonly account: string;
  readonly process: string;
  /** Machine the program runs on. */
  readonly source: string;
  readonly hosts: readonly string[];
  /** Seconds between two rounds over all hosts; divides a day. */
  readonly interval: number;
  /** Seconds after midnight UTC of the first round. */
  readonly offset: number;
  /** Seconds over which a round spreads. */
  readonly spread: number;
  readonly logonType: 'batch' | 'service';
  /** Days on which it runs. */
  readonly runsOn: 'every day' | 'workdays' | 'saturday';
}

/** Department written for service accounts. */
export const SERVICE_DEPARTMENT = 'service';

/** Intervals to choose from, in seconds: those an administrator would set. */
const INTERVALS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720]
  .map((minutes) => minutes * 60)
  .concat(DAY);

/** Roles whose data is saved every night. */
const BACKED_UP: readonly ServerRole[] = [
  ...FILE_ROLES,
  'mail',
  'erp',
  'ledger',
  'git',
];

/** Roles whose failure would stop work. */
const MONITORED: readonly ServerRole[] = [
  'domain',
  'mail',
  'intranet',
  'vpn',
  'erp',
  'plant',
];

/**
 * The firm's service accounts. All but one run on fixed schedules; the
 * monitoring interval is the shortest that stays within `budget`.
 * @param budget - Log-ons in the month that services may make.
 */
export function planServices(
  { estate, people }: Organisation,
  budget: number,
): Service[] {
  const { servers } = estate;
  const nightly = { interval: DAY, runsOn: 'every day' } as const;
  const fixed: Service[] = [
    {
      ...nightly,
      account: 'svc-backup',
      process: 'bkagent.exe',
      source: estate.host('backup', 0),
      hosts: BACKED_UP.flatMap((role) => estate.hosts(role)),
      offset: HOUR,
      spread: 1800,
      logonType: 'batch',
    },
    {
      ...nightly,
      account: 'svc-ledger',
      process: 'sqlagent.exe',
      source: estate.host('ledger', 0),
      hosts: [estate.host('erp', 0), estate.host('crm', 0)],
      offset: 2.5 * HOUR,
      spread: 300,
      logonType: 'batch',
    },
    {
      account: 'svc-deploy',
      process: 'dplagent.exe',
      source: estate.host('deploy', 0),
      hosts: [...estate.hosts('intranet'), ...estate.hosts('registry')],
      interval: 6 * HOUR,
      offset: 3 * HOUR,
      spread: 120,
      logonType: 'service',
      runsOn: 'workdays',
    },
    {
      account: 'svc-scan',
      process: 'vulnscan.exe',
      source: estate.host('monitor', 0),
      hosts: [...servers, ...workstationsOf(people)],
      interval: DAY,
      offset: 4 * HOUR,
      spread: 6 * HOUR,
      logonType: 'service',
      runsOn: 'saturday',
    },
  ];
  const rest =
    budget - fixed.reduce((sum, service) => sum + logOns(service), 0);
  const watched = MONITORED.flatMap((role) => estate.hosts(role));
  return [...fixed, monitoring(estate.host('monitor', 0), watched, rest)];
}

/** Log-ons a service makes in the month of thirty days, retries aside. */
export function logOns({ hosts, interval, runsOn }: Service): number {
  const days = { 'every day': 30, workdays: 22, saturday: 4 }[runsOn];
  return days * (DAY / interval) * hosts.length;
}

function monitoring(
  source: string,
  hosts: readonly string[],
  budget: number,
): Service {
  const service = (interval: number): Service => ({
    account: 'svc-monitor',
    process: 'monagent.exe',
    source,
    hosts,
    interval,
    offset: 0,
    spread: 40,
    logonType: 'service',
    runsOn: 'every day',
  });
  const fits = INTERVALS.find((each) => logOns(service(each)) <= budget);
  return service(fits ?? DAY);
}

/**
 * Writes one UTC day of a service: rounds at fixed instants, hosts in their
 * order with a small jitter, and one retry where a host did not answer.
 */
export function writeServiceDay(
  organisation: Organisation,
  service: Service,
  day: number,
  emit: Emit,
): void {
  if (!runs(service, day)) return;
  const label = `${service.account} ${String(day)}`;
  const random = seededStream(organisation.seed, label);
  const { hosts, process, logonType, spread, interval } = service;
  const gap = spread / hosts.length;
  for (let at = service.offset; at < DAY; at += interval) {
    const sitting = beginSitting(random, {
      user: service.account,
      department: SERVICE_DEPARTMENT,
      source: service.source,
    });
    for (const [place, host] of hosts.entries()) {
      const second = at + Math.floor(gap * place) + random.int(4);
      const step = { host, process, logonType };
      const time = MONTH_START + day * DAY + second;
      const failed = random.chance(0.002);
      const outcome = failed ? ('failure' as const) : ('success' as const);
      logOn(emit, sitting, { ...step, time, outcome });
      if (failed) logOn(emit, sitting, { ...step, time: time + 30 });
    }
  }
}

function runs({ runsOn }: Service, day: number): boolean {
  if (runsOn === 'every day') return true;
  return runsOn === 'workdays' ? !isWeekend(day) : day % 7 === 5;
}
