const PATTERN =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/**
 * Reads a typed time, UTC: "2026-11-09", "2026-11-09 18:00" or with seconds.
 * @returns Milliseconds since 1970, or null if it is no time.
 */
export function parseTypedTime(text: string): number | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(time);
  const isSame =
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute;
  return isSame ? time : null;
}

/** The form that {@link parseTypedTime} reads, to the minute. */
export function typedTime(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
