import type { Random } from '#numeric/random.ts';

/** Seconds in an hour. */
export const HOUR = 3600;
/** Seconds in a day. */
export const DAY = 86_400;
/** Days in the simulated month. */
export const DAY_COUNT = 30;
/**
 * Midnight UTC of the first day, Monday 4 May 2026, in seconds since the
 * epoch. No office changes its clock in the thirty days that follow.
 */
export const MONTH_START = 1_777_852_800;
/** The first instant after the month. */
export const MONTH_END = MONTH_START + DAY_COUNT * DAY;

/** A place of work and its clock. */
export interface Office {
  readonly name: string;
  /** Short form used in host names. */
  readonly code: string;
  /** Local time minus UTC, in seconds. */
  readonly utcOffset: number;
  /** Share of the staff. */
  readonly share: number;
  /** Days (from 0) on which the office is closed, weekends aside. */
  readonly holidays: readonly number[];
}

/** The three offices, largest first. */
export const OFFICES: readonly [Office, Office, Office] = [
  {
    name: 'Lyon',
    code: 'ly',
    utcOffset: 2 * HOUR,
    share: 0.55,
    holidays: [4, 10, 21], // 8 May, Ascension, Whit Monday
  },
  {
    name: 'Boston',
    code: 'bo',
    utcOffset: -4 * HOUR,
    share: 0.28,
    holidays: [21], // Memorial Day
  },
  {
    name: 'Pune',
    code: 'pu',
    utcOffset: 5.5 * HOUR,
    share: 0.17,
    holidays: [23], // Eid al-Adha
  },
];

/** Largest `utcOffset`: a local day begins at most this long before UTC's. */
export const EARLIEST_OFFSET = 5.5 * HOUR;

/** Days whose night carries updates; the second ones are the monthly release. */
export const PATCH_DAYS = { servers: [1, 9], workstations: [3, 11] } as const;

/** Instant of a local time of day, rounded to the second. */
export function localInstant(
  office: Office,
  day: number,
  secondOfDay: number,
): number {
  return Math.round(MONTH_START + day * DAY + secondOfDay - office.utcOffset);
}

/** Day of the month, from 0, that an instant falls on, by UTC. */
export function dayOf(time: number): number {
  return Math.floor((time - MONTH_START) / DAY);
}

/** Whether `day` (from 0, a Monday) is a Saturday or Sunday. */
export function isWeekend(day: number): boolean {
  return day % 7 >= 5;
}

/** Whether an office works as usual on `day`. */
export function isWorkday(office: Office, day: number): boolean {
  return !isWeekend(day) && !office.holidays.includes(day);
}

/**
 * Activity by hour after arrival, relative to the busiest: a late-morning
 * peak, a dip at lunch, a second lower peak, a thin tail.
 */
const HOUR_WEIGHTS = [0.8, 1, 1, 0.7, 0.3, 0.7, 0.95, 0.85, 0.6, 0.2, 0.06];
const HOUR_WEIGHT_SUM = HOUR_WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** A second within a working day, counted from arrival, by `HOUR_WEIGHTS`. */
export function secondsAfterArrival(random: Random): number {
  let rest = random.float() * HOUR_WEIGHT_SUM;
  let hour = 0;
  for (const weight of HOUR_WEIGHTS) {
    if (rest < weight) break;
    rest -= weight;
    hour++;
  }
  return (hour + random.float()) * HOUR;
}
