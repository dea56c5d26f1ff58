const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths of a slot, milliseconds. */
const STEPS = [
  SECOND,
  10 * SECOND,
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  7 * DAY,
  28 * DAY,
  91 * DAY,
  364 * DAY,
  3640 * DAY,
] as const;

/** 1 January 1970 was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/** How time is cut into slots. */
export interface SlotScale {
  /** Milliseconds; 0 where there is no time. */
  readonly step: number;
  /** The slot of a time: its first moment; null for no time. */
  readonly slotOf: (time: number | null) => number | null;
}

/**
 * The shortest slots of which at most `most` have anything in them.
 * @param times - Milliseconds since the epoch; null for none.
 */
export function chooseSlots(
  times: readonly (number | null)[],
  most: number,
): SlotScale {
  const known = times.filter((time) => time !== null);
  const step =
    known.length === 0
      ? 0
      : (STEPS.find((one) => countSlots(known, one) <= most) ??
        STEPS[STEPS.length - 1] ??
        0);
  return {
    step,
    slotOf: (time) => {
      if (time === null || step === 0) return null;
      const origin = originOf(step);
      return Math.floor((time - origin) / step) * step + origin;
    },
  };
}

function countSlots(times: readonly number[], step: number): number {
  const origin = originOf(step);
  return new Set(times.map((time) => Math.floor((time - origin) / step))).size;
}

function originOf(step: number): number {
  return step % (7 * DAY) === 0 ? FIRST_MONDAY : 0;
}
