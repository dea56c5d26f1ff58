import { pickZipf, poisson } from '../seeded-stream.ts';
import {
  HOUR,
  isWorkday,
  localInstant,
  secondsAfterArrival,
} from './calendar.ts';
import { DEPARTMENTS } from './departments.ts';
import type { Emit } from './log-on.ts';
import type { Organisation, WorkDay } from './organisation.ts';
import {
  departmentOn,
  habitsOn,
  isPresent,
  outsideAddressOn,
  type Person,
} from './person.ts';
import { beginSitting, logOn, typedLogOn, type Sitting } from './sitting.ts';

/** Days before the books close, on which finance stays late. */
const CLOSING_DAYS = [24, 25];

/**
 * Writes a person's log-ons of one local day: arriving (in the office or over
 * VPN), unlocking, mail on the telephone, and the programs of the department.
 */
export function writeOfficeDay(
  { organisation, day, mean }: WorkDay,
  person: Person,
  emit: Emit,
): void {
  if (!isPresent(person, day)) return;
  const { random, office } = person;
  if (!isWorkday(office, day)) {
    if (random.chance(0.12)) writeMailAtHome(organisation, person, day, emit);
    return;
  }
  const secondOfDay = person.arrival + 0.3 * HOUR * random.normal();
  const arrival = localInstant(office, day, secondOfDay);
  const sitting = arrive(organisation, person, { day, time: arrival }, emit);
  const count = poisson(random, mean * person.activity);
  for (let i = 0; i < count; i++) {
    const time = arrival + 60 + Math.floor(secondsAfterArrival(random));
    writeUse(organisation, person, { day, time, sitting }, emit);
  }
  if (departmentOn(person, day) === 'finance' && CLOSING_DAYS.includes(day)) {
    writeLateWork(person, { day, time: arrival, sitting }, emit);
  }
}

/** One moment of a working day. */
interface Moment {
  readonly day: number;
  readonly time: number;
  readonly sitting: Sitting;
}

/** The first log-on of the day; away from the office it goes through VPN. */
function arrive(
  organisation: Organisation,
  person: Person,
  { day, time }: Omit<Moment, 'sitting'>,
  emit: Emit,
): Sitting {
  const { random, trip, machine } = person;
  const sitting = beginSitting(random, {
    user: person.account,
    department: departmentOn(person, day),
    source: machine,
  });
  const travels = trip !== undefined && day >= trip.from && day < trip.to;
  const away = travels || random.chance(person.department.remote);
  const step = away
    ? {
        time,
        host: organisation.estate.host('vpn', person.index),
        process: 'vpnagent.exe',
        logonType: 'remote' as const,
        source: outsideAddressOn(person, day),
      }
    : {
        time,
        host: machine,
        process: 'winlogon.exe',
        logonType: 'interactive' as const,
      };
  typedLogOn(emit, person, sitting, step);
  return sitting;
}

/** One log-on after arriving: which kind is a matter of chance. */
function writeUse(
  organisation: Organisation,
  person: Person,
  moment: Moment,
  emit: Emit,
): void {
  const { random, machine } = person;
  const { time, sitting } = moment;
  const kind = random.float();
  if (kind < 0.1) {
    const step = { time, host: machine, process: 'logonui.exe' };
    const unlock = { ...step, logonType: 'unlock' as const };
    typedLogOn(emit, person, sitting, unlock);
  } else if (kind < 0.15) {
    const host = organisation.estate.host('domain', person.index);
    const step = { time, host, process: 'lsass.exe' };
    logOn(emit, sitting, { ...step, logonType: 'network' });
  } else if (kind < 0.23 && person.phoneAddresses.length > 0) {
    writeMailOnPhone(organisation, person, moment, emit);
  } else if (kind > 0.985) {
    writeExcursion(organisation, person, moment, emit);
  } else {
    writeHabit(person, moment, emit);
  }
}

/** A program the person uses often, sometimes refused at first. */
function writeHabit(person: Person, moment: Moment, emit: Emit): void {
  const { random } = person;
  const habit = pickZipf(random, habitsOn(person, moment.day));
  const { logonType } = habit;
  const copies = habit.process === 'explorer.exe' && random.chance(0.02);
  const process = copies ? 'robocopy.exe' : habit.process;
  const host = random.pick(habit.hosts);
  const outcome = random.chance(0.015) ? 'failure' : 'success';
  logOn(emit, moment.sitting, {
    time: moment.time,
    host,
    process,
    logonType,
    outcome,
  });
}

/** Mail fetched by a telephone, mostly from an address it had before. */
function writeMailOnPhone(
  organisation: Organisation,
  person: Person,
  moment: Moment,
  emit: Emit,
): void {
  const { random, phoneAddresses } = person;
  const source = random.chance(0.85)
    ? pickZipf(random, phoneAddresses)
    : random.pick(organisation.carrierAddresses);
  logOn(emit, moment.sitting, {
    time: moment.time,
    host: organisation.estate.host('mail', person.index),
    process: 'activesync',
    logonType: 'network',
    source,
  });
}

/**
 * Something the person has not done before, and rightly: another department's
 * program, a colleague's machine, a meeting-room computer.
 */
function writeExcursion(
  organisation: Organisation,
  person: Person,
  moment: Moment,
  emit: Emit,
): void {
  const { random } = person;
  const { time, sitting } = moment;
  if (random.chance(0.3)) {
    const host = random.pick(organisation.people).machine;
    const step = { time, host, process: 'winlogon.exe', source: host };
    logOn(emit, sitting, { ...step, logonType: 'interactive' });
    return;
  }
  const other = random.pick(DEPARTMENTS);
  const { process, role, logonType } = random.pick(other.applications);
  const host = organisation.estate.host(role, person.index);
  const outcome = random.chance(0.3) ? 'failure' : 'success';
  logOn(emit, sitting, { time, host, process, logonType, outcome });
}

/** A few looks at the mail on a day off, from telephone or home. */
function writeMailAtHome(
  organisation: Organisation,
  person: Person,
  day: number,
  emit: Emit,
): void {
  const { random, office } = person;
  const sitting = beginSitting(random, {
    user: person.account,
    department: departmentOn(person, day),
    source: outsideAddressOn(person, day),
  });
  const begin = (9 + 11 * random.float()) * HOUR;
  for (let left = 1 + random.int(2); left > 0; left--) {
    const time = localInstant(office, day, begin + 2 * HOUR * random.float());
    const moment = { day, time, sitting };
    if (person.phoneAddresses.length > 0) {
      writeMailOnPhone(organisation, person, moment, emit);
    } else {
      const host = organisation.estate.host('mail', person.index);
      const step = { time, host, process: 'owa' };
      logOn(emit, sitting, { ...step, logonType: 'network' });
    }
  }
}

/** An evening over the ledger before the books close. */
function writeLateWork(
  person: Person,
  { day, time, sitting }: Moment,
  emit: Emit,
): void {
  for (let left = 2 + person.random.int(3); left > 0; left--) {
    const hours = 9.5 + 4 * person.random.float();
    const later = time + Math.floor(hours * HOUR);
    writeHabit(person, { day, time: later, sitting }, emit);
  }
}
