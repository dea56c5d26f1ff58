import type { WeekStretch } from '#browser.ts';

/** An hour of a day of the week; day 0 is Monday. */
export interface WeekCell {
  readonly day: number;
  readonly hour: number;
}

/** The stretch with two cells as corners. */
export function stretchBetween(one: WeekCell, other: WeekCell): WeekStretch {
  return {
    dayFrom: Math.min(one.day, other.day),
    dayTo: Math.max(one.day, other.day),
    hourFrom: Math.min(one.hour, other.hour),
    hourTo: Math.max(one.hour, other.hour),
  };
}
