const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

type Fault = (problem: string, expected: string) => Error;

/** The fields of a rule, each with the moments that it lets through. */
interface Fields {
  readonly hours: ReadonlySet<number> | null;
  readonly days: ReadonlySet<number> | null;
  readonly dates: ReadonlySet<number> | null;
  readonly months: ReadonlySet<number> | null;
}

/**
 * Test for the moments that a recurrence rule of RFC 5545 lets through, by the
 * wall clock of a time zone, daylight saving included. Read are `FREQ` of
 * `HOURLY`, `DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY` with `BYHOUR`, `BYDAY`,
 * `BYMONTHDAY` and `BYMONTH`: what limits by the calendar. Rules that count
 * (`INTERVAL`, `COUNT`) are refused, for they need a first moment.
 * @param zone - IANA name.
 */
export function recurrenceTest(
  rule: string,
  zone: string,
  fault: Fault,
): (time: number) => boolean {
  const fields = readRule(rule, fault);
  const clock = wallClock(zone, fault);
  return (time) => {
    if (!Number.isFinite(time)) return false;
    const { hour, day, date, month } = clock(time);
    return (
      (fields.hours?.has(hour) ?? true) &&
      (fields.days?.has(day) ?? true) &&
      (fields.dates?.has(date) ?? true) &&
      (fields.months?.has(month) ?? true)
    );
  };
}

function readRule(rule: string, fault: Fault): Fields {
  const parts = new Map(
    rule.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name.trim().toUpperCase(), value.trim().toUpperCase()];
    }),
  );
  const known = ['FREQ', 'BYHOUR', 'BYDAY', 'BYMONTHDAY', 'BYMONTH'];
  const other = [...parts.keys()].find((name) => !known.includes(name));
  const frequencies = ['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
  if (other !== undefined || !frequencies.includes(parts.get('FREQ') ?? '')) {
    throw fault(
      `the rule "${rule}" ${other === undefined ? 'has no FREQ' : `holds ${other || 'nothing'}`}`,
      `FREQ=${frequencies.join('|')} with ${known.slice(1).join(', ')}`,
    );
  }
  const numbers = (name: string, least: number, most: number) =>
    numbersOf(parts.get(name), { name, least, most }, fault);
  return {
    hours: numbers('BYHOUR', 0, 23),
    days: daysOf(parts.get('BYDAY'), fault),
    dates: numbers('BYMONTHDAY', 1, 31),
    months: numbers('BYMONTH', 1, 12),
  };
}

function numbersOf(
  text: string | undefined,
  { name, least, most }: { name: string; least: number; most: number },
  fault: Fault,
): Set<number> | null {
  if (text === undefined) return null;
  const values = text.split(',').map(Number);
  const isWrong = (value: number) =>
    !Number.isInteger(value) || value < least || value > most;
  if (text === '' || values.some(isWrong)) {
    throw fault(`${name}=${text}`, `numbers from ${least} to ${most}`);
  }
  return new Set(values);
}

function daysOf(text: string | undefined, fault: Fault): Set<number> | null {
  if (text === undefined) return null;
  const days = text.split(',').map((day) => DAYS.indexOf(day));
  if (days.includes(-1)) throw fault(`BYDAY=${text}`, DAYS.join(', '));
  return new Set(days);
}

function wallClock(zone: string, fault: Fault) {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      hour: 'numeric',
      weekday: 'short',
      day: 'numeric',
      month: 'numeric',
    });
  } catch {
    throw fault(
      `there is no time zone "${zone}"`,
      'a name such as "Europe/London"',
    );
  }
  return (time: number) => {
    const parts = new Map(
      format.formatToParts(time).map(({ type, value }) => [type, value]),
    );
    return {
      hour: Number(parts.get('hour')),
      day: WEEKDAYS.indexOf(parts.get('weekday') ?? ''),
      date: Number(parts.get('day')),
      month: Number(parts.get('month')),
    };
  };
}
