import type { Random } from '#numeric/random.ts';
import type { Emit, LogOn } from './log-on.ts';
import { sessionId } from './names.ts';
import type { Person } from './person.ts';

/** What stays the same while one account works at one machine. */
export interface Sitting {
  readonly user: string;
  readonly department: string;
  /** Machine or address the log-ons come from. */
  readonly source: string;
  readonly session: string;
}

/** Begins a sitting with a fresh session identifier. */
export function beginSitting(
  random: Random,
  who: Omit<Sitting, 'session'>,
): Sitting {
  return { ...who, session: sessionId(random) };
}

/** The part of a log-on that a sitting does not fix. */
export type Step = Pick<LogOn, 'time' | 'host' | 'process' | 'logonType'> &
  Partial<Pick<LogOn, 'source' | 'outcome' | 'scenario'>>;

/** Writes one log-on of a sitting; it succeeds unless the step says otherwise. */
export function logOn(emit: Emit, sitting: Sitting, step: Step): void {
  emit({ outcome: 'success', ...sitting, ...step });
}

/** Writes a log-on and, before it, as many failures as the typist needs. */
export function typedLogOn(
  emit: Emit,
  { random, carelessness }: Pick<Person, 'random' | 'carelessness'>,
  sitting: Sitting,
  step: Step,
): void {
  logOn(emit, sitting, step);
  let { time } = step;
  while (random.chance(carelessness)) {
    time -= 3 + random.int(20);
    logOn(emit, sitting, { ...step, time, outcome: 'failure' });
  }
}
