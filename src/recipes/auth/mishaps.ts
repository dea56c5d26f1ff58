import type { Random } from '#numeric/random.ts';
import { seededStream } from '../seeded-stream.ts';
import { HOUR, isWorkday, localInstant } from './calendar.ts';
import type { Emit } from './log-on.ts';
import { outsideAddress } from './names.ts';
import type { Organisation } from './organisation.ts';
import { departmentOn, isPresent, type Person } from './person.ts';
import { SERVICE_DEPARTMENT } from './service-routine.ts';
import { beginSitting, logOn } from './sitting.ts';
import { adminAccount } from './support-routine.ts';

/**
 * Something odd and harmless that a detector should learn to bear; its records
 * carry the label 0.
 */
export interface Mishap {
  /** Day (from 0) on which it begins. */
  readonly day: number;
  /** Writes all its log-ons. */
  readonly write: (emit: Emit) => void;
}

/** Log-ons that the mishaps of a firm come to, roughly. */
export function mishapLogOns(staff: number): number {
  return Math.round(1.3 * staff) + 30;
}

/**
 * The month's mishaps: telephones that keep an old password, contractors who
 * come for a week, a release at night, and administrators who log on as a
 * service to mend it.
 */
export function planMishaps(organisation: Organisation): Mishap[] {
  const { people, seed } = organisation;
  const random = seededStream(seed, 'mishaps');
  const mishaps: Mishap[] = [];
  for (const person of people) {
    if (person.phoneAddresses.length > 0 && random.chance(0.06)) {
      mishaps.push(stalePhone(organisation, person, random));
    }
  }
  for (let count = Math.ceil(people.length / 60); count > 0; count--) {
    mishaps.push(contractor(organisation, random, count));
    mishaps.push(mendedService(organisation, random));
  }
  mishaps.push(nightRelease(organisation, random));
  return mishaps;
}

/** After a change of password a telephone fails every few minutes for hours. */
function stalePhone(
  organisation: Organisation,
  person: Person,
  random: Random,
): Mishap {
  const day = 2 + random.int(26);
  const write = (emit: Emit): void => {
    if (!isPresent(person, day)) return;
    const sitting = beginSitting(random, {
      user: person.account,
      department: departmentOn(person, day),
      source: random.pick(person.phoneAddresses),
    });
    const host = organisation.estate.host('mail', person.index);
    const step = { host, process: 'activesync', logonType: 'network' as const };
    let time = localInstant(person.office, day, person.arrival + HOUR);
    for (let left = 6 + random.int(16); left > 0; left--) {
      logOn(emit, sitting, { ...step, time, outcome: 'failure' });
      time += 240 + random.int(600);
    }
    logOn(emit, sitting, { ...step, time });
  };
  return { day, write };
}

/** A new account, used for a week from an address never seen before. */
function contractor(
  organisation: Organisation,
  random: Random,
  number: number,
): Mishap {
  const day = 7 * random.int(4);
  const write = (emit: Emit): void => {
    const { estate, people } = organisation;
    const host = random.pick(people);
    const address = outsideAddress(random);
    const user = `ext-${host.department.code}${String(number)}`;
    for (let later = day; later < Math.min(day + 5, 30); later++) {
      if (!isWorkday(host.office, later)) continue;
      let time = localInstant(host.office, later, host.arrival + HOUR);
      const who = { user, department: host.department.name };
      const sitting = beginSitting(random, { ...who, source: address });
      const vpn = { time, host: estate.host('vpn', number), source: address };
      logOn(emit, sitting, {
        ...vpn,
        process: 'vpnagent.exe',
        logonType: 'remote',
      });
      for (let left = 3 + random.int(4); left > 0; left--) {
        time += 600 + random.int(HOUR);
        const { process, role, logonType } = random.pick(
          host.department.applications,
        );
        const target = estate.host(role, number);
        logOn(emit, sitting, { time, host: target, process, logonType });
      }
    }
  };
  return { day, write };
}

/** An administrator logs on as a service at a jump host, by day, to mend it. */
function mendedService(organisation: Organisation, random: Random): Mishap {
  const day = random.int(28);
  const write = (emit: Emit): void => {
    const { estate, administrators } = organisation;
    const [person] = administrators;
    if (person === undefined) return;
    const user = random.pick(['svc-backup', 'svc-deploy', 'svc-ledger']);
    const sitting = beginSitting(random, {
      user,
      department: SERVICE_DEPARTMENT,
      source: estate.host('jump', person.index),
    });
    let time = localInstant(person.office, day, person.arrival + 2 * HOUR);
    for (let left = 2 + random.int(2); left > 0; left--) {
      const host = random.pick(estate.servers);
      const step = { time, host, process: 'mstsc.exe' };
      logOn(emit, sitting, { ...step, logonType: 'remote' });
      time += 60 + random.int(900);
    }
  };
  return { day, write };
}

/** A release on a Saturday night that several engineers attend. */
function nightRelease(organisation: Organisation, random: Random): Mishap {
  const day = 12;
  const write = (emit: Emit): void => {
    const { estate, people, administrators } = organisation;
    const engineers = people.filter(
      ({ department }) => department.name === 'engineering',
    );
    for (const person of engineers.slice(0, 5)) {
      const sitting = beginSitting(random, {
        user: person.account,
        department: departmentOn(person, day),
        source: person.machine,
      });
      for (let left = 3 + random.int(4); left > 0; left--) {
        const second = (21 + 3 * random.float()) * HOUR;
        const time = localInstant(person.office, day, second);
        const role = random.pick(['build', 'deploy', 'intranet'] as const);
        const host = random.pick(estate.hosts(role));
        const step = { time, host, process: 'ssh.exe' };
        logOn(emit, sitting, { ...step, logonType: 'remote' });
      }
    }
    const [admin] = administrators;
    if (admin === undefined) return;
    const sitting = beginSitting(random, {
      user: adminAccount(admin),
      department: admin.department.name,
      source: estate.host('jump', admin.index),
    });
    for (const host of estate.hosts('intranet')) {
      const time = localInstant(admin.office, day, 23 * HOUR);
      const step = { time, host, process: 'powershell.exe' };
      logOn(emit, sitting, { ...step, logonType: 'remote' });
    }
  };
  return { day, write };
}
