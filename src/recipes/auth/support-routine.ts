import type { Random } from '#numeric/random.ts';
import { poisson } from '../seeded-stream.ts';
import {
  HOUR,
  PATCH_DAYS,
  localInstant,
  secondsAfterArrival,
} from './calendar.ts';
import { workstationsOf } from './estate.ts';
import type { Emit } from './log-on.ts';
import type { Organisation, WorkDay } from './organisation.ts';
import { worksOn, type Person } from './person.ts';
import { beginSitting, logOn, type Sitting } from './sitting.ts';

/** Tools of an administrator on a server, most used first. */
const ADMIN_TOOLS = [
  'mmc.exe',
  'powershell.exe',
  'wmiprvse.exe',
  'robocopy.exe',
] as const;
/** A tool one administrator still uses, as intruders do. */
const LEGACY_TOOL = 'psexesvc.exe';

/** The second account of an administrator, used on servers only. */
export function adminAccount(person: Person): string {
  return `adm-${person.account.replace('.', '')}`;
}

/**
 * Writes the helpdesk's remote sessions to colleagues' machines, `mean` of
 * them on average.
 */
export function writeHelpdeskDay(
  { organisation, day, mean }: WorkDay,
  person: Person,
  emit: Emit,
): void {
  const { random, office } = person;
  if (!worksOn(person, day)) return;
  const arrival = localInstant(office, day, person.arrival);
  for (let left = poisson(random, mean); left > 0; left--) {
    const sitting = beginSitting(random, {
      user: person.account,
      department: person.department.name,
      source: person.machine,
    });
    const time = arrival + Math.floor(secondsAfterArrival(random));
    const host = random.pick(organisation.people).machine;
    const process = helpdeskTool(random);
    logOn(emit, sitting, { time, host, process, logonType: 'remote' });
  }
}

/**
 * Writes an administrator's work on servers: from the own machine to a jump
 * host, and from there to several servers; `mean` such rounds on average.
 */
export function writeAdminDay(
  { organisation, day, mean }: WorkDay,
  person: Person,
  emit: Emit,
): void {
  const { random, office } = person;
  if (!worksOn(person, day)) return;
  const arrival = localInstant(office, day, person.arrival);
  for (let left = poisson(random, mean); left > 0; left--) {
    let time = arrival + Math.floor(secondsAfterArrival(random));
    const sitting = enterJumpHost(organisation, person, time, emit);
    const targets = 1 + random.int(4);
    for (let i = 0; i < targets; i++) {
      time += 20 + Math.floor(random.exponential(1 / 600));
      const host = random.pick(organisation.estate.servers);
      const process = adminTool(random, person);
      logOn(emit, sitting, { time, host, process, logonType: 'remote' });
    }
  }
}

/** Mean log-ons of one round of `writeAdminDay`. */
export const LOG_ONS_A_ROUND = 3.5;

/**
 * Writes a patch night: one administrator updates all servers, or two all
 * workstations, within four hours; some machines refuse and are tried again.
 */
export function writePatchNight(
  organisation: Organisation,
  day: number,
  emit: Emit,
): void {
  const { estate, people, administrators } = organisation;
  const onServers = PATCH_DAYS.servers.some((each) => each === day);
  const onDesks = PATCH_DAYS.workstations.some((each) => each === day);
  if (!onServers && !onDesks) return;
  const machines = onServers ? estate.servers : workstationsOf(people);
  const crew = administrators.slice(0, onServers ? 1 : 2);
  for (const [turn, person] of crew.entries()) {
    const { random, office } = person;
    const start = localInstant(office, day, 20 * HOUR + random.int(600));
    const sitting = enterJumpHost(organisation, person, start, emit);
    for (const [place, host] of machines.entries()) {
      const isOff = onDesks && random.chance(0.35);
      if (place % crew.length !== turn || isOff) continue;
      const time = start + 60 + random.int(4 * HOUR);
      patch(random, sitting, { time, host }, emit);
    }
  }
}

function patch(
  random: Random,
  sitting: Sitting,
  at: { time: number; host: string },
  emit: Emit,
): void {
  const tool = { process: 'powershell.exe', logonType: 'network' } as const;
  const refused = random.chance(0.05);
  const outcome = refused ? 'failure' : 'success';
  logOn(emit, sitting, { ...tool, ...at, outcome });
  if (refused) {
    const time = at.time + 300 + random.int(HOUR);
    logOn(emit, sitting, { ...tool, ...at, time });
  }
}

function enterJumpHost(
  organisation: Organisation,
  person: Person,
  time: number,
  emit: Emit,
): Sitting {
  const jump = organisation.estate.host('jump', person.index);
  const who = {
    user: adminAccount(person),
    department: person.department.name,
  };
  const outer = beginSitting(person.random, { ...who, source: person.machine });
  const step = { time, host: jump, process: 'mstsc.exe' };
  logOn(emit, outer, { ...step, logonType: 'remote' });
  return { ...outer, source: jump };
}

function helpdeskTool(random: Random): string {
  const need = random.float();
  if (need < 0.04) return LEGACY_TOOL;
  return need < 0.08 ? 'rundll32.exe' : 'msra.exe';
}

function adminTool(random: Random, person: Person): string {
  const need = random.float();
  if (person.crew === 0 && need < 0.06) return LEGACY_TOOL;
  return need < 0.3
    ? random.pick(ADMIN_TOOLS)
    : ADMIN_TOOLS[need < 0.7 ? 0 : 1];
}
