const ISO =
  /^([+-]\d{6}|\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s?(Z|z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/;

/**
 * Reads an ISO 8601 date or date and time.
 * @returns Milliseconds since the Unix epoch, fractions kept; NaN for anything
 * else. Without a zone it is UTC.
 */
export function parseIsoTime(text: string): number {
  const match = ISO.exec(text);
  if (!match) return NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const back = new Date(date);
  const inMonth = back.getUTCDate() === Number(day);
  if (!inMonth || back.getUTCMonth() !== Number(month) - 1) return NaN;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) {
    return NaN;
  }
  const fraction = Number(`0.${match[7] ?? '0'}`) * 1000;
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return date + clock * 1000 + fraction - zoneOffset(match[8]);
}

/** Whether an ISO text names its zone. */
export function namesZone(text: string): boolean {
  const zone = ISO.exec(text)?.[8];
  return zone !== undefined;
}

/** A time as ISO 8601 in UTC, without a fraction where it is whole seconds. */
export function formatIsoTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  return date.toISOString().replace('.000Z', 'Z');
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes =
    Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4) || '0');
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** How a column writes its times. */
export type TimeUnit =
  'iso' | 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

/** Units of an epoch number, each with the largest magnitude that is read as it. */
const epochUnits: readonly (readonly [TimeUnit, number])[] = [
  ['seconds', 1e11],
  ['milliseconds', 1e14],
  ['microseconds', 1e17],
  ['nanoseconds', Infinity],
];

/** The unit of an epoch number by its magnitude: below 10¹¹ seconds, and so on by 10³. */
export function epochUnitOf(value: number): TimeUnit {
  const magnitude = Math.abs(value);
  const [unit] = epochUnits.find(([, limit]) => magnitude < limit) ?? [
    'nanoseconds' as const,
  ];
  return unit;
}

/** An epoch number as milliseconds since the Unix epoch. */
export function epochMilliseconds(value: number, unit: TimeUnit): number {
  if (unit === 'seconds') return value * 1000;
  if (unit === 'microseconds') return value / 1000;
  return unit === 'nanoseconds' ? value / 1e6 : value;
}

/** One time cell, in the column's unit; NaN where it is not a time. */
export function parseTime(text: string, unit: TimeUnit): number {
  if (unit === 'iso') return parseIsoTime(text.trim());
  const value = Number(text);
  return text.trim() === '' ? NaN : epochMilliseconds(value, unit);
}

/** What a column's times look like. */
export interface TimeFormat {
  readonly unit: TimeUnit;
  /** Whether some ISO time names no zone and is taken as UTC. */
  readonly zoneless: boolean;
}

/**
 * How the texts write times: all ISO 8601, or all epoch numbers, whose unit the
 * largest tells; undefined where they are neither.
 * @param texts - A sample of the column, empty cells left out.
 */
export function detectTimeFormat(
  texts: readonly string[],
): TimeFormat | undefined {
  if (texts.length === 0) return undefined;
  if (texts.every((text) => !Number.isNaN(parseIsoTime(text.trim())))) {
    const zoneless = !texts.every((text) => namesZone(text.trim()));
    return { unit: 'iso', zoneless };
  }
  let largest = 0;
  for (const text of texts) {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!Number.isFinite(value)) return undefined;
    largest = Math.max(largest, Math.abs(value));
  }
  return { unit: epochUnitOf(largest), zoneless: false };
}

/** Start of the window of `width` milliseconds that holds `time`; windows start at the epoch. */
export function windowStart(time: number, width: number): number {
  return Math.floor(time / width) * width;
}
