import { pickZipf, poisson } from '../seeded-stream.ts';
import { HOUR, localInstant } from './calendar.ts';
import type { Emit } from './log-on.ts';
import type { WorkDay } from './organisation.ts';
import {
  departmentOn,
  habitsOn,
  shiftOf,
  worksOn,
  type Person,
} from './person.ts';
import { beginSitting, logOn, typedLogOn } from './sitting.ts';

/** Local start of the early, late and night shift, in hours. */
const SHIFT_STARTS = [6, 14, 22] as const;
const SHIFT_HOURS = 8;

/**
 * Writes a plant worker's shift: log-ons at a terminal that six people share,
 * spread evenly over eight hours, with a hand-over at its start.
 */
export function writeShift(
  { day, mean }: WorkDay,
  person: Person,
  emit: Emit,
): void {
  if (!worksOn(person, day)) return;
  const { random, machine, office } = person;
  const sitting = beginSitting(random, {
    user: person.account,
    department: departmentOn(person, day),
    source: machine,
  });
  const startHour = SHIFT_STARTS[shiftOf(person, day)] ?? SHIFT_STARTS[0];
  const startSecond = startHour * HOUR + 240 * random.normal();
  const time = localInstant(office, day, startSecond);
  const arrival = { time, host: machine, process: 'winlogon.exe' };
  const step = { ...arrival, logonType: 'interactive' as const };
  typedLogOn(emit, person, sitting, step);
  const count = poisson(random, mean * person.activity);
  for (let i = 0; i < count; i++) {
    const later = time + 30 + random.int(SHIFT_HOURS * HOUR - 600);
    const habit = pickZipf(random, habitsOn(person, day));
    logOn(emit, sitting, {
      time: later,
      host: random.pick(habit.hosts),
      process: habit.process,
      logonType: habit.logonType,
    });
  }
}
