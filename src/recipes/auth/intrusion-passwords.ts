import type { Random } from '#numeric/random.ts';
import { DAY, dayOf } from './calendar.ts';
import { beginning, guess, plant, type WriteIntrusion } from './intrusion.ts';
import { outsideAddress } from './names.ts';
import type { Organisation } from './organisation.ts';
import { departmentOn } from './person.ts';
import { beginSitting } from './sitting.ts';

/** Accounts that do not exist here and are tried all the same. */
const COMMON_NAMES = 'admin administrator test guest scanner root info'.split(
  ' ',
);

/** Doors that can be tried from outside. */
const DOORS = [
  { role: 'vpn', process: 'vpnagent.exe', logonType: 'remote' },
  { role: 'mail', process: 'owa', logonType: 'network' },
] as const;

/**
 * Credential stuffing: leaked passwords tried on many accounts within an hour
 * or so, from a few outside addresses; nearly all fail, a few succeed.
 */
export const writeStuffing: WriteIntrusion = (
  { organisation, size, random },
  emit,
) => {
  const sources = attackAddresses(organisation, random, 1 + size / 15);
  const door = DOORS[random.chance(0.4) ? 0 : 1];
  const host = organisation.estate.host(door.role, 0);
  const gap = 12 + random.int(40);
  const sample = random.pick(organisation.people);
  let time = beginning(random, sample, [0, 24], size * gap * 3);
  const lucky = Math.floor(size * (0.5 + 0.4 * random.float()));
  for (let attempt = 0; attempt < size; attempt++) {
    const isLucky = attempt === lucky;
    const target = pickTarget(organisation, random, time, isLucky ? 0 : 0.15);
    const exists = target.department !== '';
    const right = exists && (isLucky || random.chance(0.03));
    const source = random.pick(sources);
    const sitting = beginSitting(random, { ...target, source });
    const { process, logonType } = door;
    const outcome = guess(right);
    const step = { time, host, process, logonType, outcome };
    plant(emit, 'stuffing', sitting, step);
    time += 1 + Math.floor(Math.min(3 * gap, random.exponential(1 / gap)));
  }
};

/**
 * Slow password spraying: one likely password, one account at a time, a try
 * every half hour or so for days, low enough to pass below lockout rules.
 */
export const writeSpraying: WriteIntrusion = (
  { organisation, size, random },
  emit,
) => {
  const sources = attackAddresses(organisation, random, 2 + size / 20);
  const gap = Math.min(1500 + random.int(2400), (12 * DAY) / size);
  const sample = random.pick(organisation.people);
  let time = beginning(random, sample, [0, 24], size * gap * 1.3);
  const host = organisation.estate.host('mail', 0);
  const found = random.chance(0.5) ? size - 1 : -1;
  for (let attempt = 0; attempt < size; attempt++) {
    const target = pickTarget(organisation, random, time, 0);
    const source = random.pick(sources);
    const sitting = beginSitting(random, { ...target, source });
    const step = { time, host, process: 'owa', logonType: 'network' as const };
    const outcome = guess(attempt === found);
    plant(emit, 'spraying', sitting, { ...step, outcome });
    time += Math.floor(gap * (0.7 + 0.6 * random.float()));
  }
};

/** Fresh addresses, some of them shared with the firm's telephones. */
function attackAddresses(
  organisation: Organisation,
  random: Random,
  about: number,
): string[] {
  return Array.from({ length: Math.min(6, Math.floor(about)) }, () =>
    random.chance(0.25)
      ? random.pick(organisation.carrierAddresses)
      : outsideAddress(random),
  );
}

/** Whom to try; an account that does not exist has no department. */
function pickTarget(
  organisation: Organisation,
  random: Random,
  time: number,
  unknown: number,
): { user: string; department: string } {
  if (random.chance(unknown)) {
    return { user: random.pick(COMMON_NAMES), department: '' };
  }
  const person = random.pick(organisation.officeWorkers);
  const department = departmentOn(person, dayOf(time));
  return { user: person.account, department };
}
