const HOUR = 3_600_000;
/** 1 January 1970 was a Thursday: three days into its week. */
const EPOCH_HOUR = 72;

/** Hours in a week. */
export const WEEK_HOURS = 168;

/**
 * Hour of the week of a moment, UTC: 0 is Monday 00:00 to 01:00, 167 the last of
 * Sunday.
 * @param time - Milliseconds since the Unix epoch; NaN gives NaN.
 */
export function hourOfWeek(time: number): number {
  const hour = (Math.floor(time / HOUR) + EPOCH_HOUR) % WEEK_HOURS;
  return hour < 0 ? hour + WEEK_HOURS : hour;
}

/** A stretch of days and a stretch of hours of each of them; both ends belong to it. */
export interface WeekStretch {
  /** 0 is Monday. */
  readonly dayFrom: number;
  readonly dayTo: number;
  /** 0 to 23, UTC. */
  readonly hourFrom: number;
  readonly hourTo: number;
}

/** Whether an hour of the week lies in a stretch of it; false for NaN. */
export function isInWeekStretch(at: number, stretch: WeekStretch): boolean {
  const [day, hour] = [Math.floor(at / 24), at % 24];
  return (
    day >= stretch.dayFrom &&
    day <= stretch.dayTo &&
    hour >= stretch.hourFrom &&
    hour <= stretch.hourTo
  );
}
