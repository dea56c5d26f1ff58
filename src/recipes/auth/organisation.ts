import type { Random } from '#numeric/random.ts';
import { seededStream } from '../seeded-stream.ts';
import { DAY_COUNT, HOUR, OFFICES, type Office } from './calendar.ts';
import { DEPARTMENTS, type Department } from './departments.ts';
import { Estate } from './estate.ts';
import { AccountNames, outsideAddress } from './names.ts';
import type { Habit, Person, Stay } from './person.ts';

/** A firm: its people, its machines and the addresses telephones come from. */
export interface Organisation {
  readonly seed: number;
  /** Grouped by department, in the order of `DEPARTMENTS`. */
  readonly people: readonly Person[];
  /** Those with a machine of their own: all but the shift workers. */
  readonly officeWorkers: readonly Person[];
  readonly administrators: readonly Person[];
  readonly estate: Estate;
  /** Addresses that carriers share among many telephones. */
  readonly carrierAddresses: readonly string[];
}

/** A day of the firm, as routines see it. */
export interface WorkDay {
  readonly organisation: Organisation;
  /** Day of the month, from 0. */
  readonly day: number;
  /**
   * Mean number of log-ons of a person of activity 1 beyond the first; what
   * is counted, log-ons or sessions, the routine says.
   */
  readonly mean: number;
}

/** What every person of the firm is drawn from. */
interface Surroundings {
  readonly seed: number;
  readonly names: AccountNames;
  readonly estate: Estate;
  readonly carrierAddresses: readonly string[];
}

/**
 * Draws a firm.
 * @param staff - People, at least one a department.
 * @remarks O(staff).
 */
export function buildOrganisation(staff: number, seed: number): Organisation {
  const random = seededStream(seed, 'organisation');
  const carrierCount = Math.max(8, Math.round(staff / 3));
  const surroundings: Surroundings = {
    seed,
    names: new AccountNames(random),
    estate: new Estate(staff),
    carrierAddresses: Array.from({ length: carrierCount }, () =>
      outsideAddress(random),
    ),
  };
  const people: Person[] = [];
  for (const department of DEPARTMENTS) {
    const heads = Math.max(1, Math.round(staff * department.share));
    for (let rank = 0; rank < heads; rank++) {
      people.push(buildPerson(surroundings, department, rank, people.length));
    }
  }
  const { estate, carrierAddresses } = surroundings;
  const officeWorkers = people.filter(
    ({ department }) => department.style !== 'shift',
  );
  const administrators = people.filter(
    ({ department }) => department.style === 'admin',
  );
  return {
    seed,
    people,
    officeWorkers,
    administrators,
    estate,
    carrierAddresses,
  };
}

function buildPerson(
  surroundings: Surroundings,
  department: Department,
  rank: number,
  index: number,
): Person {
  const { seed, names, estate, carrierAddresses } = surroundings;
  const random = seededStream(seed, `person ${String(index)}`);
  const onShift = department.style === 'shift';
  const office = onShift ? OFFICES[0] : pickOffice(random);
  const homes = drawHomes(random);
  return {
    account: names.next(),
    department,
    office,
    machine: machineName(department, office, rank),
    arrival: 8.6 * HOUR + random.normal() * 0.6 * HOUR,
    activity: Math.exp(0.7 * random.normal()),
    habits: drawHabits(random, department, estate, index),
    carelessness: 0.1 * random.float() * random.float(),
    homes,
    phoneAddresses: drawPhone(random, onShift, carrierAddresses),
    employed: drawEmployment(random),
    leave: drawLeave(random),
    trip: drawTrip(random, department),
    move: drawMove(random, department, estate, index),
    crew: rank % 3,
    index,
    random,
  };
}

function pickOffice(random: Random): Office {
  const [largest, second, third] = OFFICES;
  const at = random.float();
  if (at < largest.share) return largest;
  return at < largest.share + second.share ? second : third;
}

/** Shift workers share a terminal among six; others have their own machine. */
function machineName(
  department: Department,
  office: Office,
  rank: number,
): string {
  const shared = department.style === 'shift';
  const number = (shared ? Math.floor(rank / 6) : rank) + 1;
  return `${department.code}-${shared ? 'k' : office.code}${String(number).padStart(2, '0')}`;
}

/** The department's programs, in an order that is nearly the department's. */
function drawHabits(
  random: Random,
  department: Department,
  estate: Estate,
  index: number,
): Habit[] {
  const ranked = department.applications.map((application, rank) => ({
    application,
    place: rank + 0.8 * random.normal(),
  }));
  ranked.sort((a, b) => a.place - b.place);
  return ranked.map(({ application: { process, role, logonType } }) => {
    const one = estate.host(role, index);
    const hosts =
      role === 'build' ? [one, random.pick(estate.hosts(role))] : [one];
    return { process, hosts, logonType };
  });
}

function drawHomes(random: Random): [string, string] {
  const home = outsideAddress(random);
  return [home, random.chance(0.25) ? outsideAddress(random) : home];
}

function drawPhone(
  random: Random,
  onShift: boolean,
  carrierAddresses: readonly string[],
): string[] {
  if (onShift || random.chance(0.4)) return [];
  return Array.from({ length: 3 }, () => random.pick(carrierAddresses));
}

/** One in twenty-five joins within the month, one in fifty leaves. */
function drawEmployment(random: Random): [number, number] {
  if (random.chance(0.04)) return [7 + 7 * random.int(3), DAY_COUNT - 1];
  if (random.chance(0.02)) return [0, 11 + 7 * random.int(2)];
  return [0, DAY_COUNT - 1];
}

function drawLeave(random: Random): [number, number] {
  if (!random.chance(0.25)) return [0, 0];
  const from = random.int(DAY_COUNT);
  return [from, from + 2 + random.int(8)];
}

function drawTrip(random: Random, department: Department): Stay | undefined {
  if (!random.chance(department.travel)) return undefined;
  const from = random.int(DAY_COUNT - 3);
  return {
    from,
    to: from + 2 + random.int(3),
    address: outsideAddress(random),
  };
}

/** One in thirty changes to another office department on a Monday. */
function drawMove(
  random: Random,
  department: Department,
  estate: Estate,
  index: number,
): Person['move'] {
  if (department.style !== 'office' || !random.chance(0.035)) return undefined;
  const next = random.pick(
    DEPARTMENTS.filter(
      (other) => other.style === 'office' && other !== department,
    ),
  );
  const habits = drawHabits(random, next, estate, index);
  return { day: 7 * (1 + random.int(3)), department: next, habits };
}
