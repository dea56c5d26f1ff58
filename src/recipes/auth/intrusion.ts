import type { Random } from '#numeric/random.ts';
import { MONTH_START, DAY, HOUR } from './calendar.ts';
import type { Emit, LogOn, Scenario } from './log-on.ts';
import type { Organisation } from './organisation.ts';
import type { Person } from './person.ts';
import { logOn, type Sitting, type Step } from './sitting.ts';

/** What an intrusion is planned from. */
export interface IntrusionPlan {
  readonly organisation: Organisation;
  /** Log-ons to write, exactly; at least 1. */
  readonly size: number;
  /** The intrusion's own random numbers. */
  readonly random: Random;
}

/**
 * Writes the log-ons of one intrusion, exactly `size` of them, all inside the
 * month and after its first five days, so that ordinary life is seen first.
 */
export type WriteIntrusion = (plan: IntrusionPlan, emit: Emit) => void;

/** First day on which something is planted. */
const FIRST_DAY = 5;
/** First day on which nothing is planted any more. */
const LAST_DAY = 29;

/**
 * An instant to begin at, early enough that `length` seconds still fit.
 * @param hours - Local hours [from, to) of the day to begin in.
 */
export function beginning(
  random: Random,
  person: Person,
  hours: readonly [number, number],
  length: number,
): number {
  const days = Math.max(1, LAST_DAY - FIRST_DAY - Math.ceil(length / DAY));
  const day = FIRST_DAY + random.int(days);
  const [from, to] = hours;
  const second = (from + (to - from) * random.float()) * HOUR;
  return Math.floor(MONTH_START + day * DAY + second - person.office.utcOffset);
}

/** Writes one planted log-on. */
export function plant(
  emit: Emit,
  scenario: Scenario,
  sitting: Sitting,
  step: Step,
): void {
  logOn(emit, sitting, { ...step, scenario });
}

/** Outcome of a guessed password. */
export function guess(right: boolean): LogOn['outcome'] {
  return right ? 'success' : 'failure';
}
